//! What forms can say of a household: the facts that an answer can be saved to.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::{Fact, FactKey};

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
    /// [`Fact::Water`].
    Water,
    /// [`Fact::Latrine`].
    Latrine,
}

impl Property {
    /// What forms call the list of households; one that saves to it speaks of the household that is visited.
    pub const LIST: &str = "households";

    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Address,
        Self::Phone,
        Self::Area,
        Self::Roof,
        Self::Wall,
        Self::Water,
        Self::Latrine,
    ];

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
            Self::Water => "water",
            Self::Latrine => "latrine",
        }
    }

    /// The answers for which the record has a word; `None` where it takes any.
    #[must_use]
    pub fn words(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Address | Self::Phone | Self::Area => None,
            Self::Roof => Some(&["tile", "metal", "fibre_cement", "concrete", "thatch"]),
            Self::Wall => Some(&["masonry", "hardwood", "metal", "makeshift"]),
            Self::Water => Some(&[
                "tap",
                "drilled_well",
                "protected_well",
                "open_well",
                "rain",
                "surface",
            ]),
            Self::Latrine => Some(&["septic", "pour_flush", "two_vault", "makeshift", "none"]),
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
            Self::Water => FactKey::Water,
            Self::Latrine => FactKey::Latrine,
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
            Self::Roof => Fact::Roof(Some(word(answer)?)),
            Self::Wall => Fact::Wall(Some(word(answer)?)),
            Self::Water => Fact::Water(Some(word(answer)?)),
            Self::Latrine => Fact::Latrine(Some(word(answer)?)),
        })
    }
}

/// One of the words of the record.
fn word<'a, T: Deserialize<'a>>(answer: &'a str) -> Option<T> {
    let answer: StrDeserializer<'a, Error> = answer.into_deserializer();
    T::deserialize(answer).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::{Latrine, Material, Roof, Water};

    #[test]
    fn every_property_is_a_fact_that_anybody_may_say() {
        let answers = [
            "kiệt 3",
            "0905123456",
            "42",
            "tile",
            "masonry",
            "rain",
            "two_vault",
        ];
        for (property, answer) in Property::ALL.into_iter().zip(answers) {
            assert_eq!(Property::named(property.name()), Some(property));
            let fact = property.fact(answer);
            assert_eq!(
                fact.as_ref().map(Fact::key),
                Some(property.key()),
                "{answer}"
            );
            assert_eq!(property.name(), property.key().to_string());
            assert!(fact.is_some_and(|fact| !fact.is_of_the_office()));
        }
        for of_the_office in ["code", "class", "hamlet", "same_as", "head"] {
            assert_eq!(Property::named(of_the_office), None);
        }
    }

    #[test]
    fn every_word_of_the_record_is_known_and_no_other() {
        let counts = [
            (Property::Roof, Roof::ALL.len()),
            (Property::Wall, Material::ALL.len()),
            (Property::Water, Water::ALL.len()),
            (Property::Latrine, Latrine::ALL.len()),
        ];
        for (property, count) in counts {
            let words = property.words().unwrap_or_default();
            assert_eq!(words.len(), count);
            assert!(words.iter().all(|word| property.fact(word).is_some()));
        }
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
