//! What screens ask for: each is one transaction, and resolves when it is durable.

use dong_hanh_domain::{Extra, Household, HouseholdId, OperationId, ReviewDecision, VisitId};
use dong_hanh_form::{Answer, Answers, Context, Path, apply_defaults, finish};
use dong_hanh_sync::device::{Event, Phase};
use dong_hanh_sync::{Action, FinishedVisit, HeldReason, Operation, Outcome, RawOperation};
use leptos::prelude::Notify;
use wasm_bindgen_futures::spawn_local;

use super::facts::name;
use super::{Draft, Replica, SaveError};
use crate::device::store::{Batch, Shelf};
use crate::device::{clock, storage};

impl Replica {
    /// Begins a visit, or goes on with the one that is open for the household.
    ///
    /// # Errors
    /// [`SaveError`]: nothing was begun.
    pub async fn begin_visit(self, household: HouseholdId) -> Result<VisitId, SaveError> {
        let _turn = self.turn().await?;
        let begun = self.open_draft(|draft| {
            draft.household == household && draft.amends.is_none() && draft.corrects.is_none()
        });
        if let Some(begun) = begun {
            return Ok(begun);
        }
        let now = self.now();
        let current = self.0.state.borrow().current_form();
        let (form, definition) =
            current.ok_or_else(|| SaveError::Other("máy chưa nhận được phiếu thăm".to_owned()))?;
        let mut answers = Answers::new();
        apply_defaults(&definition, &mut answers, &Context { today: now.day() });
        self.begin(Draft {
            visit: VisitId(clock::new_id()),
            household,
            form,
            answers,
            started: now,
            saved: now,
            screen: String::new(),
            amends: None,
            corrects: None,
            extra: Extra::default(),
        })
        .await
    }

    /// Begins a newer version of a visit, filled with what was answered, or goes on with it.
    ///
    /// # Errors
    /// [`SaveError`]: nothing was begun.
    pub async fn amend_visit(self, visit: VisitId) -> Result<VisitId, SaveError> {
        let _turn = self.turn().await?;
        if let Some(begun) = self.open_draft(|draft| draft.amends == Some(visit)) {
            return Ok(begun);
        }
        let earlier = self
            .0
            .state
            .borrow()
            .visit(visit)
            .ok_or_else(|| unknown("lượt thăm"))?;
        let now = self.now();
        self.begin(Draft {
            visit: VisitId(clock::new_id()),
            household: earlier.row.household,
            form: earlier.form,
            answers: earlier.answers,
            // The answers are judged by the day of the visit, and an amendment is of the same visit.
            started: earlier.started,
            saved: now,
            screen: String::new(),
            amends: Some(visit),
            corrects: None,
            extra: Extra::default(),
        })
        .await
    }

    /// Begins a visit in the place of one that the office could not apply, or goes on with it.
    ///
    /// # Errors
    /// [`SaveError`]: nothing was begun; so also for an operation that is no held visit.
    pub async fn correct_held(self, operation: OperationId) -> Result<VisitId, SaveError> {
        let _turn = self.turn().await?;
        if let Some(begun) = self.open_draft(|draft| draft.corrects == Some(operation)) {
            return Ok(begun);
        }
        let draft = self
            .correction(operation)
            .ok_or_else(|| unknown("lượt thăm bị giữ lại"))?;
        self.begin(draft).await
    }

    /// Answers a question, or takes the answer back.
    ///
    /// # Errors
    /// [`SaveError`]: the draft is as it was.
    pub async fn answer(
        self,
        visit: VisitId,
        path: Path,
        answer: Option<Answer>,
    ) -> Result<(), SaveError> {
        let change = |draft: &mut Draft| match answer {
            Some(answer) => draft.answers.set(path, answer),
            None => draft.answers.clear(&path),
        };
        self.change(visit, Batch::strict(), change).await
    }

