//! What forms can say of a household: the facts that an answer can be saved to.

use std::collections::BTreeSet;

use super::{Fact, FactKey};
use crate::household::{Counted, Device, Latrine, Material, Roof, Water, Word};

/// A fact to which a form saves an answer. Of people, and of what only the office says, no form says anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// [`Fact::Address`].
    Address,
    /// [`Fact::Phone`].
    Phone,
    /// [`Fact::Area`].
    Area,
    /// [`Fact::Roof`].
    Roof,
    /// [`Fact::Wall`].
    Wall,
    /// [`Fact::Pillar`].
    Pillar,
    /// [`Fact::Water`].
    Water,
    /// [`Fact::Latrine`].
    Latrine,
    /// [`Fact::Internet`].
    Internet,
    /// [`Fact::Devices`].
    Devices,
    /// [`Fact::Count`].
    Count(Counted),
}

/// How an answer says a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// In words.
    Text,
    /// As a number.
    Number,
    /// As a whole number.
    Whole,
    /// By yes or no.
    YesNo,
    /// By one of these words.
    One(&'static [&'static str]),
    /// By some of these words, with a space between; [`Property::NONE`] for none of them.
    Many(&'static [&'static str]),
}

impl Property {
    /// What forms call the list of households; one that saves to it speaks of the household that is visited.
    pub const LIST: &str = "households";

    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Address,
        Self::Phone,
        Self::Area,
        Self::Roof,
        Self::Wall,
        Self::Pillar,
        Self::Water,
        Self::Latrine,
        Self::Internet,
        Self::Devices,
        Self::Count(Counted::Jobless),
        Self::Count(Counted::NoContract),
        Self::Count(Counted::ChildrenOut),
        Self::Count(Counted::YoungUntrained),
        Self::Count(Counted::Uninsured),
        Self::Count(Counted::MalnourishedChildren),
    ];

    /// The answer that there are none, where some could be chosen.
    pub const NONE: &str = "none";

    /// The one that forms call so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|property| property.name() == name)
    }

    /// What forms call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Area => "area",
            Self::Roof => "roof",
            Self::Wall => "wall",
            Self::Pillar => "pillar",
            Self::Water => "water",
            Self::Latrine => "latrine",
            Self::Internet => "internet",
            Self::Devices => "devices",
            Self::Count(counted) => counted.code(),
        }
    }

    /// How an answer says it.
    #[must_use]
    pub fn takes(self) -> Takes {
        match self {
            Self::Address | Self::Phone => Takes::Text,
            Self::Area => Takes::Number,
            Self::Roof => Takes::One(Roof::CODES),
            Self::Wall | Self::Pillar => Takes::One(Material::CODES),
            Self::Water => Takes::One(Water::CODES),
            Self::Latrine => Takes::One(Latrine::CODES),
            Self::Internet => Takes::YesNo,
            Self::Devices => Takes::Many(Device::CODES),
            Self::Count(_) => Takes::Whole,
        }
    }

    /// The answers for which the record has a word; `None` where it takes any.
    #[must_use]
    pub fn words(self) -> Option<&'static [&'static str]> {
        match self.takes() {
            Takes::One(words) | Takes::Many(words) => Some(words),
            Takes::Text | Takes::Number | Takes::Whole | Takes::YesNo => None,
        }
    }

    /// The fact.
    #[must_use]
    pub fn key(self) -> FactKey {
        match self {
            Self::Address => FactKey::Address,
            Self::Phone => FactKey::Phone,
            Self::Area => FactKey::Area,
            Self::Roof => FactKey::Roof,
            Self::Wall => FactKey::Wall,
            Self::Pillar => FactKey::Pillar,
            Self::Water => FactKey::Water,
            Self::Latrine => FactKey::Latrine,
            Self::Internet => FactKey::Internet,
            Self::Devices => FactKey::Devices,
            Self::Count(counted) => FactKey::Count(counted),
        }
    }

    /// What an answer says, as forms spell it; `None` where it is blank or the record has no word for it.
    #[must_use]
    pub fn fact(self, answer: &str) -> Option<Fact> {
        let answer = answer.trim();
        if answer.is_empty() {
            return None;
        }
        Some(match self {
            Self::Address => Fact::Address(answer.to_owned()),
            Self::Phone => Fact::Phone(Some(answer.to_owned())),
            Self::Area => {
                let area: f32 = answer.parse().ok()?;
                let is_one = area.is_finite() && area > 0.0;
                Fact::Area(Some(is_one.then_some(area)?))
            }
            Self::Roof => Fact::Roof(Some(Roof::coded(answer)?)),
            Self::Wall => Fact::Wall(Some(Material::coded(answer)?)),
            Self::Pillar => Fact::Pillar(Some(Material::coded(answer)?)),
            Self::Water => Fact::Water(Some(Water::coded(answer)?)),
            Self::Latrine => Fact::Latrine(Some(Latrine::coded(answer)?)),
            Self::Internet => Fact::Internet(Some(match answer {
                "yes" => true,
                "no" => false,
                _ => return None,
            })),
            Self::Devices => Fact::Devices(Some(devices(answer)?)),
            Self::Count(counted) => Fact::Count {
                counted,
                people: Some(answer.parse().ok()?),
            },
        })
    }
}

