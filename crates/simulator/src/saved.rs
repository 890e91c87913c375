//! What the answers of visits say of households, for the checks: they ask of it what they ask of words that were said by
//! hand.

use std::collections::BTreeSet;

use dong_hanh_domain::{Extra, Fact, HouseholdChange, Occasion, OperationId, Said, VisitId};
use dong_hanh_form::FormId;
use dong_hanh_sync::saved::said_on;
use dong_hanh_sync::{Action, ChangedHousehold, FinishedVisit, Record, RecordKey};

use crate::audit::Audit;
use crate::town;

impl Audit {
    /// [S7.12] What happened, with what the answers of new visits say of their households, as if it had been said by hand.
    pub(crate) fn with_what_visits_say(
        &self,
        effects: impl Iterator<Item = (OperationId, Action)>,
    ) -> Vec<(OperationId, Action)> {
        let mut all: Vec<(OperationId, Action)> = Vec::new();
        for (id, action) in effects {
            let says = match &action {
                Action::FinishVisit(visit) => self.said_on(visit, &all),
                _ => Vec::new(),
            };
            let said = match &action {
                Action::FinishVisit(visit) if !says.is_empty() => {
                    Some(Action::ChangeHousehold(ChangedHousehold {
                        household: visit.household,
                        changes: says.into_iter().map(HouseholdChange::Set).collect(),
                        seen: self.seen_on(visit, &all),
                        visit: Some(visit.visit),
                        extra: Extra::default(),
                    }))
                }
                _ => None,
            };
            all.push((id, action));
            all.extend(said.map(|said| (id, said)));
        }
        all
    }

    /// What the answers of a visit say that nobody had yet received, after all this.
    fn said_on(&self, visit: &FinishedVisit, before: &[(OperationId, Action)]) -> Vec<Fact> {
        let known = |id: VisitId| {
            let here = before.iter().find_map(|(_, action)| match action {
                Action::FinishVisit(earlier) if earlier.visit == id => {
                    Some((earlier.form.clone(), earlier.answers.clone()))
                }
                _ => None,
            });
            here.or_else(|| match &*self.records.get(&RecordKey::Visit(id))?.record {
                Record::Visit(earlier) => Some((earlier.form.clone(), earlier.answers.clone())),
                _ => None,
            })
        };
        let form = |id: &FormId| town::form_named(id)?.form().ok();
        let Some(definition) = form(&visit.form).filter(|_| known(visit.visit).is_none()) else {
            return Vec::new();
        };
        let earlier = visit.amends.and_then(known);
        let earlier = earlier.and_then(|(id, answers)| Some((form(&id)?, answers)));
        let earlier = earlier.as_ref().map(|(form, answers)| (form, answers));
        said_on((&definition, &visit.answers), earlier)
    }

    /// What its author had seen: what they say they had, and what they said on it themselves.
    fn seen_on(
        &self,
        visit: &FinishedVisit,
        before: &[(OperationId, Action)],
    ) -> BTreeSet<OperationId> {
        let is_of_it =
            |of: Option<VisitId>| of.is_some() && (of == Some(visit.visit) || of == visit.amends);
        let here = before.iter().filter(|(_, action)| match action {
            Action::FinishVisit(earlier) => is_of_it(Some(earlier.visit)),
            Action::ChangeHousehold(changed) => is_of_it(changed.visit),
            _ => false,
        });
        let said = self.records.values().flat_map(|known| -> Vec<&Said> {
            match &*known.record {
                Record::Household(household) => household.versions.values().collect(),
                Record::Conflict(conflict) => conflict.sides().map(|side| &side.said).collect(),
                _ => Vec::new(),
            }
        });
        let said = said.filter(|said| is_of_it(said.on.and_then(Occasion::visit)));
        let seen = visit.seen.iter().copied();
        seen.chain(here.map(|(id, _)| *id))
            .chain(said.map(|said| said.operation))
            .collect()
    }
}
