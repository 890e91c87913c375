//! Where households live and which records are one household, as an officer says it.

use std::collections::BTreeSet;

use dong_hanh_domain::{Extra, Fact, FactKey, HamletId, HouseholdChange, HouseholdId, OperationId};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, ChangedHousehold};
use leptos::prelude::Track;

use super::state::State;
use super::{Replica, SaveError};
use crate::device::store::Batch;

/// Something of a household, and whether the office has yet to hear of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arranged<T> {
    /// What it is.
    pub is: T,
    /// It was said here, and is on this computer alone.
    pub on_device: bool,
}

impl Replica {
    /// The hamlet in which a household lives.
    #[must_use]
    pub fn lives_in(self, household: HouseholdId) -> Option<Arranged<HamletId>> {
        self.track_arranged();
        self.0.state.borrow().lives_in(household)
    }

    /// The record that stands for a household which was registered twice.
    #[must_use]
    pub fn same_as(self, household: HouseholdId) -> Option<Arranged<HouseholdId>> {
        self.track_arranged();
        self.0.state.borrow().same_as(household)
    }

    /// The records for which a household stands.
    #[must_use]
    pub fn doubles_of(self, household: HouseholdId) -> Vec<HouseholdId> {
        self.track_arranged();
        let state = self.0.state.borrow();
        let is_double = |id: &HouseholdId| {
            let other = state.same_as(*id);
            other.is_some_and(|other| other.is == household)
        };
        let known = state.records.households().map(|(id, _)| id);
        let mut doubles: Vec<_> = known.filter(is_double).collect();
        doubles.sort_unstable();
        doubles
    }

    /// Says where a household lives, or which record stands for it: an operation like any other.
    ///
    /// # Errors
    /// [`SaveError`]: the household is as it was.
    pub async fn arrange(self, household: HouseholdId, fact: Fact) -> Result<(), SaveError> {
        self.say_fact(household, fact, BTreeSet::new()).await
    }

    /// Says a fact, from having seen what is known here of it, what was said here, and these versions.
    pub(super) async fn say_fact(
        self,
        id: HouseholdId,
        fact: Fact,
        versions: BTreeSet<OperationId>,
    ) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let changed = {
            let state = self.0.state.borrow();
            let household = state.household(id).ok_or(SaveError::Gone)?;
            let key = fact.key();
            let mut seen = household.seen(std::slice::from_ref(&fact));
            let here = state.said_of(id).filter(|(_, said)| said.key() == key);
            seen.extend(here.map(|(operation, _)| operation));
            seen.extend(versions);
            ChangedHousehold {
                household: id,
                changes: vec![HouseholdChange::Set(fact)],
                seen,
                visit: None,
                extra: Extra::default(),
            }
        };
        let saying = Saying::now(self.now(), Action::ChangeHousehold(changed));
        self.say([saying], Batch::strict()).await?;
        self.0.state.borrow_mut().touch(Some([id]));
        self.said();
        Ok(())
    }

    fn track_arranged(self) {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
    }
}

impl State {
    /// What this device has said of a household's facts, and the feeds have yet to bring back, in order.
    fn said_of(&self, id: HouseholdId) -> impl DoubleEndedIterator<Item = (OperationId, &Fact)> {
        let said = self.pending().filter_map(move |(_, _, operation)| {
            let Action::ChangeHousehold(changed) = &operation.action else {
                return None;
            };
            (changed.household == id).then_some((operation.id, &changed.changes))
        });
        said.flat_map(|(operation, changes)| {
            changes.iter().filter_map(move |change| match change {
                HouseholdChange::Set(fact) => Some((operation, fact)),
                HouseholdChange::Add { .. } => None,
            })
        })
    }

    fn last_said(&self, id: HouseholdId, key: &FactKey) -> Option<&Fact> {
        let mut said = self.said_of(id).rev().map(|(_, fact)| fact);
        said.find(|fact| fact.key() == *key)
    }

    fn lives_in(&self, id: HouseholdId) -> Option<Arranged<HamletId>> {
        if let Some(Fact::Hamlet(is)) = self.last_said(id, &FactKey::Hamlet) {
            return Some(Arranged {
                is: *is,
                on_device: true,
            });
        }
        let is = self.household(id)?.hamlet;
        Some(Arranged {
            is,
            on_device: false,
        })
    }

    pub(super) fn same_as(&self, id: HouseholdId) -> Option<Arranged<HouseholdId>> {
        let (is, on_device) = match self.last_said(id, &FactKey::SameAs) {
            Some(Fact::SameAs(said)) => (*said, true),
            _ => (self.records.household(id)?.same_as, false),
        };
        is.map(|is| Arranged { is, on_device })
    }
}
