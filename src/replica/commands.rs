//! What screens ask for: each is one transaction, and resolves when it is durable.

use dong_hanh_domain::{
    DeviceId, DeviceTime, Household, HouseholdId, OperationId, ReviewDecision, VisitId,
};
use dong_hanh_form::{Context, finish};
use dong_hanh_sync::device::{Event, Phase};
use dong_hanh_sync::{Action, FinishedVisit, Operation, RawOperation};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::Notify;
use wasm_bindgen_futures::spawn_local;

use super::facts::name;
use super::outbox::Outbox;
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
            let draft = state.drafts.get(&visit).cloned().ok_or(SaveError::Gone)?;
            let definition = state.form(&draft.form).ok_or(SaveError::NoForm)?;
            (draft, definition)
        };
        let answers = finish(
            &definition,
            &draft.answers,
            &Context {
                today: draft.started.day(),
            },
        )
        .map_err(|_| SaveError::Unfit)?;
        let action = Action::FinishVisit(FinishedVisit {
            visit,
            household: draft.household,
            form: draft.form,
            answers,
            started: draft.started,
            amends: draft.amends,
            extra: draft.extra,
        });
        let saying = Saying {
            settles: draft.corrects,
            ..Saying::now(self.now(), action)
        };
        let batch = Batch::strict().delete(Shelf::Drafts, visit.to_string());
        self.say([saying], batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.drafts.remove(&visit);
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
        let action = Action::RegisterHousehold {
            household: Box::new(household),
        };
        let saying = Saying::now(self.now(), action);
        self.say([saying], Batch::strict()).await?;
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
        let saying = Saying::now(self.now(), Action::ReviewVisit { visit, decision });
        self.say([saying], Batch::strict()).await?;
        self.said();
        Ok(())
    }

    /// Whether this tab may write: one works at a time.
    pub(super) fn may_write(self) -> Result<(), SaveError> {
        if matches!(self.phase(), Phase::Starting | Phase::Following) {
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

    /// Says that things happened, in their order: the operations and the counter, together with what the batch
    /// holds already.
    pub(super) async fn say(
        self,
        sayings: impl IntoIterator<Item = Saying>,
        batch: Batch,
    ) -> Result<(), SaveError> {
        let mut sayings: Vec<_> = sayings.into_iter().collect();
        match self.write_sayings(&sayings, batch.clone()).await {
            // A tab that was losing the lead had still written something, under the same counter and maybe the same.
            Err(SaveError::ReadOnly) if self.may_write().is_ok() => {
                self.reload().await?;
                sayings.retain(|saying| !saying.is_said(&self.0.state.borrow().outbox));
                self.write_sayings(&sayings, batch).await
            }
            written => written,
        }
    }

    async fn write_sayings(self, sayings: &[Saying], mut batch: Batch) -> Result<(), SaveError> {
        let (device, mut counter) = {
            let state = self.0.state.borrow();
            (state.device, state.counter)
        };
        let mut said = Vec::new();
        for saying in sayings {
            counter += 1;
            let raw = saying.seal(device, counter)?;
            batch = batch.add(Shelf::Outbox, counter, raw.text());
            said.push((counter, raw));
        }
        let batch = batch.put(Shelf::Meta, name::COUNTER, counter.to_string());
        self.0.store.write(batch).await?;
        let mut state = self.0.state.borrow_mut();
        state.counter = counter;
        for (counter, raw) in said {
            state.outbox.queue(counter, raw);
        }
        Ok(())
    }

    /// Shows what was said, and sends it.
    pub(super) fn said(self) {
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

/// What an operation will say, before it has an id and its place among the others.
pub(super) struct Saying {
    /// When it happened.
    pub(super) made: DeviceTime,
    /// The held operation that it takes the place of.
    pub(super) settles: Option<OperationId>,
    /// What happened.
    pub(super) action: Action,
}

impl Saying {
    /// Something that happens now.
    pub(super) fn now(now: DeviceTime, action: Action) -> Self {
        Self {
            made: now,
            settles: None,
            action,
        }
    }

    /// Whether an operation says it already.
    fn is_said(&self, outbox: &Outbox) -> bool {
        let same = |other: &Operation| match (&self.action, &other.action) {
            (Action::FinishVisit(this), Action::FinishVisit(other)) => this.visit == other.visit,
            (
                Action::RegisterHousehold { household: this },
                Action::RegisterHousehold { household: other },
            ) => this.id == other.id,
            _ => false,
        };
        match self.settles {
            Some(earlier) => outbox.is_replaced(earlier),
            None => outbox.operations().any(|(_, _, other)| same(other)),
        }
    }

    /// What was said before, as of the same moment and in its place.
    pub(super) fn again(earlier: &Operation) -> Self {
        Self {
            made: earlier.made,
            settles: Some(earlier.id),
            action: earlier.action.clone(),
        }
    }

    fn seal(&self, device: DeviceId, counter: u64) -> Result<RawOperation, SaveError> {
        let operation = Operation {
            id: OperationId(clock::new_id()),
            device,
            counter,
            made: self.made,
            settles: self.settles,
            action: self.action.clone(),
        };
        RawOperation::seal(&operation).map_err(|error| SaveError::Other(error.to_string()))
    }
}
