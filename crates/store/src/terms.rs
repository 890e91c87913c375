//! What a volunteer was given, since when, and what of it was theirs once (SPEC.md S9.6, S9.7).

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Former, HamletId, Term};

/// A hamlet that somebody was given, as a store keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptTerm {
    /// Since when it is theirs where the term does not say it, by the server's clock.
    pub since: DateTime<Utc>,
    /// From which day to which.
    pub term: Term,
}

/// What becomes of what was given when it is given otherwise, or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regiven {
    /// As it is kept from now on; `None` where it was taken away.
    pub kept: Option<KeptTerm>,
    /// What was theirs and is not any more, which is remembered for work of that time.
    pub former: Option<Former>,
}

impl KeptTerm {
    /// When it became theirs.
    fn from(&self) -> DateTime<Utc> {
        self.term.begins().unwrap_or(self.since)
    }

    /// The time up to a moment in which it was theirs, if there was any.
    #[must_use]
    pub fn held(&self, hamlet: HamletId, now: DateTime<Utc>) -> Option<Former> {
        let from = self.from();
        let until = self.term.ends().map_or(now, |end| end.min(now));
        (from < until).then_some(Former {
            hamlet,
            from,
            until,
        })
    }

    /// What it counts as once its last day is over: a hamlet that was taken away at the end of that day.
    #[must_use]
    pub fn former(&self, hamlet: HamletId, now: DateTime<Utc>) -> Option<Former> {
        let is_over = self.term.ends().is_some_and(|end| end <= now);
        is_over.then(|| self.held(hamlet, now)).flatten()
    }

    /// Whether all of a time lies in it.
    fn covers(&self, time: &Former) -> bool {
        let ends_later = self.term.ends().is_none_or(|end| time.until <= end);
        self.from() <= time.from && ends_later
    }

    /// It, given with another term at a moment, or taken away.
    #[must_use]
    pub fn regiven(self, hamlet: HamletId, term: Option<Term>, now: DateTime<Utc>) -> Regiven {
        if term == Some(self.term) {
            return Regiven {
                kept: Some(self),
                former: None,
            };
        }
        let held = self.held(hamlet, now);
        let goes_on = self.term.holds_at(now);
        let kept = term.map(|term| Self {
            since: held.filter(|_| goes_on).map_or(now, |held| held.from),
            term,
        });
        let is_kept = |held: &Former| kept.is_some_and(|kept| kept.covers(held));
        Regiven {
            kept,
            former: held.filter(|held| !is_kept(held)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::TimeDelta;
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;

    const HAMLET: HamletId = HamletId(Uuid::from_u128(1));

    /// The beginning of a day of November 2026 in Việt Nam.
    fn day(number: i64) -> DateTime<Utc> {
        let first: DateTime<Utc> = "2026-10-31T17:00:00Z".parse().unwrap();
        first + TimeDelta::days(number - 1)
    }

    fn term(from: Option<u32>, until: Option<u32>) -> Term {
        let date = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        Term {
            from: from.map(date),
            until: until.map(date),
        }
    }

    fn kept(since: i64, term: Term) -> KeptTerm {
        KeptTerm {
            since: day(since),
            term,
        }
    }

    /// The days from which and before which it was theirs.
    fn time(from: i64, until: i64) -> Option<Former> {
        Some(Former {
            hamlet: HAMLET,
            from: day(from),
            until: day(until),
        })
    }

    #[rstest]
    #[case(term(None, None), None)]
    #[case(term(None, Some(9)), time(5, 10))]
    #[case(term(Some(2), Some(9)), time(2, 10))]
    #[case(term(None, Some(10)), None)]
    #[case(term(Some(12), None), None)]
    // Whose last day was over before it was given, and nothing says that it was theirs before.
    #[case(term(None, Some(3)), None)]
    fn s9_7_what_is_over_counts_as_taken_away_at_the_end_of_its_last_day(
        #[case] term: Term,
        #[case] expected: Option<Former>,
    ) {
        let kept = kept(5, term);
        let noon = day(10) + TimeDelta::hours(12);
        assert_eq!(kept.former(HAMLET, noon), expected);
    }

    #[rstest]
    // Taken away, before, in and after its time.
    #[case(term(None, None), None, None, time(5, 10))]
    #[case(term(Some(12), None), None, None, None)]
    #[case(term(None, Some(7)), None, None, time(5, 8))]
    // Lengthened: it is all one time.
    #[case(term(None, Some(12)), Some(term(None, Some(20))), Some(5), None)]
    #[case(term(None, Some(12)), Some(term(None, None)), Some(5), None)]
    #[case(term(Some(2), None), Some(term(None, None)), Some(2), None)]
    // Shortened to before today: what was done meanwhile was allowed.
    #[case(term(None, None), Some(term(None, Some(7))), Some(5), time(5, 10))]
    // Put off.
    #[case(term(None, None), Some(term(Some(15), None)), Some(5), time(5, 10))]
    // Given again after its end.
    #[case(term(None, Some(7)), Some(term(None, None)), Some(10), time(5, 8))]
    #[case(
        term(None, Some(7)),
        Some(term(Some(9), Some(20))),
        Some(10),
        time(5, 8)
    )]
    // Begun earlier than was said.
    #[case(term(Some(15), None), Some(term(None, None)), Some(10), None)]
    // As it was.
    #[case(term(None, Some(7)), Some(term(None, Some(7))), Some(5), None)]
    fn s9_7_no_time_is_forgotten_when_terms_change(
        #[case] before: Term,
        #[case] after: Option<Term>,
        #[case] since: Option<i64>,
        #[case] former: Option<Former>,
    ) {
        let regiven = kept(5, before).regiven(HAMLET, after, day(10));
        let expected = Regiven {
            kept: after.map(|term| kept(since.unwrap(), term)),
            former,
        };
        assert_eq!(regiven, expected);
    }
}
