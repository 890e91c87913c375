//! Visits: begun, finished, amended.

use std::collections::BTreeSet;

use dong_hanh_domain::{Extra, HouseholdId, OperationId, VisitId};
use dong_hanh_form::{Answer, Answers, FormId, Value};
use dong_hanh_sync::outbox::Saying;
use dong_hanh_sync::{Action, FinishedVisit, Grounds};

use crate::disk::{Change, Draft};
use crate::work::{Done, Work};

impl Work<'_> {
    pub(crate) fn visits(&mut self) -> Option<Action> {
        let household = self.household()?;
        self.visit(household, None)
    }

    pub(crate) fn visit(&mut self, household: HouseholdId, form: Option<FormId>) -> Option<Action> {
        let form = form.or_else(|| self.form())?;
        // What a newer version of the app says beside it.
        let extra = if self.phone.newer {
            // Some of it under names that the record uses for something else.
            let names = ["weather", "hamlet", "received", "review", "said"];
            let said = names.map(|name| (name.to_owned(), "mưa".into()));
            Extra(said.into_iter().collect())
        } else {
            Extra::default()
        };
        let seen = self.seen(household);
        Some(Action::FinishVisit(FinishedVisit {
            visit: VisitId(self.ids.next()),
            household,
            form,
            answers: self.answers(),
            started: self.now,
            amends: None,
            seen,
            grounds: Box::default(),
            extra,
        }))
    }

    pub(crate) fn bad_visit(&mut self) -> Option<Action> {
        let Action::FinishVisit(visit) = self.visits()? else {
            return None;
        };
        Some(Action::FinishVisit(FinishedVisit {
            answers: Answers::new(),
            ..visit
        }))
    }

    pub(crate) fn open_draft(&mut self) -> Option<Done> {
        let household = self.household()?;
        let form = self.form()?;
        let seen = self.seen(household);
        let draft = Draft {
            household,
            form,
            amends: None,
            seen,
            looked_at: self.looked_at.clone(),
            met: 0,
            amid: self.phone.is_storing(),
        };
        let visit = VisitId(self.ids.next());
        Some(Done::Says(Vec::new(), vec![Change::Draft(visit, draft)]))
    }

    /// Types on in a visit that was opened.
    pub(crate) fn type_on(&mut self) -> Option<Done> {
        let drafts: Vec<_> = self.phone.shelves().drafts.iter().collect();
        let (visit, draft) = *self.chance.any(&drafts)?;
        let draft = Draft {
            met: self.chance.below(1000),
            ..draft.clone()
        };
        Some(Done::Says(Vec::new(), vec![Change::Draft(*visit, draft)]))
    }

    pub(crate) fn finish_draft(&mut self) -> Option<Done> {
        let drafts: Vec<_> = self.phone.shelves().drafts.iter().collect();
        let (visit, draft) = *self.chance.any(&drafts)?;
        self.looked_at.extend(draft.looked_at.iter().cloned());
        let action = Action::FinishVisit(FinishedVisit {
            visit: *visit,
            household: draft.household,
            form: draft.form.clone(),
            answers: self.answers(),
            started: self.now,
            amends: draft.amends,
            seen: draft.seen.clone(),
            grounds: Box::default(),
            extra: Extra::default(),
        });
        let saying = Saying::now(self.now, action);
        Some(Done::Says(vec![saying], vec![Change::Undraft(*visit)]))
    }

    /// Amends a visit of one's own; now and then somebody else's, or one that was amended before.
    pub(crate) fn amend(&mut self) -> Option<Action> {
        let (visit, household, started) = if self.chance.percent(70) {
            let own = self.view.own_visits();
            let own = self.chance.any(&own)?;
            (own.visit, own.household, own.started)
        } else {
            let known = self.view.visits();
            let known = self.view.visit(*self.chance.any(&known)?)?;
            (known.id, known.household, known.started)
        };
        let Action::FinishVisit(newer) = self.visit(household, None)? else {
            return None;
        };
        Some(Action::FinishVisit(FinishedVisit {
            started,
            amends: Some(visit),
            grounds: Grounds::default().handed_on(visit).into(),
            ..newer
        }))
    }

    pub(crate) fn answers(&mut self) -> Answers {
        let mut answers = Answers::new();
        if let Ok(path) = "who/met".parse() {
            let whom = format!("bà {}", self.chance.below(1000));
            answers.set(path, Answer::Given(Value::Text(whom)));
        }
        if let Ok(path) = "who/place".parse()
            && self.chance.percent(40)
        {
            let place = format!("kiệt {}", self.chance.below(9));
            answers.set(path, Answer::Given(Value::Text(place)));
        }
        answers
    }

    /// What whoever begins a visit sees of the household.
    fn seen(&mut self, household: HouseholdId) -> BTreeSet<OperationId> {
        let Some(recorded) = self.view.recorded(household) else {
            return BTreeSet::new();
        };
        let overlay = self.view.overlay();
        let shown = overlay.over(recorded.clone()).versions;
        let versions = shown.into_iter().map(|(key, said)| (said.operation, key));
        self.looked_at.extend(versions);
        overlay.seen(&recorded, &self.view.conflicts())
    }

    fn form(&mut self) -> Option<FormId> {
        let forms = self.view.forms();
        self.chance.any(&forms).cloned()
    }
}
