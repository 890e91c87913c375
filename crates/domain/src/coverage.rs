//! How far visits reach: how many households somebody came to in a month, quarter or year, and what came of it.

mod figure;
mod period;
mod tally;
#[cfg(test)]
mod tests;
mod then;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use chrono::NaiveDate;

use crate::following::{Came, Followed, Joined};
use crate::household::Class;
use crate::ids::{HamletId, HouseholdId, UserId};

pub use figure::Figure;
pub use period::{Period, Span};
pub use tally::{Part, Promises, Tally, Visits};
pub use then::UnitsThen;

/// Whose visits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    All,
    /// Those of one volunteer.
    Of(UserId),
}

/// A household as it is counted in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Which.
    pub household: HouseholdId,
    /// Where it lived at the end of the period, or lives now where the period is running.
    pub hamlet: HamletId,
    /// The class that it had then.
    pub class: Option<Class>,
    /// What was counted of it alone.
    pub tally: Tally,
}

/// The households of a period, each with what is counted of it. One that was listed later, or was none of the commune's
/// any more at its end, is among them only if somebody came.
pub fn counted(
    households: &Joined,
    period: Period,
    whose: Whose,
    today: NaiveDate,
) -> impl Iterator<Item = Counted> {
    let households = households.iter();
    households.filter_map(move |household| Counted::of(household, period, whose, today))
}

/// The same kept current: after a change only the households that it touches are counted again.
#[derive(Clone, Debug)]
pub struct Counts {
    period: Period,
    whose: Whose,
    today: NaiveDate,
    of: BTreeMap<HouseholdId, Counted>,
}

impl Counts {
    /// What is counted now.
    #[must_use]
    pub fn of(households: &Joined, period: Period, whose: Whose, today: NaiveDate) -> Self {
        let counted = counted(households, period, whose, today);
        Self {
            period,
            whose,
            today,
            of: counted.map(|one| (one.household, one)).collect(),
        }
    }

    /// Whether this is what is asked for.
    #[must_use]
    pub fn answers(&self, period: Period, whose: Whose, today: NaiveDate) -> bool {
        (self.period, self.whose, self.today) == (period, whose, today)
    }

    /// The day for which it holds.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.today
    }

    /// Counts some households again.
    pub fn renew(&mut self, households: &Joined, touched: &BTreeSet<HouseholdId>) {
        for id in touched {
            let household = households.get(*id);
            match household.and_then(|one| Counted::of(one, self.period, self.whose, self.today)) {
                Some(counted) => drop(self.of.insert(*id, counted)),
                None => drop(self.of.remove(id)),
            }
        }
    }

    /// Each household that is counted, in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Counted> {
        self.of.values()
    }
}

/// What was counted in each hamlet.
#[must_use]
pub fn coverage(
    households: &Joined,
    period: Period,
    whose: Whose,
    today: NaiveDate,
) -> BTreeMap<HamletId, Tally> {
    let counted = counted(households, period, whose, today);
    together(
        counted.map(|counted| (counted.hamlet, counted.tally)),
        |hamlet| Some(*hamlet),
    )
}

/// The households to which each person came in a period, with what came of their visits.
pub fn visited(
    households: &Joined,
    period: Period,
    today: NaiveDate,
) -> impl Iterator<Item = (UserId, Counted)> {
    households.iter().flat_map(move |household| {
        let came = household.visits.iter();
        let came = came.filter(|came| period.contains(came.day()));
        let authors: BTreeSet<_> = came.map(|came| came.author).collect();
        authors.into_iter().filter_map(move |user| {
            let counted = Counted::of(household, period, Whose::Of(user), today)?;
            Some((user, counted))
        })
    })
}

/// The households of each person's hamlets as their own visits reached them in a period: what their own phone counts.
/// One that is in the hamlets of two is counted with both.
pub fn given<'a>(
    households: &'a Joined,
    period: Period,
    people: impl IntoIterator<Item = (UserId, &'a BTreeSet<HamletId>)>,
    today: NaiveDate,
) -> impl Iterator<Item = (UserId, Counted)> {
    let mut of_hamlet: BTreeMap<HamletId, Vec<UserId>> = BTreeMap::new();
    for (user, theirs) in people {
        for hamlet in theirs {
            of_hamlet.entry(*hamlet).or_default().push(user);
        }
    }
    households.iter().flat_map(move |household| {
        // A phone has those that live in its hamlets now.
        let users = of_hamlet.get(&household.hamlet).into_iter().flatten();
        let theirs = users.filter_map(|user| {
            let counted = Counted::of(household, period, Whose::Of(*user), today)?;
            Some((*user, counted))
        });
        theirs.collect::<Vec<_>>()
    })
}

/// What came of the visits of each person: of whoever came, and of every volunteer, who may have come to nobody.
#[must_use]
pub fn by_person(
    volunteers: impl IntoIterator<Item = UserId>,
    visited: impl IntoIterator<Item = (UserId, Counted)>,
) -> BTreeMap<UserId, Tally> {
    let volunteers = volunteers.into_iter();
    let nobody = volunteers.map(|user| (user, Tally::default()));
    let visited = visited.into_iter();
    let visited = visited.map(|(user, counted)| (user, counted.tally));
    together(nobody.chain(visited), |user| Some(*user))
}

/// Tallies put together by what their places lie in: hamlets to communes, communes to a city, or those of a volunteer.
#[must_use]
pub fn together<P, W: Ord, T: AddAssign + Default>(
    tallies: impl IntoIterator<Item = (P, T)>,
    within: impl Fn(&P) -> Option<W>,
) -> BTreeMap<W, T> {
    let mut sums: BTreeMap<W, T> = BTreeMap::new();
    for (place, tally) in tallies {
        if let Some(whole) = within(&place) {
            *sums.entry(whole).or_default() += tally;
        }
    }
    sums
}

impl Counted {
    /// One household; `None` where it is not counted in the period.
    fn of(household: &Followed, period: Period, whose: Whose, today: NaiveDate) -> Option<Self> {
        let end = period.end(today);
        let counts = |came: &&Came| whose.counts(came.author) && period.contains(came.day());
        let visits = || household.visits.iter().filter(counts);
        let is_visited = visits().next().is_some();
        let is_listed = household.listed_by(today).is_none_or(|day| day <= end);
        let is_listed = is_listed && !household.is_left_alone(end);
        if !is_listed && !is_visited {
            return None;
        }
        let class = household.class_on(end);
        let is_reached = visits().any(Came::has_met);
        let mut tally = Tally::default();
        *tally.part_mut(class) = Part {
            reached: is_reached.into(),
            of: 1,
        };
        tally.in_vain = usize::from(!is_reached && is_visited);
        for came in visits() {
            tally.visits.add(came.answer);
        }
        for promise in &household.commitments {
            // What came of the visits is counted, so that one of somebody else at another time is not.
            if visits().any(|came| promise.visit == Some(came.visit)) {
                let is_overdue = promise.overdue_on(today).is_some();
                tally.promises.add(promise.kept, is_overdue);
            }
        }
        Some(Self {
            household: household.id,
            hamlet: household.hamlet_on(end),
            class,
            tally,
        })
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
