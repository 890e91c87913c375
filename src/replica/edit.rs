//! Facts of a household that are otherwise than the record says.

use dong_hanh_domain::OperationId;
use dong_hanh_sync::{Action, ChangedHousehold};
use leptos::prelude::Track;

use super::Replica;

impl Replica {
    /// What an operation of this device says of a household's facts.
    #[must_use]
    pub fn changed_by(self, operation: OperationId) -> Option<ChangedHousehold> {
        self.0.topics.outbox.track();
        let state = self.0.state.borrow();
        match &state.device.outbox().find(operation)?.2.action {
            Action::ChangeHousehold(changed) => Some(changed.clone()),
            _ => None,
        }
    }
}
