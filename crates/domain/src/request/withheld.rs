//! That a family has taken its consent back, or has its data rest: nobody is sent there, and no list names it.

use chrono::NaiveDate;

use super::{End, RequestKind, Requests};
use crate::following::{Came, Followed};
use crate::ids::RequestId;

/// What keeps a household's data from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Since when.
    pub since: NaiveDate,
    /// What was asked for.
    pub kind: RequestKind,
    /// The request.
    pub request: RequestId,
}

impl Requests {
    /// What keeps the household's data from being used on a day, whatever was told since; the earliest first. What one of
    /// its people asked for themselves keeps nothing of the others.
    #[must_use]
    pub fn withheld(&self, day: NaiveDate) -> Vec<Withheld> {
        let withheld = self.iter().filter_map(|(request, made, course)| {
            let End::Done { on, lifted, .. } = course.end? else {
                return None;
            };
            let is_so = on <= day && lifted.is_none_or(|lifted| day < lifted);
            let counts = made.of.is_none() && made.kind.stops() && is_so;
            counts.then_some(Withheld {
                since: on,
                kind: made.kind,
                request,
            })
        });
        let mut withheld: Vec<_> = withheld.collect();
        withheld.sort_by_key(|one| (one.since, one.request));
        withheld
    }
}

impl Followed {
    /// What keeps its data from being used on a day. Consent that was given anew on a later day ends a withdrawal; a
    /// restriction and an objection the office lifts.
    #[must_use]
    pub fn withheld(&self, day: NaiveDate) -> Option<Withheld> {
        let consented =
            |came: &Came, since| came.told().is_some() && came.day() > since && came.day() <= day;
        let stands = |one: &Withheld| {
            let mut visits = self.visits.iter();
            one.kind != RequestKind::Withdraw || !visits.any(|came| consented(came, one.since))
        };
        self.requests.withheld(day).into_iter().find(stands)
    }

    /// Whether nobody is to be sent there on a day: it is none of the commune's any more, or its data rest.
    #[must_use]
    pub fn is_left_alone(&self, day: NaiveDate) -> bool {
        self.has_ended(day) || self.withheld(day).is_some()
    }
}
