//! How far visits reach: how many households somebody came to in a month, quarter or year, and what came of it.

mod period;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::following::{Came, Followed, Joined};
use crate::ids::{HamletId, UserId};

pub use period::{Period, Span};
pub use tally::{Part, Promises, Tally, Visits};

/// Whose visits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    All,
    /// Those of one volunteer.
    Of(UserId),
}

/// What was counted in each hamlet. A household is counted where it lived at the end of the period, or lives now where
/// the period is running, and by the class that it had then; one that was listed later only if somebody came.
#[must_use]
pub fn coverage(
    households: &Joined,
    period: Period,
    whose: Whose,
    today: NaiveDate,
) -> BTreeMap<HamletId, Tally> {
    let end = period.last().min(today);
    let mut tallies: BTreeMap<HamletId, Tally> = BTreeMap::new();
    for household in households.iter() {
        if let Some(tally) = Tally::of(household, period, whose, today) {
            *tallies.entry(household.hamlet_on(end)).or_default() += tally;
        }
    }
    tallies
}

/// Tallies put together by what their places lie in: hamlets to communes, communes to a city, or those of a volunteer.
#[must_use]
pub fn together<P, W: Ord>(
    tallies: impl IntoIterator<Item = (P, Tally)>,
    within: impl Fn(&P) -> Option<W>,
) -> BTreeMap<W, Tally> {
    let mut sums: BTreeMap<W, Tally> = BTreeMap::new();
    for (place, tally) in tallies {
        if let Some(whole) = within(&place) {
            *sums.entry(whole).or_default() += tally;
        }
    }
    sums
}

impl Tally {
    /// Of one household; `None` where it is not counted in the period.
    fn of(household: &Followed, period: Period, whose: Whose, today: NaiveDate) -> Option<Self> {
        let end = period.last().min(today);
        let counts = |came: &&Came| period.contains(came.day()) && whose.counts(came.author);
        let visits: Vec<_> = household.visits.iter().filter(counts).collect();
        let is_listed = household.listed.is_none_or(|day| day <= end);
        if !is_listed && visits.is_empty() {
            return None;
        }
        let mut tally = Self::default();
        *tally.part_mut(household.class_on(end)) = Part {
            reached: usize::from(!visits.is_empty()),
            of: 1,
        };
        for came in &visits {
            tally.visits.add(came.answer);
        }
        for promise in &household.commitments {
            if visits.iter().any(|came| came.visit == promise.visit) {
                let is_overdue = promise.overdue_on(today).is_some();
                tally.promises.add(promise.kept, is_overdue);
            }
        }
        Some(tally)
    }
}

impl Whose {
    fn counts(self, author: UserId) -> bool {
        match self {
            Self::All => true,
            Self::Of(user) => user == author,
        }
    }
}
