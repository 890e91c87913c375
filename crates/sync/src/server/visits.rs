//! Visits: finished, amended, reviewed. None ever conflicts with another.

use dong_hanh_domain::consent::Allowed;
use dong_hanh_domain::{
    Act, Extra, Fact, HouseholdChange, HouseholdId, Review, ReviewDecision, VisitId,
};
use dong_hanh_form::{Context, Lang, finish};

use super::require;
use super::voice::Voice;
use super::world::{Changed, World};
use crate::consent::{Version, allowed_on, consent, round_places};
use crate::elsewhere::Elsewhere;
use crate::operation::FinishedVisit;
use crate::receipt::{AnswerProblem, HeldReason, Notice};
use crate::record::Visit;
use crate::saved::said_on;

impl World {
    pub(super) fn finish_visit(
        &mut self,
        voice: &Voice<'_>,
        mut visit: FinishedVisit,
    ) -> Result<Vec<Notice>, HeldReason> {
        let (id, household) = (visit.visit, visit.household);
        if self.erased_home(household).is_some() || self.erased_visits.contains_key(&id) {
            return Err(HeldReason::Erased);
        }
        let home = self
            .homes
            .get(&household)
            .ok_or(HeldReason::UnknownHousehold)?;
        if !voice.could_visit(home) {
            return Err(HeldReason::ForeignScope);
        }
        let hamlet = home.at(voice.happened);
        let rests_on = self.rests_on(&visit);
        let definition = self.forms.get(&visit.form).ok_or(HeldReason::UnknownForm)?;
        // Before anything is reckoned from a place: nothing may follow from what is not kept.
        round_places(definition, &mut visit.answers, rests_on);
        // Judged by the time of the visit, as the phone did: by another day an old promise would be a mistake.
        let context = Context {
            // What another client drew is what the person saw there, and cannot be drawn again.
            keeps_drawn: Elsewhere::filled(&visit.extra),
            ..visit.grounds.context(id, visit.started)
        };
        visit.answers = finish(definition, &visit.answers, &context).map_err(|problems| {
            HeldReason::Answers {
                problems: problems
                    .into_iter()
                    .take(5)
                    .map(|(path, problem)| AnswerProblem {
                        path: path.to_string(),
                        message: problem.text(Lang::Vi),
                    })
                    .collect(),
            }
        })?;
        if let Some(known) = self.visits.get(&id) {
            // The author and an officer have sent the same on its way at the same time.
            let same = known.author == voice.user
                && known.household == household
                && known.answers == visit.answers
                && known.amends == visit.amends;
            return if same {
                Ok(Vec::new())
            } else {
                Err(HeldReason::VisitExists)
            };
        }
        let facts = self.said_on(&visit);
        let merge = match facts[..] {
            [] => None,
            _ => Some(self.merge_visit(voice, &visit, facts.clone())?),
        };
        let kept = self.merge_visit_into_standing(voice, &visit);
        if let Some(earlier) = visit.amends {
            self.supersede(voice, earlier, household, id)?;
        }
        let mut visit = Visit {
            id,
            household,
            hamlet,
            author: voice.user,
            device: voice.device,
            form: visit.form,
            answers: visit.answers,
            started: visit.started,
            finished: voice.made,
            skew_ms: voice.skew_ms,
            received: voice.received,
            amends: visit.amends,
            grounds: visit.grounds,
            review: Review::Waiting,
            erased: Vec::new(),
            said: visit.extra,
            extra: Extra::default(),
        };
        self.blank_again(&mut visit);
        self.visits.insert(id, visit);
        self.changed.push(Changed::Visit(id));
        let Some(merge) = merge else {
            return Ok(Vec::new());
        };
        let notices = self.take_up(merge, voice);
        if let Some(kept) = kept {
            let said = facts.into_iter().map(HouseholdChange::Set);
            self.pass_on(voice, kept, said.collect());
        }
        Ok(notices)
    }

    /// What the family allowed on the visit that this one rests on.
    fn rests_on(&self, visit: &FinishedVisit) -> Option<Allowed> {
        let version = |id| {
            let asked = self.visits.get(&id)?;
            let form = self.forms.get(&asked.form).map(|form| &**form);
            let at = asked.began_corrected().corrected();
            Some(Version {
                household: asked.household,
                newer: asked.review.newer(),
                consent: consent(asked.id, at, form, &asked.answers),
            })
        };
        allowed_on(visit.grounds.consent?, visit.household, version)
    }

    /// What the answers of a visit say of its household.
    fn said_on(&self, visit: &FinishedVisit) -> Vec<Fact> {
        let filled = |form, answers| Some((&**self.forms.get(form)?, answers));
        let before = visit.amends.and_then(|earlier| self.visits.get(&earlier));
        let before = before.and_then(|before| filled(&before.form, &before.answers));
        let after = filled(&visit.form, &visit.answers);
        after.map_or_else(Vec::new, |after| said_on(after, before))
    }

    /// Puts a newer version in the place of a visit; only its author does that, and only once.
    fn supersede(
        &mut self,
        voice: &Voice<'_>,
        earlier: VisitId,
        household: HouseholdId,
        with: VisitId,
    ) -> Result<(), HeldReason> {
        let visit = self.visit(earlier)?;
        if visit.household != household || visit.author != voice.user {
            return Err(HeldReason::UnknownVisit);
        }
        visit.review = visit.review.amended(with)?;
        self.changed.push(Changed::Visit(earlier));
        Ok(())
    }

    pub(super) fn review(
        &mut self,
        voice: &Voice<'_>,
        id: VisitId,
        decision: &ReviewDecision,
    ) -> Result<(), HeldReason> {
        if self.erased_visits.contains_key(&id) {
            return Err(HeldReason::Erased);
        }
        let household = self.visit(id)?.household;
        let home = self
            .homes
            .get(&household)
            .ok_or(HeldReason::UnknownHousehold)?;
        require(voice, &Act::Review(home.hamlet))?;
        let visit = self.visit(id)?;
        visit.review = visit.review.decide(decision, voice.user, voice.received)?;
        self.changed.push(Changed::Visit(id));
        Ok(())
    }

    fn visit(&mut self, id: VisitId) -> Result<&mut Visit, HeldReason> {
        self.visits.get_mut(&id).ok_or(HeldReason::UnknownVisit)
    }
}
