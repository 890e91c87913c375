//! What the office keeps of one's own work and could not file: the way out, and the commands that take it.

use dong_hanh_domain::{HouseholdId, OperationId};
use dong_hanh_sync::outbox::{Entry, Outbox, Saying};
use dong_hanh_sync::{Action, FinishedVisit, HeldReason, Operation};
use leptos::prelude::Track;

use super::{OutboxWhat, Replica, SaveError};
use crate::device::store::Batch;

/// What the author of something that is held does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Sends the same once more, after what stood in its way is gone.
    Resend,
    /// Changes the answers.
    Correct,
    /// Looks at what the office has, and lets that stand.
    Acknowledge,
}

impl WayOut {
    /// The way out for what was said and is held for a reason. A visit that an officer sent back is to be mended.
    #[must_use]
    pub fn of(what: OutboxWhat, reason: &HeldReason, sent_back: bool) -> Self {
        match reason {
            _ if sent_back && matches!(what, OutboxWhat::Visit { .. }) => Self::Correct,
            HeldReason::ForeignScope
            | HeldReason::UnknownHousehold
            | HeldReason::UnknownForm
            | HeldReason::UnknownHamlet
            | HeldReason::ForeignDevice
            | HeldReason::Unreadable { .. }
            | HeldReason::Unknown => Self::Resend,
            // What it was to take the place of is not there, or has been replaced: it becomes a visit of its own.
            HeldReason::Answers { .. } | HeldReason::UnknownVisit | HeldReason::Review { .. }
                if matches!(what, OutboxWhat::Visit { .. }) =>
            {
                Self::Correct
            }
            HeldReason::Answers { .. }
            | HeldReason::UnknownVisit
            | HeldReason::Review { .. }
            | HeldReason::OtherContent
            | HeldReason::HouseholdExists
            | HeldReason::VisitExists
            | HeldReason::Unfit { .. }
            | HeldReason::NotHeld
            | HeldReason::Erased => Self::Acknowledge,
        }
    }
}

impl Replica {
    /// Sends once more what the office holds: the same content, as of the same moment, in a new operation that takes
    /// the place of the held one. The registration of a household and the visits that are held for want of it go
    /// together, the registration first. What has been replaced already is not sent again.
    ///
    /// # Errors
    /// [`SaveError`]: everything is as it was.
    pub async fn resend(self, operation: OperationId) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let sayings: Vec<_> = {
            let state = self.0.state.borrow();
            let together = together(state.device.outbox(), operation);
            together.into_iter().map(Saying::again).collect()
        };
        self.say_again(operation, sayings).await
    }

    /// How many operations go together when this one is sent again.
    #[must_use]
    pub fn sent_together(self, operation: OperationId) -> usize {
        self.0.topics.outbox.track();
        together(self.0.state.borrow().device.outbox(), operation).len()
    }

    /// Lets what the office has stand: what is held is seen, and needs nobody's attention any more. It stays readable,
    /// here and at the office.
    ///
    /// # Errors
    /// [`SaveError`]: everything is as it was.
    pub async fn acknowledge(self, operation: OperationId) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let replaced = self.0.state.borrow().device.outbox().is_replaced(operation);
        let saying = Saying {
            settles: Some(operation),
            ..Saying::now(self.now(), Action::Acknowledge {})
        };
        let sayings = if replaced { Vec::new() } else { vec![saying] };
        self.say_again(operation, sayings).await
    }

    async fn say_again(
        self,
        operation: OperationId,
        sayings: Vec<Saying>,
    ) -> Result<(), SaveError> {
        if sayings.is_empty() {
            let replaced = self.0.state.borrow().device.outbox().is_replaced(operation);
            return if replaced {
                Ok(())
            } else {
                Err(SaveError::Gone)
            };
        }
        self.say(sayings, Batch::strict()).await?;
        self.0.state.borrow_mut().touch(None::<[HouseholdId; 0]>);
        self.said();
        Ok(())
    }
}

/// What is sent again with an operation that is held, in the order in which the office can take it.
fn together(outbox: &Outbox, asked: OperationId) -> Vec<&Operation> {
    let Some((_, asked_entry, asked)) = outbox
        .held()
        .find(|(_, _, operation)| operation.id == asked)
    else {
        return Vec::new();
    };
    let household = match &asked.action {
        Action::RegisterHousehold { household } => Some(household.id),
        Action::FinishVisit(visit) if lacks_household(asked_entry) => Some(visit.household),
        _ => None,
    };
    let registration = outbox
        .held()
        .find_map(|(_, entry, operation)| match &operation.action {
            Action::RegisterHousehold { household: it }
                if Some(it.id) == household && is_sent_again(entry, it.id) =>
            {
                Some(operation)
            }
            _ => None,
        });
    let Some(registration) = registration else {
        return vec![asked];
    };
    let visits = outbox
        .held()
        .filter_map(|(_, entry, operation)| match &operation.action {
            Action::FinishVisit(FinishedVisit { household: of, .. })
                if Some(*of) == household && lacks_household(entry) =>
            {
                Some(operation)
            }
            _ => None,
        });
    std::iter::once(registration).chain(visits).collect()
}

fn lacks_household(entry: &Entry) -> bool {
    entry.held_for() == Some(&HeldReason::UnknownHousehold)
}

fn is_sent_again(entry: &Entry, household: HouseholdId) -> bool {
    let what = OutboxWhat::Household { household };
    entry
        .held_for()
        .is_some_and(|reason| WayOut::of(what, reason, false) == WayOut::Resend)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dong_hanh_domain::VisitId;
    use uuid::Uuid;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_reason_has_a_way_out() {
        let household = HouseholdId(Uuid::nil());
        let id = VisitId(Uuid::nil());
        let visit = OutboxWhat::Visit {
            visit: id,
            household,
        };
        let review = OutboxWhat::Review {
            visit: id,
            household: None,
        };
        let home = OutboxWhat::Household { household };
        let answers = HeldReason::Answers {
            problems: Vec::new(),
        };
        let decided = HeldReason::Review {
            detail: String::new(),
        };
        for what in [visit, review, home] {
            assert_eq!(
                WayOut::of(what, &HeldReason::ForeignScope, false),
                WayOut::Resend
            );
            assert_eq!(
                WayOut::of(what, &HeldReason::OtherContent, false),
                WayOut::Acknowledge
            );
        }
        assert_eq!(WayOut::of(visit, &answers, false), WayOut::Correct);
        assert_eq!(WayOut::of(visit, &decided, false), WayOut::Correct);
        assert_eq!(WayOut::of(review, &decided, false), WayOut::Acknowledge);
        assert_eq!(
            WayOut::of(home, &HeldReason::HouseholdExists, false),
            WayOut::Acknowledge
        );
        let back = WayOut::of(visit, &HeldReason::ForeignScope, true);
        assert_eq!(back, WayOut::Correct);
        let back = WayOut::of(home, &HeldReason::ForeignScope, true);
        assert_eq!(back, WayOut::Resend);
    }
}
