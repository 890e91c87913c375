//! The list of households kept current: a few that change are shown where they stand, and for more it is made anew.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use dong_hanh_domain::following::Found;
use dong_hanh_domain::request::Withheld;
use dong_hanh_domain::{HouseholdId, VisitId};
use dong_hanh_records::{HouseholdHead, VisitHead};
use dong_hanh_sync::following::found;

use super::list::{List, Listed, Words};
use super::state::{Own, State};

/// The list, and how far it is what is known.
#[derive(Default)]
pub(super) struct Listing {
    list: List,
    /// Which households it shows as they were.
    dirty: Dirty,
    /// The day on which it shows them.
    day: Option<NaiveDate>,
}

/// Which households are otherwise than somebody knows; `None` where all may be.
#[derive(Default)]
pub(super) struct Dirty(Option<BTreeSet<HouseholdId>>);

impl Dirty {
    /// Some changed, or with `None` all.
    pub(super) fn touch(&mut self, households: Option<impl IntoIterator<Item = HouseholdId>>) {
        match (&mut self.0, households) {
            (Some(dirty), Some(households)) => dirty.extend(households),
            (dirty, _) => *dirty = None,
        }
    }

    /// Whoever asks knows them from now on.
    pub(super) fn take(&mut self) -> Option<BTreeSet<HouseholdId>> {
        self.0.replace(BTreeSet::new())
    }
}

/// Where more households than this have changed, making the list anew is no more work.
const FEW: usize = 64;

impl State {
    /// Some households changed, or with `None` all.
    pub(super) fn touch(&mut self, households: Option<impl IntoIterator<Item = HouseholdId>>) {
        self.listing.dirty.touch(households);
    }

    /// Whoever follows from the records hears of which households they say something else than before.
    pub(super) fn heed(&mut self) {
        let changed = self.records.take_changed();
        self.following.changed.touch(changed.clone());
        self.touch(changed);
    }

    /// The list, with what has changed in it, or made anew where much has or the day.
    pub(super) fn list(&mut self) -> &mut List {
        self.heed();
        let today = self.now().day();
        let dirty = self.listing.dirty.take();
        let mut list = std::mem::take(&mut self.listing.list);
        let few = dirty
            .as_ref()
            .filter(|dirty| self.listing.day == Some(today) && dirty.len() <= FEW);
        if !few.is_some_and(|few| self.change_list(&mut list, few, today)) {
            self.renew_list(&mut list, dirty.as_ref(), today);
        }
        self.listing.list = list;
        self.listing.day = Some(today);
        &mut self.listing.list
    }

    fn renew_list(&self, list: &mut List, dirty: Option<&BTreeSet<HouseholdId>>, today: NaiveDate) {
        let (closed, own): (Vec<_>, Vec<_>) = self.own_households().partition(|own| own.is_closed);
        let shown: HashSet<_> = own.iter().map(|own| own.id).collect();
        let received = || {
            let received = self.records.households();
            received.filter(|(id, _)| !shown.contains(id))
        };
        let heads = own.iter().map(|own| (own.id, &own.head));
        let last = with_doubles(
            self.last_visits(self.records.visits()),
            received().chain(heads),
        );
        let received = received().map(|(id, head)| self.as_received(id, head, &last, today));
        let aside: Vec<_> = closed
            .iter()
            .map(|own| self.as_said(own, &last, today))
            .collect();
        let own = own.iter().map(|own| self.as_said(own, &last, today));
        list.renew(received.chain(own).collect(), &aside, today, |id| {
            dirty.is_some_and(|dirty| !dirty.contains(&id))
        });
    }

