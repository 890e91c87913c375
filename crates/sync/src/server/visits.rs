//! Visits: finished, amended, reviewed. None ever conflicts with another.

use dong_hanh_domain::{Act, Extra, HouseholdId, Review, ReviewDecision, VisitId};
use dong_hanh_form::{Lang, finish};

use super::require;
use super::voice::Voice;
use super::world::{Changed, World};
use crate::operation::{FinishedVisit, visit_context};
use crate::receipt::{AnswerProblem, HeldReason};
use crate::record::Visit;

impl World {
    pub(super) fn finish_visit(
        &mut self,
        voice: &Voice<'_>,
        visit: FinishedVisit,
    ) -> Result<(), HeldReason> {
        let FinishedVisit {
            visit: id,
            household,
            form,
            answers,
            started,
            amends,
            extra,
        } = visit;
        let home = self
            .homes
            .get(&household)
            .ok_or(HeldReason::UnknownHousehold)?;
        if !voice.could_visit(home) {
            return Err(HeldReason::ForeignScope);
        }
        let hamlet = home.at(voice.happened);
        let definition = self.forms.get(&form).ok_or(HeldReason::UnknownForm)?;
        // Judged by the time of the visit, as the phone did: by another day an old promise would be a mistake.
        let context = visit_context(id, started);
        let answers =
            finish(definition, &answers, &context).map_err(|problems| HeldReason::Answers {
                problems: problems
                    .into_iter()
                    .take(5)
                    .map(|(path, problem)| AnswerProblem {
                        path: path.to_string(),
                        message: problem.text(Lang::Vi),
                    })
                    .collect(),
            })?;
        if let Some(known) = self.visits.get(&id) {
            // The author and an officer have sent the same on its way at the same time.
            let same = known.author == voice.user
                && known.household == household
                && known.answers == answers
                && known.amends == amends;
            return if same {
                Ok(())
            } else {
                Err(HeldReason::VisitExists)
            };
        }
        if let Some(earlier) = amends {
            self.supersede(voice, earlier, household, id)?;
        }
        let visit = Visit {
            id,
            household,
            hamlet,
            author: voice.user,
            device: voice.device,
            form,
            answers,
            started,
            finished: voice.made,
            skew_ms: voice.skew_ms,
            received: voice.received,
            amends,
            review: Review::Waiting,
            said: extra,
            extra: Extra::default(),
        };
        self.visits.insert(id, visit);
        self.changed.push(Changed::Visit(id));
        Ok(())
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
