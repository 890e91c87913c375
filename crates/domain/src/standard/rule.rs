//! When an indicator is lacking. A rule asks facts of the record by their names; its numbers and lists are data.

use serde::Deserialize;

use super::Sourced;
use crate::fact::{FactKey, MemberKey};
use crate::household::{
    Allowance, Attends, Device, Disability, Latrine, Learnt, Material, Roof, Sex, Water, Work,
};

/// When an indicator is lacking.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Where anybody of these ages is so.
    Anybody {
        /// Who is asked.
        ages: Ages,
        /// What.
        #[serde(with = "member_key")]
        fact: MemberKey,
        /// Which of its words say that it is lacking.
        lacking: Words,
    },
    /// Where anybody has nothing of what their age asks for.
    AnybodyWithout {
        /// What each age asks for.
        bands: Vec<Band>,
    },
    /// Where nobody of these ages is so.
    Nobody {
        /// Who is asked.
        ages: Ages,
        /// What.
        #[serde(with = "member_key")]
        fact: MemberKey,
        /// Which of its words say that it is there.
        is: Words,
        /// A fact that says it of the whole house.
        #[serde(default, with = "house_key")]
        house: Option<FactKey>,
    },
    /// Where more than this share of the people are of one of these groups.
    ShareOver {
        /// The share in hundredths.
        percent: Sourced<u32>,
        /// The groups.
        of: Vec<Group>,
    },
    /// Where at least so many of wall, pillar and roof are of these kinds.
    Structures {
        /// How many.
        at_least: Sourced<u32>,
        /// Of walls.
        wall: Words,
        /// Of pillars.
        pillar: Words,
        /// Of roofs.
        roof: Words,
    },
    /// Where the floor area of a person is less than this.
    AreaUnder {
        /// Square metres.
        square_metres: Sourced<f64>,
    },
    /// Where the house has none of these.
    NoneOf {
        /// What: water, latrine, devices.
        #[serde(with = "some_house_key")]
        fact: FactKey,
        /// Which of its words say that it is there.
        is: Words,
    },
}

/// Ages in years.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// The youngest; of any age without it.
    #[serde(default)]
    pub from: Option<u16>,
    /// The first age that is too old.
    #[serde(default)]
    pub under: Option<Under>,
    /// Where they were read.
    pub source: String,
    /// Whether somebody has compared them with the original.
    pub verified: bool,
}

/// The first age that is too old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Under {
    /// For everybody.
    All(u16),
    /// As with the age of retirement.
    BySex {
        /// For men.
        male: u16,
        /// For women.
        female: u16,
    },
}

impl Under {
    /// For somebody of a sex.
    #[must_use]
    pub fn of(self, sex: Sex) -> u16 {
        match (self, sex) {
            (Self::All(age), _)
            | (Self::BySex { male: age, .. }, Sex::Male)
            | (Self::BySex { female: age, .. }, Sex::Female) => age,
        }
    }
}

impl Ages {
    /// Whether somebody of this age and sex is meant.
    #[must_use]
    pub fn has(&self, age: u16, sex: Sex) -> bool {
        self.from.is_none_or(|from| age >= from)
            && self.under.is_none_or(|under| age < under.of(sex))
    }

    /// Whether everybody is meant.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        self.from.is_none() && self.under.is_none()
    }
}

/// Words of a fact.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Which.
    pub is: Vec<String>,
    /// Those of which nobody has verified on which side they stand. An answer that hangs on one is not verified.
    #[serde(default)]
    pub doubtful: Vec<String>,
    /// Where they were read.
    pub source: String,
    /// Whether somebody has compared the rest with the original.
    pub verified: bool,
}

/// What an age asks for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Whom it asks.
    pub ages: Ages,
    /// One of these is enough.
    pub any_of: Vec<Having>,
}

/// A fact of a person with the words that are meant.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Having {
    /// What.
    #[serde(with = "member_key")]
    pub fact: MemberKey,
    /// Which of its words.
    pub is: Words,
}

/// People who are meant: of these ages, or for whom a fact is so.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Group {
    /// Of these ages.
    Of {
        /// Which.
        ages: Ages,
    },
    /// For whom a fact is so.
    Having(Having),
}

