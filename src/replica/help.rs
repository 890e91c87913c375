//! What a household needs, was promised and got, as it is known here; and what somebody says of it.

use std::collections::BTreeSet;

use dong_hanh_domain::following::{Followed, Joined};
use dong_hanh_domain::help::{CommitmentId, SupportId};
use dong_hanh_domain::{Fact, HouseholdId};

use super::{Replica, SaveError};
use crate::device::clock;

/// Names a promise that is written down now.
#[must_use]
pub fn new_promise() -> CommitmentId {
    CommitmentId::recorded(clock::new_id())
}

/// Names support that is written down now.
#[must_use]
pub fn new_support() -> SupportId {
    SupportId::recorded(clock::new_id())
}

impl Replica {
    /// One household with the visits of its doubles, unsent ones included; `None` where it is not here, or another record
    /// stands for it.
    #[must_use]
    pub fn followed_one(self, household: HouseholdId) -> Option<Followed> {
        self.with_outlook(|outlook, _| outlook.households().get(household).cloned())
    }

    /// Every household of this device, each once.
    #[must_use]
    pub fn followed(self) -> Joined {
        self.with_outlook(|outlook, _| outlook.households().clone())
    }

    /// Says what became of a need, a promise or a gift: an operation like any other.
    ///
    /// # Errors
    /// [`SaveError`]: it is as it was.
    pub async fn say_of_help(self, household: HouseholdId, fact: Fact) -> Result<(), SaveError> {
        self.say_fact(household, fact, BTreeSet::new()).await
    }
}
