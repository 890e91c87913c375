//! When an indicator is lacking. A rule asks facts of the record by their names; its numbers and lists are data.

mod check;
mod key;

use serde::Deserialize;

use super::Sourced;
use crate::fact::{FactKey, MemberKey};
use crate::household::{Counted, Sex};

/// When an indicator is lacking.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Where anybody of these ages is so.
    Anybody {
        /// Who is asked.
        ages: Ages,
        /// What.
        #[serde(with = "key::member_key")]
        fact: MemberKey,
        /// Which of its words say that it is lacking.
        lacking: Words,
        /// What says how many these are, where it was not asked of each.
        #[serde(default)]
        counted: Vec<Counted>,
    },
    /// Where anybody has nothing of what their age asks for.
    AnybodyWithout {
        /// What each age asks for.
        bands: Vec<Band>,
        /// What says how many have nothing of it, where it was not asked of each.
        #[serde(default)]
        counted: Vec<Counted>,
    },
    /// Where nobody of these ages is so.
    Nobody {
        /// Who is asked.
        ages: Ages,
        /// What.
        #[serde(with = "key::member_key")]
        fact: MemberKey,
        /// Which of its words say that it is there.
        is: Words,
        /// A fact that says it of the whole house.
        #[serde(default, with = "key::house_key")]
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
        #[serde(with = "key::some_house_key")]
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
    #[serde(with = "key::member_key")]
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