impl Rule {
    /// What is wrong with it, for whoever wrote it.
    pub(super) fn wrong(&self) -> Option<String> {
        match self {
            Self::Anybody {
                ages,
                fact,
                lacking: is,
            }
            | Self::Nobody { ages, fact, is, .. } => {
                ages.wrong().or_else(|| is.wrong(of_member(*fact)))
            }
            Self::AnybodyWithout { bands } => bands.iter().find_map(|band| {
                let mut any_of = band.any_of.iter();
                let wrong = band.ages.wrong();
                let wrong = wrong.or_else(|| any_of.find_map(Having::wrong));
                wrong.or_else(|| {
                    let is_empty = band.any_of.is_empty();
                    is_empty.then(|| "any_of is empty, so that nobody can have it".to_owned())
                })
            }),
            Self::ShareOver { percent, of } => {
                let wrong = (percent.is >= 100).then(|| "percent must be under 100".to_owned());
                wrong.or_else(|| {
                    of.iter().find_map(|group| match group {
                        Group::Of { ages } => ages.wrong(),
                        Group::Having(having) => having.wrong(),
                    })
                })
            }
            Self::Structures {
                at_least,
                wall,
                pillar,
                roof,
            } => {
                let is_possible = (1..=3).contains(&at_least.is);
                let wrong = (!is_possible).then(|| "at_least must be 1, 2 or 3".to_owned());
                wrong
                    .or_else(|| wall.wrong(Material::CODES))
                    .or_else(|| pillar.wrong(Material::CODES))
                    .or_else(|| roof.wrong(Roof::CODES))
            }
            Self::AreaUnder { square_metres } => {
                let is_area = square_metres.is.is_finite() && square_metres.is > 0.0;
                (!is_area).then(|| "square_metres must be over 0".to_owned())
            }
            Self::NoneOf { fact, is } => match of_house(fact) {
                Some(codes) => is.wrong(codes),
                None => Some(format!("{fact} cannot be asked by none_of")),
            },
        }
    }

    /// Whether its numbers and lists were compared with the original, doubtful words and the ages of `anybody` aside:
    /// for these it is found out whether an answer hangs on them.
    pub(crate) fn is_verified(&self) -> bool {
        match self {
            Self::Anybody { lacking, .. } => lacking.verified,
            Self::AnybodyWithout { bands } => bands.iter().all(|band| {
                band.ages.verified && band.any_of.iter().all(|having| having.is.verified)
            }),
            Self::Nobody { ages, is, .. } => ages.verified && is.verified,
            Self::ShareOver { percent, of } => {
                percent.verified
                    && of.iter().all(|group| match group {
                        Group::Of { ages } => ages.verified,
                        Group::Having(having) => having.is.verified,
                    })
            }
            Self::Structures {
                at_least,
                wall,
                pillar,
                roof,
            } => at_least.verified && [wall, pillar, roof].iter().all(|words| words.verified),
            Self::AreaUnder { square_metres } => square_metres.verified,
            Self::NoneOf { is, .. } => is.verified,
        }
    }
}

impl Ages {
    fn wrong(&self) -> Option<String> {
        let youngest = self.from.unwrap_or_default();
        let is_empty = [Sex::Male, Sex::Female]
            .iter()
            .any(|sex| self.under.is_some_and(|under| under.of(*sex) <= youngest));
        is_empty.then(|| "nobody is of these ages".to_owned())
    }
}

impl Having {
    fn wrong(&self) -> Option<String> {
        self.is.wrong(of_member(self.fact))
    }
}

impl Words {
    fn wrong(&self, known: &[&str]) -> Option<String> {
        let mut all = self.is.iter().chain(&self.doubtful);
        let unknown = all.find(|word| !known.contains(&word.as_str()))?;
        Some(format!(
            "“{unknown}” is none of {}",
            if known.is_empty() {
                "the words of a fact that is one of a few words".to_owned()
            } else {
                known.join(", ")
            }
        ))
    }
}

/// The words of a fact that is one of a few.
fn of_member(key: MemberKey) -> &'static [&'static str] {
    match key {
        MemberKey::Work => Work::CODES,
        MemberKey::Attends => Attends::CODES,
        MemberKey::Learnt => Learnt::CODES,
        MemberKey::Disability => Disability::CODES,
        MemberKey::Allowance => Allowance::CODES,
        MemberKey::Insured | MemberKey::Malnourished | MemberKey::Online => &["yes", "no"],
        _ => &[],
    }
}

/// The same of a house, where it can be asked by [`Rule::NoneOf`].
fn of_house(key: &FactKey) -> Option<&'static [&'static str]> {
    match key {
        FactKey::Water => Some(Water::CODES),
        FactKey::Latrine => Some(Latrine::CODES),
        FactKey::Devices => Some(Device::CODES),
        _ => None,
    }
}

mod member_key {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer};

    use crate::fact::MemberKey;

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<MemberKey, D::Error> {
        let name = String::deserialize(from)?;
        let known = MemberKey::named_so(&name);
        known.ok_or_else(|| D::Error::custom(format!("nobody has a fact “{name}”")))
    }
}

mod some_house_key {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer};

    use crate::fact::FactKey;

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<FactKey, D::Error> {
        let key = FactKey::deserialize(from)?;
        match key {
            FactKey::Other(name) => Err(D::Error::custom(format!("no house has a fact “{name}”"))),
            key => Ok(key),
        }
    }
}

mod house_key {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer};

    use crate::fact::FactKey;

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<FactKey>, D::Error> {
        match Option::<FactKey>::deserialize(from)? {
            None => Ok(None),
            Some(FactKey::Internet) => Ok(Some(FactKey::Internet)),
            Some(other) => Err(D::Error::custom(format!(
                "“{other}” is not said of a house by yes or no; internet is"
            ))),
        }
    }
}