    /// Shows these households as they are now, and those for which they count; whether that was all that changes.
    fn change_list(
        &self,
        list: &mut List,
        dirty: &BTreeSet<HouseholdId>,
        today: NaiveDate,
    ) -> bool {
        if dirty.is_empty() {
            return true;
        }
        let stand = dirty.iter().filter_map(|id| list.row(*id)?.same_as);
        let stand = stand.filter(|id| list.row(*id).is_some());
        let shown: BTreeSet<_> = dirty.iter().copied().chain(stand).collect();
        let own: HashMap<_, _> = self.own_households().map(|own| (own.id, own)).collect();
        let received = self.records.households();
        let received = received.filter(|(id, _)| !own.contains_key(id));
        let open = own.values().filter(|own| !own.is_closed);
        let doubles: Vec<_> = received
            .chain(open.map(|own| (own.id, &own.head)))
            .filter(|(_, head)| head.same_as.is_some_and(|one| shown.contains(&one)))
            .collect();
        let met = shown.iter().chain(doubles.iter().map(|(id, _)| id));
        let visits = met.flat_map(|id| self.records.visits_of(*id));
        let last = with_doubles(self.last_visits(visits), doubles.iter().copied());
        shown.iter().all(|id| {
            let listed = match own.get(id) {
                Some(own) => (!own.is_closed).then(|| self.as_said(own, &last, today)),
                None => {
                    let head = self.records.household(*id);
                    head.map(|head| self.as_received(*id, head, &last, today))
                }
            };
            let words = if dirty.contains(id) {
                Words::Others
            } else {
                Words::Same
            };
            listed.is_some_and(|listed| list.change(&listed, today, words))
        })
    }

    /// Prepares some more households for the search; says whether all are.
    pub(super) fn prepare_search(&mut self, most: usize) -> bool {
        self.list();
        let own = self.own_households().map(|own| (own.id, own.head));
        let own: HashMap<_, _> = own.collect();
        self.listing.list.prepare(most, |id| {
            own.get(&id).or_else(|| self.records.household(id))
        })
    }

    /// The day of the last of these visits, and of those of this device, on which somebody of a household was met
    /// (SPEC.md S13.4).
    fn last_visits<'a>(
        &self,
        received: impl Iterator<Item = (VisitId, &'a VisitHead)>,
    ) -> HashMap<HouseholdId, NaiveDate> {
        let received = received
            .filter(|(_, visit)| visit.found != Found::Nobody)
            .map(|(_, visit)| (visit.household, visit.began()));
        let own = self
            .own_visits()
            .filter(|(.., visit)| found(&visit.answers) != Found::Nobody)
            .map(|(.., visit)| (visit.household, visit.started));
        let mut last = HashMap::new();
        for (household, began) in received.chain(own) {
            let moment = began.utc_ms.saturating_add(began.skew_ms.unwrap_or(0));
            let latest = last.entry(household).or_insert((moment, began));
            if latest.0 < moment {
                *latest = (moment, began);
            }
        }
        last.into_iter()
            .map(|(household, (_, finished))| (household, finished.day()))
            .collect()
    }

    fn as_received<'a>(
        &self,
        id: HouseholdId,
        head: &'a HouseholdHead,
        last: &HashMap<HouseholdId, NaiveDate>,
        today: NaiveDate,
    ) -> Listed<'a> {
        Listed {
            id,
            head,
            last_visit: last.get(&id).copied(),
            withheld: self.withheld_as_listed(id, head, today),
            on_device: false,
        }
    }

    fn as_said<'a>(
        &self,
        own: &'a Own,
        last: &HashMap<HouseholdId, NaiveDate>,
        today: NaiveDate,
    ) -> Listed<'a> {
        Listed {
            on_device: !own.is_received,
            ..self.as_received(own.id, &own.head, last, today)
        }
    }

    /// What keeps the data of a household from being used; few ask for that.
    fn withheld_as_listed(
        &self,
        id: HouseholdId,
        head: &HouseholdHead,
        today: NaiveDate,
    ) -> Option<Withheld> {
        if head.requests().withheld(today).is_empty() {
            return None;
        }
        self.followed(id, &self.spoken())?.withheld(today)
    }
}

/// Who came to a double came to the household for which another record stands.
fn with_doubles<'a>(
    mut last: HashMap<HouseholdId, NaiveDate>,
    households: impl Iterator<Item = (HouseholdId, &'a HouseholdHead)>,
) -> HashMap<HouseholdId, NaiveDate> {
    let came = |(id, head): (HouseholdId, &HouseholdHead)| Some((head.same_as?, *last.get(&id)?));
    let doubles: Vec<_> = households.filter_map(came).collect();
    for (household, day) in doubles {
        let latest = last.entry(household).or_insert(day);
        *latest = day.max(*latest);
    }
    last
}