    /// Replaces all answers of a draft, as when an instance of a repeat comes or goes.
    ///
    /// # Errors
    /// [`SaveError`]: the draft is as it was.
    pub async fn set_answers(self, visit: VisitId, answers: Answers) -> Result<(), SaveError> {
        self.change(visit, Batch::strict(), |draft| draft.answers = answers)
            .await
    }

    /// Remembers which group of a draft is on the screen.
    ///
    /// # Errors
    /// [`SaveError`]: the draft is as it was.
    pub async fn set_screen(self, visit: VisitId, screen: String) -> Result<(), SaveError> {
        self.change(visit, Batch::relaxed(), |draft| draft.screen = screen)
            .await
    }

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

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`SaveError`]: the draft is as it was.
    pub async fn delete_draft(self, visit: VisitId) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        self.0
            .store
            .write(Batch::strict().delete(Shelf::Drafts, visit.to_string()))
            .await?;
        self.0.state.borrow_mut().drafts.remove(&visit);
        self.announce();
        self.0.topics.drafts.notify();
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
    async fn turn(self) -> Result<futures::lock::MutexGuard<'static, ()>, SaveError> {
        let turn = self.0.writing.lock().await;
        self.may_write()?;
        Ok(turn)
    }

    fn open_draft(self, fits: impl Fn(&Draft) -> bool) -> Option<VisitId> {
        self.0
            .state
            .borrow()
            .drafts
            .values()
            .find(|draft| fits(draft))
            .map(|draft| draft.visit)
    }

    async fn begin(self, draft: Draft) -> Result<VisitId, SaveError> {
        self.0
            .store
            .write(Batch::strict().put(Shelf::Drafts, draft.visit.to_string(), text(&draft)?))
            .await?;
        let visit = draft.visit;
        self.0.state.borrow_mut().drafts.insert(visit, draft);
        self.announce();
        self.0.topics.drafts.notify();
        Ok(visit)
    }

    async fn change(
        self,
        visit: VisitId,
        batch: Batch,
        change: impl FnOnce(&mut Draft),
    ) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let draft = self.0.state.borrow().drafts.get(&visit).cloned();
        let mut draft = draft.ok_or_else(|| unknown("lượt thăm"))?;
        change(&mut draft);
        draft.saved = self.now();
        self.0
            .store
            .write(batch.put(Shelf::Drafts, visit.to_string(), text(&draft)?))
            .await?;
        self.0.state.borrow_mut().drafts.insert(visit, draft);
        self.announce();
        self.0.topics.draft_text.notify();
        Ok(())
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
        let waiting = self.0.state.borrow().outbox.waiting();
        self.tell(Event::Queued { waiting });
        // The first record is what makes the storage worth keeping; the browser is asked once.
        if !self.0.asked_to_persist.replace(true) {
            spawn_local(async move {
                storage::persist().await;
                self.look_at_storage(false).await;
            });
        }
    }

    fn correction(self, operation: OperationId) -> Option<Draft> {
        let state = self.0.state.borrow();
        let (_, entry, held) = state.outbox.find(operation)?;
        let Outcome::Held { reason } = &entry.receipt.as_ref()?.outcome else {
            return None;
        };
        let Action::FinishVisit(FinishedVisit {
            household,
            form,
            answers,
            started,
            amends,
            extra,
            ..
        }) = held.action.clone()
        else {
            return None;
        };
        let form = match reason {
            HeldReason::UnknownForm => state.current_form()?.0,
            _ => form,
        };
        // What it was to take the place of is not there, or has been replaced: it stands as a visit of its own.
        let amends = amends
            .filter(|_| !matches!(reason, HeldReason::UnknownVisit | HeldReason::Review { .. }));
        Some(Draft {
            visit: VisitId(clock::new_id()),
            household,
            form,
            answers,
            started,
            saved: state.now(),
            screen: String::new(),
            amends,
            corrects: Some(operation),
            extra,
        })
    }
}

fn text(draft: &Draft) -> Result<String, SaveError> {
    serde_json::to_string(draft).map_err(|error| SaveError::Other(error.to_string()))
}

fn unknown(what: &str) -> SaveError {
    SaveError::Other(format!("không tìm thấy {what}"))
}
