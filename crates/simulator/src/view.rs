//! What a phone shows: the records that have come, and over them what was said on it.

use dong_hanh_domain::{Fact, HamletId, Household, HouseholdId, VisitId};
use dong_hanh_form::FormId;
use dong_hanh_sync::device::Device;
use dong_hanh_sync::outbox::Outbox;
use dong_hanh_sync::saved::said_on;
use dong_hanh_sync::{
    Conflict, FinishedVisit, FormRecord, HeldRecord, Overlay, RecordKey, Visit, Visited,
};
use serde_json::from_str;

use crate::disk::Shelves;
use crate::town;

impl Visited for Shelves {
    fn said_on(&self, visit: &FinishedVisit) -> Vec<Fact> {
        let form = |id: &FormId| {
            let (_, record) = self.records.get(&RecordKey::Form(id.clone()))?;
            from_str::<FormRecord>(record).ok()?.form().ok()
        };
        let earlier = visit
            .amends
            .and_then(|earlier| self.records.get(&RecordKey::Visit(earlier)));
        let earlier: Option<Visit> = earlier.and_then(|(_, record)| from_str(record).ok());
        let before = earlier.and_then(|earlier| Some((form(&earlier.form)?, earlier.answers)));
        let before = before.as_ref().map(|(form, answers)| (form, answers));
        let after = form(&visit.form);
        after.map_or_else(Vec::new, |form| said_on((&form, &visit.answers), before))
    }
}

/// What a phone shows.
pub(crate) struct View<'a> {
    pub(crate) user: usize,
    pub(crate) shelves: &'a Shelves,
    /// As the tab knows it in which somebody works.
    pub(crate) device: &'a Device,
}

impl<'a> View<'a> {
    fn keys<T>(&self, of: impl Fn(&RecordKey) -> Option<T>) -> Vec<T> {
        self.shelves.records.keys().filter_map(of).collect()
    }

    fn read<T: serde::de::DeserializeOwned>(&self, key: &RecordKey) -> Option<T> {
        from_str(&self.shelves.records.get(key)?.1).ok()
    }

    pub(crate) fn outbox(&self) -> &'a Outbox {
        self.device.outbox()
    }

    /// What was said here and the feeds have yet to say.
    pub(crate) fn overlay(&self) -> Overlay<'a> {
        self.device.overlay(town::user(self.user), self.shelves)
    }

    /// The households that have come or were registered here.
    pub(crate) fn households(&self) -> Vec<HouseholdId> {
        let mut known = self.keys(|key| match key {
            RecordKey::Household(id) => Some(*id),
            _ => None,
        });
        let own = self.overlay().registrations();
        known.extend(own.map(|(_, _, household)| household.id));
        known
    }

    /// A household as received, or as it was registered here.
    pub(crate) fn recorded(&self, id: HouseholdId) -> Option<Household> {
        self.read(&RecordKey::Household(id)).or_else(|| {
            let mut own = self.overlay().registrations();
            let own = own.find(|(_, _, household)| household.id == id);
            own.map(|(_, _, household)| household.clone())
        })
    }

    /// The same, with what was said of it here since.
    pub(crate) fn household(&self, id: HouseholdId) -> Option<Household> {
        let recorded = self.recorded(id)?;
        Some(self.overlay().over(recorded))
    }

    pub(crate) fn visits(&self) -> Vec<VisitId> {
        self.keys(|key| match key {
            RecordKey::Visit(id) => Some(*id),
            _ => None,
        })
    }

    pub(crate) fn visit(&self, id: VisitId) -> Option<Visit> {
        self.read(&RecordKey::Visit(id))
    }

    /// The visits that were finished here.
    pub(crate) fn own_visits(&self) -> Vec<&'a FinishedVisit> {
        let visits = self.overlay().visits();
        visits.map(|(.., visit)| visit).collect()
    }

    pub(crate) fn forms(&self) -> Vec<FormId> {
        self.keys(|key| match key {
            RecordKey::Form(id) => Some(id.clone()),
            _ => None,
        })
    }

    pub(crate) fn hamlets(&self) -> Vec<HamletId> {
        self.keys(|key| match key {
            RecordKey::Hamlet(id) => Some(*id),
            _ => None,
        })
    }

    /// What the office holds, on an officer's phone.
    pub(crate) fn holdings(&self) -> Vec<HeldRecord> {
        let held = self.keys(|key| matches!(key, RecordKey::Held(_)).then(|| key.clone()));
        held.iter().filter_map(|key| self.read(key)).collect()
    }

    pub(crate) fn conflicts(&self) -> Vec<Conflict> {
        let conflicts = self.keys(|key| matches!(key, RecordKey::Conflict(_)).then(|| key.clone()));
        conflicts.iter().filter_map(|key| self.read(key)).collect()
    }
}
