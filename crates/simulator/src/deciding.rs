//! What people decide, and what they do about what is held; and what no app of this version says.

use dong_hanh_domain::{OperationId, ReviewDecision};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, Operation, RawOperation, Ruling};

use crate::step::Deed;
use crate::work::{Done, Work};

impl Work<'_> {
    pub(crate) fn review(&mut self) -> Option<Action> {
        let visits = self.view.visits();
        let visit = *self.chance.any(&visits)?;
        let reason = "Xin đo lại.".to_owned();
        let decision = match self.chance.below(5) {
            0 => ReviewDecision::Reopen,
            1 | 2 => ReviewDecision::Return { reason },
            _ => ReviewDecision::Accept,
        };
        Some(Action::ReviewVisit { visit, decision })
    }

    pub(crate) fn release(&mut self) -> Option<Action> {
        let mut held = self.view.holdings();
        // Now and then somebody decides on what was decided already.
        let strict = self.chance.percent(85);
        held.retain(|held| !strict || held.state.waits_for_author());
        let held = self.chance.any(&held)?;
        let note = "Đã hỏi lại.".to_owned();
        let ruling = match self.chance.below(6) {
            0 => Ruling::SendBack { note },
            1 => Ruling::Close { note },
            2 | 3 => Ruling::Place {
                household: self.household()?,
            },
            _ => Ruling::Apply,
        };
        Some(Action::Release {
            held: held.operation,
            digest: held.digest.clone(),
            ruling,
        })
    }

    pub(crate) fn settle(&mut self, deed: Deed) -> Option<Done> {
        let held: Vec<_> = self.view.outbox().held().collect();
        let (_, _, operation) = *self.chance.any(&held)?;
        let saying = match deed {
            Deed::Resend => Saying::again(operation),
            Deed::Acknowledge => Saying {
                settles: Some(operation.id),
                ..Saying::now(self.now, Action::Acknowledge {})
            },
            _ => Saying {
                settles: Some(operation.id),
                ..Saying::now(self.now, self.visits()?)
            },
        };
        Some(Done::Says(vec![saying], Vec::new()))
    }

    /// A kind of which nobody has heard.
    pub(crate) fn future(&mut self) -> Option<Done> {
        let operation = Operation {
            id: OperationId(self.ids.next()),
            device: self.phone.device.id(),
            counter: self.phone.next_counter(),
            made: self.now,
            settles: None,
            action: Action::Acknowledge {},
        };
        let text = serde_json::to_string(&operation).ok()?;
        let text = text.replace(
            r#"{"acknowledge":{}}"#,
            r#"{"plant_tree":{"height_cm":40}}"#,
        );
        let sealed = self.phone.newer && self.chance.percent(50);
        Some(Done::Text(RawOperation::from_text(text).ok()?, sealed))
    }

    /// Something else under an id that this phone has used.
    pub(crate) fn forge(&mut self) -> Option<Done> {
        let said: Vec<_> = self.view.outbox().operations().collect();
        let (_, _, operation) = *self.chance.any(&said)?;
        let mut operation = operation.clone();
        operation.made.mono_ms += 1;
        if let Action::FinishVisit(visit) = &mut operation.action {
            visit.answers = self.answers();
        }
        Some(Done::Forged(RawOperation::seal(&operation).ok()?))
    }
}
