//! What screens ask for: each is one transaction, and resolves when it is durable.

use dong_hanh_domain::{Household, HouseholdId, OperationId, ReviewDecision, VisitId};
use dong_hanh_form::{Context, finish};
use dong_hanh_sync::device::{Event, Phase};
use dong_hanh_sync::{Action, FinishedVisit, Operation, RawOperation};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::Notify;
use wasm_bindgen_futures::spawn_local;

use super::facts::name;
use super::{Replica, SaveError};
use crate::device::store::{Batch, Shelf};
use crate::device::{clock, storage};

impl Replica {
    /// Finishes a visit: its record, the operation, the counter and the end of the draft are one strict transaction.
    ///
    /// # Errors
    /// [`SaveError`]: the draft is open as it was. So also where the form still has problems.
    pub async fn finish_visit(self, visit: VisitId) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let (draft, definition) = {
            let state = self.0.state.borrow();
            let draft = state
                .drafts
                .get(&visit)
                .cloned()
                .ok_or_else(|| unknown("lượt thăm"))?;
            let definition = state
                .form(&draft.form)
                .ok_or_else(|| unknown("phiếu thăm"))?;
            (draft, definition)
        };
        let answers = finish(
            &definition,
            &draft.answers,
            &Context {
                today: draft.started.day(),
            },
        )
        .map_err(|_| SaveError::Other("phiếu còn chỗ chưa đúng".to_owned()))?;
        let action = Action::FinishVisit(FinishedVisit {
            visit,
            household: draft.household,
            form: draft.form,
            answers,
            started: draft.started,
            amends: draft.amends,
            extra: draft.extra,
        });
        let corrected = draft.corrects.and_then(|held| {
            self.0
                .state
                .borrow()
                .outbox
                .find(held)
                .map(|(counter, _, _)| counter)
        });
        let mut batch = Batch::strict().delete(Shelf::Drafts, visit.to_string());
        if let Some(counter) = corrected {
            batch = batch.delete(Shelf::Sent, counter);
        }
        self.say(action, batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.drafts.remove(&visit);
        if let Some(counter) = corrected {
            state.outbox.forget(counter);
        }
        state.touch(Some([draft.household]));
        drop(state);
        self.0.topics.drafts.notify();
        self.said();
        Ok(())
    }

    /// Registers a household, which can be visited at once.
    ///
    /// # Errors
    /// [`SaveError`]: it was not registered.
    pub async fn register_household(self, household: Household) -> Result<HouseholdId, SaveError> {
        let _turn = self.turn().await?;
        let id = household.id;
        self.say(
            Action::RegisterHousehold {
                household: Box::new(household),
            },
            Batch::strict(),
        )
        .await?;
        self.0.state.borrow_mut().touch(Some([id]));
        self.said();
        Ok(id)
    }

    /// Answers a visit for the office.
    ///
    /// # Errors
    /// [`SaveError`]: the visit is as it was.
    pub async fn review(self, visit: VisitId, decision: ReviewDecision) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        self.say(Action::ReviewVisit { visit, decision }, Batch::strict())
            .await?;
        self.said();
        Ok(())
    }

    /// Whether this tab may write: one works at a time.
    pub(super) fn may_write(self) -> Result<(), SaveError> {
        if self.phase() == Phase::Following {
            Err(SaveError::ReadOnly)
        } else {
            Ok(())
        }
    }

    /// Waits until no other command is under way.
    pub(super) async fn turn(self) -> Result<futures::lock::MutexGuard<'static, ()>, SaveError> {
        let turn = self.0.writing.lock().await;
        self.may_write()?;
        Ok(turn)
    }

    /// Says that something happened: the operation and the counter, together with what the batch holds already.
    async fn say(self, action: Action, batch: Batch) -> Result<(), SaveError> {
        let (device, counter) = {
            let state = self.0.state.borrow();
            (state.device, state.counter + 1)
        };
        let operation = Operation {
            id: OperationId(clock::new_id()),
            device,
            counter,
            made: self.now(),
            action,
        };
        let raw =
            RawOperation::seal(&operation).map_err(|error| SaveError::Other(error.to_string()))?;
        let batch = batch.add(Shelf::Outbox, counter, raw.text()).put(
            Shelf::Meta,
            name::COUNTER,
            counter.to_string(),
        );
        self.0.store.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.counter = counter;
        state.outbox.queue(counter, raw);
        Ok(())
    }

    /// Shows what was said, and sends it.
    fn said(self) {
        self.announce();
        self.0.topics.records.notify();
        self.0.topics.outbox.notify();
        // The screen says that it is saved before the sending begins.
        spawn_local(async move {
            TimeoutFuture::new(0).await;
            let waiting = self.0.state.borrow().outbox.sendable();
            self.tell(Event::Queued { waiting });
        });
        // The first record is what makes the storage worth keeping; the browser is asked once.
        if !self.0.asked_to_persist.replace(true) {
            spawn_local(async move {
                storage::persist().await;
                self.look_at_storage(false).await;
            });
        }
    }
}

/// Something that is not here, as after another tab has finished it.
pub(super) fn unknown(what: &str) -> SaveError {
    SaveError::Other(format!("không tìm thấy {what}"))
}
