//! What a phone shows: the records that have come, and what was said on it.

use dong_hanh_domain::{HamletId, Household, HouseholdId, VisitId};
use dong_hanh_form::FormId;
use dong_hanh_sync::{
    Action, ChangedHousehold, Conflict, FinishedVisit, HeldRecord, Operation, RecordKey, Visit,
};
use serde_json::from_str;

use crate::phone::Phone;

/// What a phone shows.
pub(crate) struct View<'a>(pub(crate) &'a Phone);

impl View<'_> {
    fn keys<T>(&self, of: impl Fn(&RecordKey) -> Option<T>) -> Vec<T> {
        self.0.shelves().records.keys().filter_map(of).collect()
    }

    fn read<T: serde::de::DeserializeOwned>(&self, key: &RecordKey) -> Option<T> {
        from_str(&self.0.shelves().records.get(key)?.1).ok()
    }

    fn operations(&self) -> impl Iterator<Item = &Operation> {
        let operations = self.0.device.outbox().operations();
        operations.map(|(_, _, operation)| operation)
    }

    /// The households that have come or were registered here.
    pub(crate) fn households(&self) -> Vec<HouseholdId> {
        let mut known = self.keys(|key| match key {
            RecordKey::Household(id) => Some(*id),
            _ => None,
        });
        let own = self
            .operations()
            .filter_map(|operation| match &operation.action {
                Action::RegisterHousehold { household } => Some(household.id),
                _ => None,
            });
        known.extend(own);
        known
    }

    pub(crate) fn household(&self, id: HouseholdId) -> Option<Household> {
        let own = || {
            self.operations()
                .find_map(|operation| match &operation.action {
                    Action::RegisterHousehold { household } if household.id == id => {
                        Some((**household).clone())
                    }
                    _ => None,
                })
        };
        self.read(&RecordKey::Household(id)).or_else(own)
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
    pub(crate) fn own_visits(&self) -> Vec<FinishedVisit> {
        let visits = self
            .operations()
            .filter_map(|operation| match &operation.action {
                Action::FinishVisit(visit) => Some(visit.clone()),
                _ => None,
            });
        visits.collect()
    }

    /// What was said here of the facts of a household, and has not come back as a record yet.
    pub(crate) fn own_changes(
        &self,
        household: HouseholdId,
    ) -> Vec<(&Operation, &ChangedHousehold)> {
        let changes = self
            .operations()
            .filter_map(|operation| match &operation.action {
                Action::ChangeHousehold(changed) if changed.household == household => {
                    Some((operation, changed))
                }
                _ => None,
            });
        changes.collect()
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
