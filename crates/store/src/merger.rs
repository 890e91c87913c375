//! Units that become another one, as by a law from a day on.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use dong_hanh_domain::UnitKey;

use crate::Unit;

/// Which units become which other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merger {
    from: BTreeSet<UnitKey>,
    into: Unit,
}

impl Merger {
    /// These units become another one; it may be named among them, as what is there already stays.
    #[must_use]
    pub fn new(from: impl IntoIterator<Item = UnitKey>, into: Unit) -> Self {
        let from = from.into_iter().filter(|unit| *unit != into.key);
        Self {
            from: from.collect(),
            into,
        }
    }

    /// Those that end.
    #[must_use]
    pub fn from(&self) -> &BTreeSet<UnitKey> {
        &self.from
    }

    /// The one that they become.
    #[must_use]
    pub fn into(&self) -> &Unit {
        &self.into
    }
}

/// How much came to another unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Hamlets.
    pub hamlets: u64,
    /// The households that live in them.
    pub households: u64,
    /// The visits to those.
    pub visits: u64,
    /// Accounts, closed ones too.
    pub people: u64,
    /// Forms that were not published there.
    pub forms: u64,
    /// What the offices held, settled things too.
    pub held: u64,
}

impl Merged {
    /// Whether there was nothing to move.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The day that it is in Việt Nam, as units begin and end by its days.
#[must_use]
pub fn day_of(moment: DateTime<Utc>) -> NaiveDate {
    let there = FixedOffset::east_opt(7 * 3600);
    there.map_or(moment.date_naive(), |there| {
        moment.with_timezone(&there).date_naive()
    })
}
