//! Who is left behind, and why: one list, the same on a phone, at the office and on the server.
//!
//! No law says who is left behind: the reasons are the movement's own (Decision 666/QĐ-TTg of 2022, plan 6033/UBND-TĐKT of
//! Huế). That a household is poor again is the commune's decision by Decision 24/2021/QĐ-TTg.

mod place;
mod reason;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::following::{Answer, Followed, Intervals, Kept, days_between, poverty};
use crate::household::{Class, Entry};
use crate::ids::{HamletId, HouseholdId};

pub use place::{NoPlace, Place};
pub use reason::{Reason, ReasonKind};

/// The households that are left behind on a day, the most urgent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftBehind {
    /// Each with its reasons.
    pub rows: Vec<Arc<Behind>>,
    /// How many households there are, with those that are not left behind.
    pub of: usize,
}

/// A household that is left behind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Behind {
    /// Which.
    pub household: HouseholdId,
    /// Where it lives.
    pub hamlet: HamletId,
    /// Its class on that day.
    pub class: Option<Class>,
    /// Why; the most urgent reason first, and never none.
    reasons: Vec<Reason>,
}

/// How many households are left behind for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The kind of reason.
    pub kind: ReasonKind,
    /// How many households bear it, each once.
    pub households: usize,
}

/// What the list is sorted by; the id makes it total.
pub(crate) type Order = ([i64; 3], HouseholdId);

impl LeftBehind {
    /// How many households bear each kind of reason, in the order of urgency. A household with two reasons is in two
    /// of the numbers, so they do not add up to the length of the list.
    #[must_use]
    pub fn counts(&self) -> [Count; ReasonKind::ALL.len()] {
        Count::among(self.rows.iter().map(|row| &**row))
    }

    /// How many households are not left behind.
    #[must_use]
    pub fn accompanied(&self) -> usize {
        self.of.saturating_sub(self.rows.len())
    }
}

impl Count {
    /// The same as [`LeftBehind::counts`], of some rows in whatever order.
    pub fn among<'a>(rows: impl IntoIterator<Item = &'a Behind>) -> [Self; ReasonKind::ALL.len()] {
        let mut counts = ReasonKind::ALL.map(|kind| Self {
            kind,
            households: 0,
        });
        // One walk: two hundred thousand rows lie all over the memory of a server.
        for row in rows {
            // They are sorted by their kind.
            for same in row
                .reasons
                .chunk_by(|one, other| one.kind() == other.kind())
            {
                let kind = same.first().map(Reason::kind);
                let count = counts.iter_mut().find(|count| Some(count.kind) == kind);
                if let Some(count) = count {
                    count.households += 1;
                }
            }
        }
        counts
    }
}

impl Behind {
    /// A household with its reasons; `None` where it is not left behind.
    #[must_use]
    pub fn of(household: &Followed, intervals: &Intervals, today: NaiveDate) -> Option<Self> {
        if household.is_left_alone(today) {
            return None;
        }
        let class = household.class_on(today);
        let mut reasons: Vec<_> = urgent(household)
            .chain(overdue(household, today))
            .chain(fell_back(household, today))
            .chain(unvisited(household, intervals, today))
            .chain(returned(household))
            .collect();
        // Of one kind, what has waited longest comes first.
        reasons.sort_by_key(|reason| (reason.kind(), Reverse(reason.waiting(today))));
        (!reasons.is_empty()).then_some(Self {
            household: household.id,
            hamlet: household.hamlet,
            class,
            reasons,
        })
    }

    /// Why; the most urgent reason first.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// Whether there is a reason of a kind.
    #[must_use]
    pub fn bears(&self, kind: ReasonKind) -> bool {
        self.reasons.iter().any(|reason| reason.kind() == kind)
    }

    /// By the most urgent reason; of those who share it the poorest first, then who has waited longest.
    pub(crate) fn order(&self, today: NaiveDate) -> Order {
        let first = self.reasons.first();
        let urgency = first.map_or(u8::MAX, |reason| reason.kind().urgency());
        let waiting = first.map_or(0, |reason| reason.waiting(today));
        let order = [
            urgency.into(),
            poverty(self.class).into(),
            -i64::from(waiting),
        ];
        (order, self.household)
    }
}

fn urgent(household: &Followed) -> impl Iterator<Item = Reason> {
    household.urgent.iter().map(|need| Reason::Urgent {
        what: need.what.clone(),
        since: need.since,
    })
}

fn overdue(household: &Followed, today: NaiveDate) -> impl Iterator<Item = Reason> {
    let overdue = household
        .commitments
        .iter()
        .filter(move |promise| promise.overdue_on(today).is_some());
    overdue.filter_map(|promise| {
        Some(Reason::PromiseOverdue {
            what: promise.what.clone(),
            by: promise.by,
            who: promise.who.clone(),
            due: promise.due?,
            is_untold: promise.kept == Kept::Untold,
        })
    })
}

/// Tái nghèo: a household that the commune had recognised as out of poverty or near-poverty is poor again, and no support
/// has arrived since that was decided. A list may say so itself; else the decisions that were entered do, so that nobody
/// falls back who was registered as poor.
fn fell_back(household: &Followed, today: NaiveDate) -> Option<Reason> {
    let mut decided = household
        .classes
        .iter()
        .rev()
        .filter(|class| class.since <= today)
        .peekable();
    let mut first = None;
    let mut marked = None;
    while let Some(class) = decided.next_if(|class| class.class == Class::Poor) {
        first = Some(class.since);
        if class.entry == Some(Entry::Again) {
            marked = first;
        }
    }
    let had_left = decided.any(|class| class.class.has_left());
    let since = marked.or(first.filter(|_| had_left))?;
    let is_supported = household.supported.is_some_and(|day| day >= since);
    (!is_supported).then_some(Reason::FellBack { since })
}

/// Nobody of it was met within the interval of its class, or ever since it was listed.
fn unvisited(household: &Followed, intervals: &Intervals, today: NaiveDate) -> Option<Reason> {
    let class = household.class_on(today);
    let in_vain = household.in_vain();
    let Some(last) = household.last_visit() else {
        let listed = household.listed_by(today);
        let is_new = listed.is_some_and(|day| days_between(day, today) <= intervals.first.into());
        return (!is_new).then_some(Reason::NeverVisited { listed, in_vain });
    };
    let every = intervals.of(class);
    (days_between(last, today) > every.into()).then_some(Reason::NotVisited {
        last,
        every,
        class,
        in_vain,
    })
}

fn returned(household: &Followed) -> impl Iterator<Item = Reason> {
    household
        .visits
        .iter()
        .filter_map(|came| match came.answer {
            Answer::Returned { on } => Some(Reason::Returned {
                visit: came.visit,
                author: came.author,
                on,
            }),
            Answer::Waiting | Answer::Accepted => None,
        })
}
