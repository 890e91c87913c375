//! Who is left behind and what is to be done, kept current: after a change only the households that it touches are
//! looked at again.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::following::{Followed, Intervals, Joined};
use crate::ids::{HouseholdId, UserId};
use crate::left_behind::{Behind, LeftBehind, Order, Place};
use crate::today::{Rank, Todo, Why, to_mend, whys};

/// Households, each once, with what follows for them on a day. Nothing is known before [`Outlook::renew`].
#[derive(Clone, Debug, Default)]
pub struct Outlook {
    households: Joined,
    /// What follows was asked for these.
    basis: Option<(Intervals, NaiveDate)>,
    follows: BTreeMap<HouseholdId, Follows>,
    /// How many of them are still there.
    there: usize,
    /// Those that are left behind, the most urgent first.
    behind: BTreeMap<Order, Arc<Behind>>,
    /// Those that are to be visited, what cannot wait first.
    visits: BTreeMap<Rank, Arc<[Why]>>,
}

/// Where a household stands in the lists.
#[derive(Clone, Copy, Debug)]
struct Follows {
    is_there: bool,
    behind: Option<Order>,
    visit: Option<Rank>,
}

impl Outlook {
    /// What follows for some households on a day.
    #[must_use]
    pub fn of(households: Vec<Followed>, intervals: &Intervals, today: NaiveDate) -> Self {
        let mut outlook = Self {
            households: Joined::of(households),
            ..Self::default()
        };
        outlook.renew(intervals, today, &BTreeSet::new(), |_| None);
        outlook
    }

    /// Looks at some households again, and at all where the day or the intervals are others; says which these were.
    /// `known` is asked as by [`Joined::renew`].
    pub fn renew(
        &mut self,
        intervals: &Intervals,
        today: NaiveDate,
        changed: &BTreeSet<HouseholdId>,
        known: impl FnMut(HouseholdId) -> Option<Followed>,
    ) -> BTreeSet<HouseholdId> {
        let mut touched = self.households.renew(changed, known);
        if self.basis != Some((*intervals, today)) {
            self.basis = Some((*intervals, today));
            self.follows.clear();
            self.there = 0;
            self.behind.clear();
            self.visits.clear();
            touched.extend(self.households.iter().map(|household| household.id));
        }
        for id in &touched {
            self.look_at(*id, intervals, today);
        }
        touched
    }

    /// How many households there are on its day, without those that are none of the commune's any more.
    #[must_use]
    pub fn there(&self) -> usize {
        self.there
    }

    /// Each household once, also those that are none of the commune's any more.
    #[must_use]
    pub fn households(&self) -> &Joined {
        &self.households
    }

    /// The households that are left behind, the most urgent first.
    #[must_use]
    pub fn left_behind(&self) -> LeftBehind {
        LeftBehind {
            rows: self.behind.values().cloned().collect(),
            of: self.there,
        }
    }

    /// Those of them that stand behind a place of the list.
    pub fn left_behind_after(&self, place: Option<&Place>) -> impl Iterator<Item = &Arc<Behind>> {
        let after = place.zip(self.basis.as_ref());
        let after = after.map(|(place, (_, today))| place.on(*today));
        let after = after.map_or(Bound::Unbounded, Bound::Excluded);
        let rows = self.behind.range((after, Bound::Unbounded));
        rows.map(|(_, row)| row)
    }

    /// What somebody who looks after these households is to do: visits of theirs that came back, households that are
    /// left behind in the order of that list, then what is due soon, the nearest first, and who is new.
    #[must_use]
    pub fn todos(&self, me: UserId) -> Vec<Todo> {
        let households = self.households.iter();
        let mut mend: Vec<_> = households.flat_map(|one| to_mend(one, me)).collect();
        mend.sort_unstable_by_key(|(visit, _, on)| (*on, *visit));
        let mend = mend.into_iter().map(|(visit, household, on)| Todo::Mend {
            visit,
            household,
            on,
        });
        let visits = self.visits.iter();
        let visits = visits.map(|((_, (_, household)), whys)| Todo::Visit {
            household: *household,
            whys: whys.clone(),
        });
        mend.chain(visits).collect()
    }

    fn look_at(&mut self, id: HouseholdId, intervals: &Intervals, today: NaiveDate) {
        if let Some(before) = self.follows.remove(&id) {
            before.behind.and_then(|order| self.behind.remove(&order));
            before.visit.and_then(|order| self.visits.remove(&order));
            self.there -= usize::from(before.is_there);
        }
        let Some(household) = self.households.get(id) else {
            return;
        };
        let behind = Behind::of(household, intervals, today).map(Arc::new);
        let visit = whys(household, behind.as_deref(), intervals, today);
        let follows = Follows {
            is_there: !household.is_left_alone(today),
            behind: behind.as_ref().map(|behind| behind.order(today)),
            visit: visit.as_ref().map(|(order, _)| *order),
        };
        self.behind.extend(follows.behind.zip(behind));
        self.visits.extend(visit);
        self.there += usize::from(follows.is_there);
        self.follows.insert(id, follows);
    }
}
