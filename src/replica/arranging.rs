//! What only an officer says of a household: where it lives, which records are one, its income score.

use std::collections::BTreeSet;

use dong_hanh_domain::{Fact, FactKey, HamletId, Household, HouseholdId};
use leptos::prelude::Track;

use super::{Replica, SaveError};

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
        self.arranged(household, &FactKey::Hamlet, |household| {
            Some(household.hamlet)
        })
    }

    /// The record that stands for a household which was registered twice.
    #[must_use]
    pub fn same_as(self, household: HouseholdId) -> Option<Arranged<HouseholdId>> {
        self.arranged(household, &FactKey::SameAs, |household| household.same_as)
    }

    /// Whether it was said here that a household is the same as none, and the office has yet to hear of it.
    #[must_use]
    pub fn is_parted_here(self, household: HouseholdId) -> bool {
        self.unsent_facts(household).contains(&FactKey::SameAs) && self.same_as(household).is_none()
    }

    /// The records for which a household stands.
    #[must_use]
    pub fn doubles_of(self, household: HouseholdId) -> Vec<HouseholdId> {
        let households = self.households();
        let doubles = households
            .iter()
            .filter(|row| row.same_as == Some(household));
        let mut doubles: Vec<_> = doubles.map(|row| row.id).collect();
        doubles.sort_unstable();
        doubles
    }

    /// Says something of the office of a household: an operation like any other.
    ///
    /// # Errors
    /// [`SaveError`]: the household is as it was.
    pub async fn arrange(self, household: HouseholdId, fact: Fact) -> Result<(), SaveError> {
        self.say_fact(household, fact, BTreeSet::new()).await
    }

    fn arranged<T>(
        self,
        household: HouseholdId,
        key: &FactKey,
        is: impl FnOnce(&Household) -> Option<T>,
    ) -> Option<Arranged<T>> {
        self.0.topics.records.track();
        let on_device = self.unsent_facts(household).contains(key);
        let known = self.0.state.borrow().household(household)?;
        let is = is(&known)?;
        Some(Arranged { is, on_device })
    }
}
