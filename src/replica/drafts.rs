//! Visits that are being recorded: begun, answered, thrown away; each change is one durable write.

use dong_hanh_domain::{Extra, HouseholdId, OperationId, VisitId};
use dong_hanh_form::{Answer, Answers, Filling, Form, FormId, Value, moved};
use dong_hanh_sync::consent::asks;
use dong_hanh_sync::{Action, FinishedVisit, Grounds, HeldReason};
use leptos::prelude::Notify;

use super::facts::text_of;
use super::{Draft, Points, Replica, SaveError};
use crate::device::clock;
use crate::device::store::{Batch, Shelf};
use crate::device::tabs::{Begun, Typing};

impl Replica {
    /// Begins a visit with a form of this name, or with the usual one, or goes on with the one that is open for the
    /// household.
    ///
    /// # Errors
    /// [`SaveError`]: nothing was begun.
    pub async fn begin_visit(
        self,
        household: HouseholdId,
        name: Option<&str>,
    ) -> Result<VisitId, SaveError> {
        let _turn = self.turn().await?;
        let begins = self.0.state.borrow().beginnings()?;
        let mut begins = begins.into_iter();
        let begun = begins.find(|(_, form)| name.is_none_or(|name| form.name == name));
        let (form, definition) = begun.ok_or(SaveError::NoForm)?;
        let open = self.open_draft(|draft| {
            let is_new = draft.amends.is_none() && draft.corrects.is_none();
            is_new && draft.household == household && self.is_of(draft, &definition.name)
        });
        if let Some(open) = open {
            return Ok(open);
        }
        let now = self.now();
        let visit = VisitId(clock::new_id());
        let grounds = {
            let state = self.0.state.borrow();
            let rests = definition.about.is_household() && !asks(&definition);
            let asked = rests
                .then(|| state.consent_of(household, |_| true))
                .flatten();
            Box::new(Grounds {
                last: state.last_saved(&definition),
                consent: asked.map(|asked| asked.visit),
                ..Grounds::default()
            })
        };
        let begun = Filling::begin(definition, self.form_context(visit, now, &grounds));
        let seen = self.0.state.borrow().seen(household);
        self.begin(Draft {
            visit,
            household,
            form,
            answers: begun.answers().clone(),
            points: Points::new(),
            started: now,
            saved: now,
            screen: String::new(),
            amends: None,
            seen,
            grounds,
            corrects: None,
            keeps_from: None,
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
        let earlier = self.0.state.borrow().visit(visit).ok_or(SaveError::Gone)?;
        let now = self.now();
        let seen = self.0.state.borrow().seen(earlier.row.household);
        self.begin(Draft {
            visit: VisitId(clock::new_id()),
            household: earlier.row.household,
            form: earlier.form,
            answers: earlier.answers,
            points: Points::new(),
            // The answers are judged by the day of the visit, and an amendment is of the same visit.
            started: earlier.started,
            saved: now,
            screen: String::new(),
            amends: Some(visit),
            seen,
            grounds: earlier.grounds.handed_on(visit).into(),
            corrects: None,
            keeps_from: None,
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
        let draft = self.correction(operation).ok_or(SaveError::Gone)?;
        self.begin(draft).await
    }

    /// Changes the answers of a draft, and the points that are none yet. There is no way to replace them: whoever has a
    /// copy may have an old one.
    ///
    /// # Errors
    /// [`SaveError`]: the draft is as it was.
    pub async fn change_answers(
        self,
        visit: VisitId,
        change: impl FnOnce(&mut Answers, &mut Points),
    ) -> Result<(), SaveError> {
        self.change(visit, Batch::strict(), |draft| {
            change(&mut draft.answers, &mut draft.points);
        })
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

    /// Throws a draft away.
    ///
    /// # Errors
    /// [`SaveError`]: the draft is as it was.
    pub async fn delete_draft(self, visit: VisitId) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        self.write(Batch::strict().delete(Shelf::Drafts, visit.to_string()))
            .await?;
        self.0.state.borrow_mut().drafts.remove(&visit);
        self.announce_draft(Begun::Visit(visit));
        self.0.topics.drafts.notify();
        Ok(())
    }

    /// Keeps what was typed, in the place of what was kept before; `None` throws it away.
    ///
    /// # Errors
    /// [`SaveError`]: what was kept before still is.
    pub async fn keep_typed(self, typing: Typing, typed: Option<String>) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let was_there = self.0.state.borrow().facts.contains_key(&typing.name());
        self.write(with_typed(Batch::strict(), typing, typed.as_deref()))
            .await?;
        if was_there == typed.is_some() {
            self.0.topics.draft_text.notify();
        } else {
            self.0.topics.drafts.notify();
        }
        self.announce_draft(Begun::Typed(typing));
        Ok(())
    }

    /// Lets a draft go on with another version of its form; what fits no question of it stays with the draft unseen.
    ///
    /// # Errors
    /// [`SaveError`]: the draft goes on with the form that it had.
    pub async fn move_draft(self, visit: VisitId, to: FormId) -> Result<(), SaveError> {
        let (from, into, asked_now) = {
            let state = self.0.state.borrow();
            let draft = state.drafts.get(&visit).ok_or(SaveError::Gone)?;
            let forms = state.form(&draft.form).zip(state.form(&to));
            let (from, into) = forms.ok_or(SaveError::NoForm)?;
            // What came before a visit that is amended is not what came before today.
            let is_new = draft.amends.is_none() && draft.corrects.is_none();
            let asked_now = is_new.then(|| state.last_saved(&into));
            (from, into, asked_now.unwrap_or_default())
        };
        self.change(visit, Batch::strict(), |draft| {
            // What was known when it began stays; what only this version asks is asked now.
            let mut last = moved(&draft.grounds.last, &from, &into);
            for (path, answer) in asked_now.iter() {
                if last.get(path).is_none() {
                    last.set(path.clone(), answer.clone());
                }
            }
            draft.grounds.last = into.recalled(&last);
            let context = self.form_context(visit, draft.started, &draft.grounds);
            let gone_on = Filling::go_on(into, &from, &draft.answers, context);
            draft.answers = gone_on.answers().clone();
            draft.points = moved_points(&draft.points, &from, gone_on.form());
            draft.form = to;
        })
        .await
    }

    /// Remembers that a draft is not to go on with this version of its form.
    ///
    /// # Errors
    /// [`SaveError`]: it will be asked again.
    pub async fn keep_form(self, visit: VisitId, from: FormId) -> Result<(), SaveError> {
        let keep = |draft: &mut Draft| draft.keeps_from = Some(from);
        self.change(visit, Batch::relaxed(), keep).await
    }

    fn is_of(self, draft: &Draft, name: &str) -> bool {
        let form = self.0.state.borrow().form(&draft.form);
        form.is_none_or(|form| form.name == name)
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
        self.write(Batch::strict().put(Shelf::Drafts, draft.visit.to_string(), text_of(&draft)?))
            .await?;
        let visit = draft.visit;
        self.0.state.borrow_mut().drafts.insert(visit, draft);
        self.announce_draft(Begun::Visit(visit));
        self.0.topics.drafts.notify();
        Ok(visit)
    }

    /// Changes a draft, together with what the batch holds already.
    pub(super) async fn change(
        self,
        visit: VisitId,
        batch: Batch,
        change: impl FnOnce(&mut Draft),
    ) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let draft = self.0.state.borrow().drafts.get(&visit).cloned();
        let mut draft = draft.ok_or(SaveError::Gone)?;
        change(&mut draft);
        draft.saved = self.now();
        self.write(batch.put(Shelf::Drafts, visit.to_string(), text_of(&draft)?))
            .await?;
        self.0.state.borrow_mut().drafts.insert(visit, draft);
        self.announce_draft(Begun::Visit(visit));
        self.0.topics.draft_text.notify();
        Ok(())
    }

    fn correction(self, operation: OperationId) -> Option<Draft> {
        let state = self.0.state.borrow();
        let (_, entry, held) = state.device.outbox().find(operation)?;
        let reason = entry.held_for()?;
        if state.device.outbox().is_replaced(operation) {
            return None;
        }
        let Action::FinishVisit(FinishedVisit {
            visit: replaces,
            household,
            form,
            answers,
            started,
            amends,
            seen,
            grounds,
            extra,
            ..
        }) = held.action.clone()
        else {
            return None;
        };
        // What it was to take the place of is not there, or has been replaced: it stands as a visit of its own.
        let amends = amends
            .filter(|_| !matches!(reason, HeldReason::UnknownVisit | HeldReason::Review { .. }));
        Some(Draft {
            visit: VisitId(clock::new_id()),
            household,
            form,
            answers,
            points: Points::new(),
            started,
            saved: state.now(),
            screen: String::new(),
            amends,
            seen,
            grounds: grounds.handed_on(replaces).into(),
            corrects: Some(operation),
            keeps_from: None,
            extra,
        })
    }
}

/// Points that are no answer yet, where another version of the form asks for them: they come along as a whole answer would.
fn moved_points(points: &Points, from: &Form, into: &Form) -> Points {
    let mut begun = Answers::new();
    for (path, points) in points {
        let line = Answer::Given(Value::Line(points.clone()));
        begun.set(path.clone(), line);
    }
    let come = moved(&begun, from, into);
    let lines = come.iter().filter_map(|(path, answer)| match answer {
        Answer::Given(Value::Line(points)) => Some((path.clone(), points.clone())),
        _ => None,
    });
    lines.collect()
}

/// A batch that also keeps what was typed, or throws it away.
pub(super) fn with_typed(batch: Batch, typing: Typing, typed: Option<&str>) -> Batch {
    match typed {
        Some(typed) => batch.put(Shelf::Meta, typing.name(), typed),
        None => batch.delete(Shelf::Meta, typing.name()),
    }
}
