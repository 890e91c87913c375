//! What screens ask for: each is one transaction, and resolves when it is durable.

use dong_hanh_domain::{Household, HouseholdId, OperationId, ReviewDecision, VisitId};
use dong_hanh_form::{finish, set_end};
use dong_hanh_sync::consent::round_places;
use dong_hanh_sync::device::{Input, Phase};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, FinishedVisit};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::{GetUntracked, Notify};
use wasm_bindgen_futures::spawn_local;

use super::drafts::with_typed;
use super::facts::name;
use super::{Replica, SaveError};
use crate::device::store::{Batch, Shelf};
use crate::device::tabs::Typing;
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
        let mut answers = draft.answers.clone();
        set_end(&definition, &mut answers, self.now().local());
        // Somebody may have said no after a place was taken.
        let rests_on = self
            .0
            .state
            .borrow()
            .allowed_on(draft.grounds.consent, draft.household);
        round_places(&definition, &mut answers, rests_on);
        let context = draft.grounds.context(visit, draft.started);
        let answers = finish(&definition, &answers, &context).map_err(|_| SaveError::Unfit)?;
        let action = Action::FinishVisit(FinishedVisit {
            visit,
            household: draft.household,
            form: draft.form,
            answers,
            started: draft.started,
            amends: draft.amends,
            seen: draft.seen,
            grounds: draft.grounds,
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

    /// Registers a household, which can be visited at once; what was typed of it ends in the same transaction.
    ///
    /// # Errors
    /// [`SaveError`]: it was not registered, and what was typed is kept.
    pub async fn register_household(self, household: Household) -> Result<HouseholdId, SaveError> {
        let _turn = self.turn().await?;
        let id = household.id;
        let action = Action::RegisterHousehold {
            household: Box::new(household),
        };
        let saying = Saying::now(self.now(), action);
        let batch = with_typed(Batch::strict(), Typing::NewHousehold, None);
        self.say([saying], batch).await?;
        self.0.state.borrow_mut().touch(Some([id]));
        self.0.topics.drafts.notify();
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
        match self.phase() {
            // The storage kept this tab from beginning, not another tab.
            Phase::Starting => Err(self
                .0
                .store
                .trouble()
                .get_untracked()
                .unwrap_or(SaveError::ReadOnly)),
            Phase::Following => Err(SaveError::ReadOnly),
            _ => Ok(()),
        }
    }

    /// Waits until no other command is under way.
    pub(super) async fn turn(self) -> Result<futures::lock::MutexGuard<'static, ()>, SaveError> {
        let turn = self.0.writing.lock().await;
        if let Some(anew) = self.0.stuck.get() {
            self.begin_to_lead(anew).await;
        }
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
                sayings.retain(|saying| !self.0.state.borrow().device.outbox().says(saying));
                self.write_sayings(&sayings, batch).await
            }
            written => written,
        }
    }

    async fn write_sayings(self, sayings: &[Saying], mut batch: Batch) -> Result<(), SaveError> {
        let said = {
            let state = self.0.state.borrow();
            let named = sayings
                .iter()
                .map(|saying| (OperationId(clock::new_id()), saying.clone()));
            let planned = state.device.outbox().plan(state.device.id(), named);
            planned.map_err(|error| SaveError::Other(error.to_string()))?
        };
        for (counter, raw) in &said {
            batch = batch.add(Shelf::Outbox, *counter, raw.text());
        }
        if let Some((counter, _)) = said.last() {
            batch = batch.put(Shelf::Meta, name::COUNTER, counter.to_string());
        }
        self.write(batch).await?;
        self.0.state.borrow_mut().device.queue(said);
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
            self.tell(Input::Queued);
        });
        spawn_local(async move {
            self.ask_to_persist().await;
            self.look_at_storage().await;
        });
    }

    /// The first record is what makes the storage worth keeping; the browser, or the person through it, is asked once
    /// and not at every start.
    async fn ask_to_persist(self) {
        if self.0.asked_to_persist.replace(true)
            || self.0.state.borrow().facts.contains_key(name::ASKED)
            || storage::is_persisted().await == Some(true)
        {
            return;
        }
        if storage::persist().await.is_some() {
            // Where it cannot be stored, it is asked again at the next start.
            let _ = self
                .write(Batch::relaxed().put(Shelf::Meta, name::ASKED, ""))
                .await;
        }
    }
}
