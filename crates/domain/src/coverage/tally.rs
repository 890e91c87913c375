//! What is counted, and how it adds up.

use std::iter::Sum;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::following::{Answer, Kept};
use crate::household::Class;

/// What was counted of some households in a period. Tallies of hamlets add up to that of their commune, those of
/// communes to that of their city, since each household is in one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Poor households.
    pub poor: Part,
    /// Near-poor ones.
    pub near_poor: Part,
    /// Those that have left poverty or near-poverty.
    pub escaped: Part,
    /// Those whose class nobody has entered.
    pub unclassed: Part,
    /// Households to which somebody came and met nobody; they are not among those that were reached.
    pub in_vain: usize,
    /// The visits of the period.
    pub visits: Visits,
    /// What was promised on them.
    pub promises: Promises,
}

/// How many households were reached, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Those of whom somebody was met.
    pub reached: usize,
    /// All.
    pub of: usize,
}

/// What the office has said to visits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visits {
    /// Accepted.
    pub accepted: usize,
    /// Sent back and not amended.
    pub returned: usize,
    /// Neither.
    pub waiting: usize,
}

/// What has become of promises by today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promises {
    /// Kept.
    pub kept: usize,
    /// Not due yet, or without a day.
    pub open: usize,
    /// Overdue, also where visits since then say nothing of them.
    pub overdue: usize,
    /// Expected no more.
    pub withdrawn: usize,
}

impl Tally {
    /// The part of a class.
    #[must_use]
    pub fn part(&self, class: Option<Class>) -> Part {
        match class {
            Some(Class::Poor) => self.poor,
            Some(Class::NearPoor) => self.near_poor,
            Some(Class::Escaped | Class::EscapedNear) => self.escaped,
            None => self.unclassed,
        }
    }

    pub(super) fn part_mut(&mut self, class: Option<Class>) -> &mut Part {
        match class {
            Some(Class::Poor) => &mut self.poor,
            Some(Class::NearPoor) => &mut self.near_poor,
            Some(Class::Escaped | Class::EscapedNear) => &mut self.escaped,
            None => &mut self.unclassed,
        }
    }

    /// All classes together.
    #[must_use]
    pub fn all(&self) -> Part {
        [self.poor, self.near_poor, self.escaped, self.unclassed]
            .into_iter()
            .sum()
    }
}

impl Part {
    /// Those of whom nobody was met.
    #[must_use]
    pub fn left(&self) -> usize {
        self.of.saturating_sub(self.reached)
    }

    /// Which share was reached, in whole per cent rounded down, so that only all of them are 100; `None` of nobody.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        (self.reached * 100).checked_div(self.of)
    }
}

impl Visits {
    pub(super) fn add(&mut self, answer: Answer) {
        match answer {
            Answer::Accepted => self.accepted += 1,
            Answer::Returned { .. } => self.returned += 1,
            Answer::Waiting => self.waiting += 1,
        }
    }

    /// How many there were.
    #[must_use]
    pub fn all(&self) -> usize {
        self.accepted + self.returned + self.waiting
    }
}

impl Promises {
    pub(super) fn add(&mut self, kept: Kept, is_overdue: bool) {
        match kept {
            Kept::Yes { .. } => self.kept += 1,
            Kept::Open | Kept::Untold | Kept::No { .. } if is_overdue => self.overdue += 1,
            Kept::Open | Kept::Untold | Kept::No { .. } => self.open += 1,
            Kept::Withdrawn { .. } => self.withdrawn += 1,
        }
    }

    /// How many there were.
    #[must_use]
    pub fn all(&self) -> usize {
        self.kept + self.open + self.overdue + self.withdrawn
    }
}

impl AddAssign for Part {
    fn add_assign(&mut self, other: Self) {
        self.reached += other.reached;
        self.of += other.of;
    }
}

impl Sum for Part {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        let mut sum = Self::default();
        parts.for_each(|part| sum += part);
        sum
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.poor += other.poor;
        self.near_poor += other.near_poor;
        self.escaped += other.escaped;
        self.unclassed += other.unclassed;
        self.in_vain += other.in_vain;
        self.visits.accepted += other.visits.accepted;
        self.visits.returned += other.visits.returned;
        self.visits.waiting += other.visits.waiting;
        self.promises.kept += other.promises.kept;
        self.promises.open += other.promises.open;
        self.promises.overdue += other.promises.overdue;
        self.promises.withdrawn += other.promises.withdrawn;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        let mut sum = Self::default();
        tallies.for_each(|tally| sum += tally);
        sum
    }
}