/// What a house has; what the record has no word for is left out, unless nothing else was chosen.
fn devices(answer: &str) -> Option<BTreeSet<Device>> {
    let devices: BTreeSet<Device> = answer
        .split_whitespace()
        .filter_map(Device::coded)
        .collect();
    let is_said = !devices.is_empty() || answer == Property::NONE;
    is_said.then_some(devices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_property_is_a_fact_that_anybody_may_say() {
        let answers = [
            "kiệt 3",
            "0905123456",
            "42",
            "tile",
            "masonry",
            "hardwood",
            "rain",
            "two_vault",
            "yes",
            "tv phone",
            "1",
            "0",
            "2",
            "1",
            "3",
            "0",
        ];
        for (property, answer) in Property::ALL.into_iter().zip(answers) {
            assert_eq!(Property::named(property.name()), Some(property));
            let fact = property.fact(answer);
            assert_eq!(
                fact.as_ref().map(Fact::key),
                Some(property.key()),
                "{answer}"
            );
            let key = property.key().to_string();
            assert_eq!(property.name(), key.trim_start_matches("count:"));
            assert!(fact.is_some_and(|fact| !fact.is_of_the_office()));
        }
        for of_the_office in ["code", "class", "income_score", "hamlet", "same_as", "head"] {
            assert_eq!(Property::named(of_the_office), None);
        }
    }

    #[test]
    fn forms_say_of_a_house_what_is_shown_of_it_in_its_order() {
        let of_house = Property::ALL.into_iter().skip(2).map(Property::key);
        assert!(of_house.eq(FactKey::OF_DWELLING.into_iter().chain(FactKey::counts())));
    }

    #[test]
    fn every_word_of_the_record_is_known_and_no_other() {
        let mut said = 0;
        for property in Property::ALL {
            for word in property.words().unwrap_or_default() {
                assert!(property.fact(word).is_some(), "{word}");
                said += 1;
            }
        }
        let materials = 2 * Material::ALL.len();
        let houses = Roof::ALL.len() + Water::ALL.len() + Latrine::ALL.len() + Device::ALL.len();
        assert_eq!(said, materials + houses);
    }

    #[test]
    fn a_house_without_anything_is_said_and_what_has_no_word_is_not() {
        let devices = |answer: &str| Property::Devices.fact(answer);
        let has = |devices: &[Device]| Some(Fact::Devices(Some(devices.iter().copied().collect())));
        assert_eq!(devices("none"), has(&[]));
        assert_eq!(
            devices("tv loudspeaker phone"),
            has(&[Device::Tv, Device::Phone])
        );
        assert_eq!(devices("loudspeaker"), None);
        assert_eq!(Property::Internet.fact("maybe"), None);
    }

    #[test]
    fn what_the_record_has_no_word_for_says_nothing() {
        let wall = |answer| Property::Wall.fact(answer);
        assert_eq!(wall("hardwood"), Some(Fact::Wall(Some(Material::Hardwood))));
        assert_eq!(wall("other"), None);
        assert_eq!(
            Property::Latrine.fact("none"),
            Some(Fact::Latrine(Some(Latrine::None)))
        );
        for none in ["", "0", "-3", "NaN", "inf", "rộng"] {
            assert_eq!(Property::Area.fact(none), None, "{none}");
        }
        assert_eq!(Property::Area.fact("36.5"), Some(Fact::Area(Some(36.5))));
        assert_eq!(Property::Address.fact("  "), None);
    }
}
