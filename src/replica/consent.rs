//! What families said when they were asked, as this device knows it (SPEC.md S18).

use std::sync::Arc;

use dong_hanh_domain::consent::{Allowed, Consent};
use dong_hanh_domain::{HouseholdId, VisitId};
use dong_hanh_form::Form;
use dong_hanh_sync::consent::{Version, allowed_on, asks, consent};
use leptos::prelude::Track;

use super::state::State;
use super::{Draft, Replica, Standing, VisitRow, VisitView};

/// What a visit rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum RestsOn {
    /// It asked itself; nothing, where nobody was there to answer.
    Itself(Option<Consent>),
    /// What the family said before.
    Earlier(Consent),
    /// Nobody had asked the family, as far as is known here.
    Nothing,
    /// Its form is about no household, or is not here.
    NotTold,
}

impl Replica {
    /// What a household said on its latest visit that asked. Tracked.
    #[must_use]
    pub fn consent_of(self, household: HouseholdId) -> Option<Consent> {
        self.0.topics.records.track();
        self.0.topics.outbox.track();
        self.0.state.borrow().consent_of(household, |_| true)
    }

    /// What a visit rests on. Tracked.
    #[must_use]
    pub fn rests_on(self, visit: &VisitView) -> RestsOn {
        let Some(form) = self.form(&visit.form) else {
            return RestsOn::NotTold;
        };
        if !form.about.is_household() {
            return RestsOn::NotTold;
        }
        let state = self.0.state.borrow();
        if asks(&form) {
            return RestsOn::Itself(state.read_consent(visit));
        }
        let named = visit.grounds.consent.and_then(|asked| state.visit(asked));
        let named = named.and_then(|asked| state.read_consent(&asked));
        // An app of before names none: what had been said until then.
        let began = visit.row.began.corrected();
        let until_then = |row: &VisitRow| row.began.corrected() <= began && row.id != visit.row.id;
        let found = named.or_else(|| state.consent_of(visit.row.household, until_then));
        found.map_or(RestsOn::Nothing, RestsOn::Earlier)
    }

    /// What a household allowed on the visit that a draft rests on.
    #[must_use]
    pub fn allowed_for(self, draft: &Draft) -> Option<Allowed> {
        self.0
            .state
            .borrow()
            .allowed_on(draft.grounds.consent, draft.household)
    }

    /// Whether a form of this name, or the usual one, would rest on what a household said before.
    #[must_use]
    pub fn begins_without_asking(self, name: Option<&str>) -> bool {
        let form = self.form_to_begin(name);
        form.is_some_and(|form| form.about.is_household() && !asks(&form))
    }

    fn form_to_begin(self, name: Option<&str>) -> Option<Arc<Form>> {
        self.0.topics.records.track();
        let begins = self.0.state.borrow().beginnings().ok()?;
        let mut forms = begins.into_iter().map(|(_, form)| form);
        forms.find(|form| name.is_none_or(|name| form.name == name))
    }
}

impl State {
    /// What a household said last, on those of its visits that are meant.
    pub(super) fn consent_of(
        &self,
        household: HouseholdId,
        means: impl Fn(&VisitRow) -> bool,
    ) -> Option<Consent> {
        let counts = |row: &VisitRow| {
            let is_over = matches!(
                row.standing,
                Standing::Amended { .. } | Standing::Replaced | Standing::Closed { .. }
            );
            !is_over && means(row)
        };
        let rows = self.visits_of(household).into_iter().filter(counts);
        // The newest first: of most families one visit has to be read.
        let asked = |row: VisitRow| self.read_consent(&self.visit(row.id)?);
        Consent::standing(rows.into_iter().find_map(asked))
    }

    /// What was allowed on the visit that another one of a household rests on.
    pub(super) fn allowed_on(
        &self,
        asked: Option<VisitId>,
        household: HouseholdId,
    ) -> Option<Allowed> {
        allowed_on(asked?, household, |id| {
            let visit = self.visit(id)?;
            let newer = match visit.row.standing {
                Standing::Amended { with, .. } => Some(with),
                _ => None,
            };
            Some(Version {
                household: visit.row.household,
                newer,
                consent: self.read_consent(&visit),
            })
        })
    }

    fn read_consent(&self, visit: &VisitView) -> Option<Consent> {
        let form = self.form(&visit.form);
        let at = visit.row.began.corrected();
        consent(visit.row.id, at, form.as_deref(), &visit.answers)
    }
}
