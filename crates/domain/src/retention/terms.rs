//! The terms that a unit sets, and what it holds back.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{HeldBack, Kind};
use crate::extra::Extra;

/// A term in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct Months(u16);

/// For how long a unit keeps what, and what it holds back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Retention {
    /// Records of households that are none of the commune's any more. Five years, as the state's reviews of poverty go by
    /// periods of five years, and who comes back within one is found again.
    #[serde(default = "household")]
    pub household: Months,
    /// Drafts that were closed. Half a year: somebody has looked at it and said that nobody needs it.
    #[serde(default = "draft")]
    pub draft: Months,
    /// Workbooks. A year: the yearly review brings the next list, until when this one can be taken back.
    #[serde(default = "workbook")]
    pub workbook: Months,
    /// What is kept beyond its term.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held_back: Vec<HeldBack>,
    /// What a newer version says beside it.
    #[serde(flatten)]
    pub extra: Extra,
}

fn household() -> Months {
    Months(60)
}

fn draft() -> Months {
    Months(6)
}

fn workbook() -> Months {
    Months(12)
}

impl Months {
    /// What can be set: a month to twenty years.
    pub const BOUNDS: RangeInclusive<u16> = 1..=240;

    pub(super) const fn new(months: u16) -> Self {
        Self(months)
    }

    /// So many.
    #[must_use]
    pub fn months(self) -> u16 {
        self.0
    }

    /// The first day on which a term is over that began on a day. A month that has no such day ends with its last one.
    #[must_use]
    pub fn after(self, since: NaiveDate) -> NaiveDate {
        since
            .checked_add_months(chrono::Months::new(self.0.into()))
            .unwrap_or(NaiveDate::MAX)
    }
}

/// What lies outside of the bounds is taken for the nearest within.
impl From<u16> for Months {
    fn from(months: u16) -> Self {
        Self(months.clamp(*Self::BOUNDS.start(), *Self::BOUNDS.end()))
    }
}

impl From<Months> for u16 {
    fn from(months: Months) -> Self {
        months.0
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            household: household(),
            draft: draft(),
            workbook: workbook(),
            held_back: Vec::new(),
            extra: Extra::default(),
        }
    }
}

impl Retention {
    /// The term of a kind.
    #[must_use]
    pub fn term(&self, kind: Kind) -> Months {
        match kind {
            Kind::Household => self.household,
            Kind::Draft => self.draft,
            Kind::Workbook => self.workbook,
        }
    }

    /// The same with another term of a kind.
    #[must_use]
    pub fn with_term(mut self, kind: Kind, term: Months) -> Self {
        match kind {
            Kind::Household => self.household = term,
            Kind::Draft => self.draft = term,
            Kind::Workbook => self.workbook = term,
        }
        self
    }

    /// The same with something held back, in the place of what was said of it before and without what is over.
    #[must_use]
    pub fn holding(mut self, held: HeldBack) -> Self {
        let today = held.from;
        self.held_back
            .retain(|one| one.which != held.which && one.end() > today);
        self.held_back.push(held);
        self
    }

    /// The same with something held back no longer.
    #[must_use]
    pub fn letting_go(mut self, which: &super::Which) -> Self {
        self.held_back.retain(|one| one.which != *which);
        self
    }

    /// The shorter terms of two units that become one.
    pub(crate) fn shorten(&mut self, other: &Self) {
        self.household = self.household.min(other.household);
        self.draft = self.draft.min(other.draft);
        self.workbook = self.workbook.min(other.workbook);
    }

    /// Holds back what another unit holds back too; of two words on the same the later end stands.
    pub(crate) fn hold_too(&mut self, others: Vec<HeldBack>) {
        for other in others {
            match self
                .held_back
                .iter_mut()
                .find(|one| one.which == other.which)
            {
                Some(one) if one.end() < other.end() => *one = other,
                Some(_) => {}
                None => self.held_back.push(other),
            }
        }
        // The order of mergers makes no difference.
        self.held_back.sort_by(|a, b| a.which.cmp(&b.which));
    }

    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
