//! All households in the order of their names, and the search among them.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::HouseholdId;
use dong_hanh_domain::request::Withheld;
use dong_hanh_domain::search::{Indexed, Query};

use super::{HouseholdFilter, HouseholdRow};
use dong_hanh_records::HouseholdHead;

/// Households prepared for showing and searching.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) rows: Arc<[HouseholdRow]>,
    place: HashMap<HouseholdId, usize>,
    /// Those that are not to be visited any more, and are still spoken of.
    aside: HashMap<HouseholdId, HouseholdRow>,
    /// Beside every row, what it is found by; prepared after the list is on the screen.
    index: Vec<Option<Rc<Indexed>>>,
}

/// A household on its way into the list.
pub(super) struct Listed<'a> {
    pub(super) id: HouseholdId,
    pub(super) head: &'a HouseholdHead,
    pub(super) last_visit: Option<NaiveDate>,
    pub(super) withheld: Option<Withheld>,
    pub(super) on_device: bool,
}

/// By which words a household is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// By the same as before.
    Same,
    /// Maybe by others: they are prepared again.
    Others,
}

impl List {
    /// Makes the list anew, with some `aside`; `unchanged` says which households are found by the same words as before.
    pub(super) fn renew(
        &mut self,
        mut households: Vec<Listed<'_>>,
        aside: &[Listed<'_>],
        today: NaiveDate,
        unchanged: impl Fn(HouseholdId) -> bool,
    ) {
        households.sort_unstable_by(|a, b| a.head.order.cmp(&b.head.order).then(a.id.cmp(&b.id)));
        let old = std::mem::take(&mut self.index);
        let known = |id: HouseholdId| {
            self.place
                .get(&id)
                .and_then(|at| old.get(*at)?.clone())
                .filter(|_| unchanged(id))
        };
        self.index = households.iter().map(|listed| known(listed.id)).collect();
        let aside = aside.iter().map(|listed| (listed.id, row(listed, today)));
        self.aside = aside.collect();
        self.rows = households.iter().map(|listed| row(listed, today)).collect();
        self.place = self
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.id, at))
            .collect();
    }

    /// Shows a household as it is now in its old place, and says whether it still belongs there: for one that comes or
    /// goes, is called otherwise, or counts for another one than before, the list has to be made anew.
    pub(super) fn change(&mut self, listed: &Listed<'_>, today: NaiveDate, words: Words) -> bool {
        let Some(at) = self.place.get(&listed.id).copied() else {
            return false;
        };
        let new = row(listed, today);
        let Some(old) = Arc::make_mut(&mut self.rows).get_mut(at) else {
            return false;
        };
        if (&old.name, old.same_as) != (&new.name, new.same_as) {
            return false;
        }
        *old = new;
        let index = self.index.get_mut(at);
        if let Some(index) = index.filter(|_| words == Words::Others) {
            *index = None;
        }
        true
    }

    /// A household's row.
    pub(super) fn row(&self, id: HouseholdId) -> Option<&HouseholdRow> {
        let at = self.place.get(&id);
        at.and_then(|at| self.rows.get(*at))
            .or_else(|| self.aside.get(&id))
    }

    /// Prepares at most so many more rows for the search; says whether all are.
    pub(super) fn prepare<'a>(
        &mut self,
        most: usize,
        head: impl Fn(HouseholdId) -> Option<&'a HouseholdHead>,
    ) -> bool {
        let mut left = most;
        for (row, slot) in self
            .rows
            .iter()
            .zip(&mut self.index)
            .filter(|(_, slot)| slot.is_none())
        {
            if left == 0 {
                return false;
            }
            left -= 1;
            let others = head(row.id).map_or("", |head| head.others.as_str());
            let texts = others
                .lines()
                .chain([row.address.as_str()])
                .chain(row.phone.as_deref());
            *slot = Some(Rc::new(Indexed::new(row.name.as_str(), texts)));
        }
        true
    }

    /// The households that answer what was typed, best first; all of them, in order, where nothing was.
    pub(super) fn search(
        &self,
        typed: &str,
        filter: HouseholdFilter,
        today: NaiveDate,
    ) -> Vec<HouseholdId> {
        let admitted = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| filter.admits(row, today));
        let Some(query) = Query::new(typed) else {
            return admitted.map(|(_, row)| row.id).collect();
        };
        let mut found: Vec<_> = admitted
            .filter_map(|(at, _)| {
                let indexed = self.index.get(at)?.as_ref()?;
                Some((query.rank(indexed)?, at))
            })
            .collect();
        found.sort_unstable();
        found
            .into_iter()
            .filter_map(|(_, at)| Some(self.rows.get(at)?.id))
            .collect()
    }
}

fn row(listed: &Listed<'_>, today: NaiveDate) -> HouseholdRow {
    let Listed {
        id,
        head,
        last_visit,
        withheld,
        on_device,
    } = listed;
    let person = head.person();
    HouseholdRow {
        id: *id,
        age: person.age_on(today),
        courtesy: person.courtesy_on(today),
        name: person.name,
        hamlet: head.hamlet,
        address: head.address.clone(),
        phone: head.phone.clone(),
        class: head.class,
        size: head.size.into(),
        last_visit: *last_visit,
        on_device: *on_device,
        same_as: head.same_as,
        ended: head.ended(),
        withheld: *withheld,
    }
}
