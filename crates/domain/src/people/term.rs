//! From which day to which a volunteer was given a hamlet.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Given;
use crate::following::day_of;
use crate::ids::HamletId;
use crate::time::midnight;

/// An end is told so many days before.
const SOON_DAYS: i64 = 14;

/// From which day to which somebody was given a hamlet: both count, both are days of Việt Nam, and where one is missing it
/// began or ends with the giving and the taking away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Term {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// How a term stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has not begun.
    ToCome,
    /// It goes on.
    Now,
    /// It goes on and ends within two weeks; today, where no day is left.
    EndsSoon {
        /// So many days after the day.
        days: i64,
    },
    /// It is over.
    Over,
}

impl Term {
    /// Whether it has no bounds.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it ends before it begins.
    #[must_use]
    pub fn is_upside_down(&self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if until < from)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether a moment lies in it.
    #[must_use]
    pub fn holds_at(&self, moment: DateTime<Utc>) -> bool {
        self.holds_on(day_of(moment))
    }

    /// How it stands on a day.
    #[must_use]
    pub fn stands_on(&self, day: NaiveDate) -> Standing {
        if self.from.is_some_and(|from| day < from) {
            return Standing::ToCome;
        }
        let days = self.until.map(|until| (until - day).num_days());
        match days {
            Some(days) if days < 0 => Standing::Over,
            Some(days) if days <= SOON_DAYS => Standing::EndsSoon { days },
            _ => Standing::Now,
        }
    }

    /// The moment at which its first day begins.
    #[must_use]
    pub fn begins(&self) -> Option<DateTime<Utc>> {
        self.from.and_then(midnight)
    }

    /// The moment at which its last day is over.
    #[must_use]
    pub fn ends(&self) -> Option<DateTime<Utc>> {
        self.until?
            .checked_add_days(Days::new(1))
            .and_then(midnight)
    }
}

impl Given {
    /// The term of one of the hamlets.
    #[must_use]
    pub fn term(&self, hamlet: HamletId) -> Term {
        self.terms.get(&hamlet).copied().unwrap_or_default()
    }

    /// The hamlets that are theirs on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> BTreeSet<HamletId> {
        let hamlets = self.hamlets.iter().copied();
        let theirs = hamlets.filter(|hamlet| self.term(*hamlet).holds_on(day));
        theirs.collect()
    }
}

/// The hamlets of a giving with their terms, also those that have none.
#[must_use]
pub fn with_terms(
    hamlets: &BTreeSet<HamletId>,
    terms: &BTreeMap<HamletId, Term>,
) -> BTreeMap<HamletId, Term> {
    let open = hamlets.iter().map(|hamlet| (*hamlet, Term::default()));
    let bound = terms.iter().map(|(hamlet, term)| (*hamlet, *term));
    open.chain(bound).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;
    use crate::ids::UserId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn term(from: Option<&str>, until: Option<&str>) -> Term {
        Term {
            from: from.map(day),
            until: until.map(day),
        }
    }

    #[rstest]
    #[case(None, None, Standing::Now)]
    #[case(Some("2026-11-24"), None, Standing::Now)]
    #[case(Some("2026-11-25"), None, Standing::ToCome)]
    #[case(None, Some("2026-11-23"), Standing::Over)]
    #[case(None, Some("2026-11-24"), Standing::EndsSoon { days: 0 })]
    #[case(None, Some("2026-12-08"), Standing::EndsSoon { days: 14 })]
    #[case(None, Some("2026-12-09"), Standing::Now)]
    #[case(Some("2026-11-25"), Some("2026-11-26"), Standing::ToCome)]
    fn s9_6_a_term_counts_its_first_and_its_last_day(
        #[case] from: Option<&str>,
        #[case] until: Option<&str>,
        #[case] expected: Standing,
    ) {
        let (term, today) = (term(from, until), day("2026-11-24"));
        assert_eq!(term.stands_on(today), expected);
        let holds = matches!(expected, Standing::Now | Standing::EndsSoon { .. });
        assert_eq!(term.holds_on(today), holds);
    }

    #[test]
    fn s9_6_a_day_is_one_of_viet_nam() {
        let term = term(Some("2026-11-24"), Some("2026-11-24"));
        let [begins, ends] = [term.begins().unwrap(), term.ends().unwrap()];
        assert_eq!(begins.to_rfc3339(), "2026-11-23T17:00:00+00:00");
        assert_eq!(ends.to_rfc3339(), "2026-11-24T17:00:00+00:00");
        let instant = chrono::TimeDelta::milliseconds(1);
        assert!(term.holds_at(begins) && !term.holds_at(begins - instant));
        assert!(term.holds_at(ends - instant) && !term.holds_at(ends));
    }

    #[test]
    fn only_what_ends_before_it_begins_is_upside_down() {
        assert!(term(Some("2026-11-25"), Some("2026-11-24")).is_upside_down());
        for (from, until) in [
            (None, None),
            (Some("2026-11-24"), None),
            (None, Some("2026-11-24")),
            (Some("2026-11-24"), Some("2026-11-24")),
        ] {
            assert!(!term(from, until).is_upside_down());
        }
    }

    #[test]
    fn what_was_given_without_terms_is_written_and_read_as_it_was_before_there_were_any() {
        let [near, far] = [1, 2].map(|number| HamletId(Uuid::from_u128(number)));
        let mut given = Given {
            user: UserId(Uuid::nil()),
            hamlets: [near, far].into(),
            terms: BTreeMap::new(),
        };
        let text = serde_json::to_string(&given).unwrap();
        assert!(!text.contains("terms"), "{text}");
        assert_eq!(serde_json::from_str::<Given>(&text).unwrap(), given);
        assert_eq!(given.on(day("2026-11-24")), [near, far].into());
        given.terms.insert(far, term(Some("2026-11-25"), None));
        let text = serde_json::to_string(&given).unwrap();
        assert!(text.contains(r#"{"from":"2026-11-25"}"#), "{text}");
        assert_eq!(serde_json::from_str::<Given>(&text).unwrap(), given);
        assert_eq!(given.on(day("2026-11-24")), [near].into());
    }
}
