//! Tests of terms and of what goes when.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::following::Found;
use crate::following::joined::tests::{came, household};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn list(number: u128) -> Which {
    Which::Workbook {
        list: ListId(Uuid::from_u128(number)),
    }
}

fn draft(number: u128) -> Which {
    Which::Draft {
        author: UserId(Uuid::from_u128(number)),
        digest: format!("{number:064x}"),
    }
}

fn kept(which: Which, since: &str) -> Kept {
    Kept {
        which,
        since: day(since),
    }
}

fn held(which: Which, from: &str, until: &str) -> HeldBack {
    HeldBack {
        which,
        because: Cause::Complaint,
        from: day(from),
        until: day(until),
    }
}

#[test]
fn what_goes_next_comes_first_and_what_is_held_back_stands_apart() {
    let today = day("2026-11-24");
    let rules = Retention::default().holding(held(list(3), "2026-11-01", "2027-03-01"));
    let schedule = rules.schedule(
        [
            kept(list(1), "2026-06-01"),
            kept(draft(2), "2026-01-31"),
            kept(list(3), "2020-01-01"),
            kept(list(4), "2026-11-24"),
        ],
        today,
    );
    let going: Vec<_> = schedule
        .going
        .iter()
        .map(|going| (going.which.clone(), going.due))
        .collect();
    assert_eq!(
        going,
        [
            (draft(2), day("2026-07-31")),
            (list(1), day("2027-06-01")),
            (list(4), day("2027-11-24")),
        ]
    );
    assert_eq!(schedule.held_back.len(), 1);
    assert_eq!(schedule.due(today).count(), 1);
    // Twelve months are this one and the eleven behind it.
    assert_eq!(schedule.next(today).count(), 1);
    let months = schedule.months(today);
    assert_eq!(months.len(), 12);
    assert_eq!(months[0], (day("2026-11-01"), [(Kind::Draft, 1)].into()));
    assert_eq!(months[7], (day("2027-06-01"), [(Kind::Workbook, 1)].into()));
}

#[test]
fn a_term_of_a_household_runs_from_its_end_or_its_last_visit() {
    let today = day("2026-11-24");
    let since = |ended: Option<&str>, visits: Vec<Came>| {
        let household = Followed {
            ended: ended.map(day),
            visits,
            ..household(1)
        };
        Kept::household(&household, today).map(|kept| kept.since)
    };
    assert_eq!(since(None, vec![came(1, "2021-03-01")]), None);
    assert_eq!(since(Some("2026-11-25"), vec![]), None);
    assert_eq!(since(Some("2021-03-01"), vec![]), Some(day("2021-03-01")));
    let before = vec![came(1, "2020-01-01")];
    assert_eq!(since(Some("2021-03-01"), before), Some(day("2021-03-01")));
    // Whoever was met afterwards is there; whoever looked and met nobody has looked.
    assert_eq!(since(Some("2021-03-01"), vec![came(1, "2022-05-09")]), None);
    let nobody = Came {
        found: Found::Nobody,
        ..came(1, "2022-05-09")
    };
    let last = since(Some("2021-03-01"), vec![nobody]);
    assert_eq!(last, Some(day("2022-05-09")));
    let erased = Followed {
        ended: Some(day("2021-03-01")),
        erased: Some(today),
        ..household(1)
    };
    assert_eq!(Kept::household(&erased, today), None);
}

#[test]
fn nothing_is_held_back_for_longer_than_a_year_at_a_time() {
    let held = held(list(1), "2026-01-01", "9999-12-31");
    assert_eq!(held.end(), day("2027-01-01"));
    let rules = Retention::default().holding(held);
    let old = kept(list(1), "2020-01-01");
    assert!(!rules.is_due(&old, day("2026-12-31")));
    assert!(rules.is_due(&old, day("2027-01-01")));
    assert!(rules.letting_go(&list(1)).is_due(&old, day("2026-12-31")));
}

#[test]
fn of_units_that_become_one_the_shorter_terms_hold_and_all_stays_held_back() {
    let mut one = Retention {
        household: 36.into(),
        draft: 9.into(),
        held_back: vec![held(list(1), "2026-01-01", "2026-03-01")],
        ..Retention::default()
    };
    let other = Retention {
        household: 48.into(),
        draft: 3.into(),
        held_back: vec![
            held(list(1), "2026-01-01", "2026-09-01"),
            held(list(2), "2026-01-01", "2026-02-01"),
        ],
        ..Retention::default()
    };
    one.shorten(&other);
    one.hold_too(other.held_back);
    assert_eq!((one.household.months(), one.draft.months()), (36, 3));
    assert_eq!(one.held_back.len(), 2);
    assert_eq!(one.held_back[0].end(), day("2026-09-01"));
}

#[test]
fn terms_stay_within_their_bounds_and_come_back_as_they_were_said() {
    assert_eq!(Months::from(0).months(), 1);
    assert_eq!(Months::from(9_999).months(), 240);
    let rules = Retention::default()
        .with_term(Kind::Draft, 3.into())
        .holding(held(draft(1), "2026-01-01", "2026-03-01"));
    let text = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<Retention>(&text).unwrap(), rules);
    assert_eq!(
        serde_json::from_str::<Retention>("{}").unwrap(),
        Retention::default()
    );
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..20_000_i32).prop_map(|days| NaiveDate::from_epoch_days(days).unwrap())
}

proptest! {
    /// [S20.10] [S20.11]
    #[test]
    fn nothing_is_due_before_its_term_is_over_or_while_it_is_held_back(
        since in any_day(), today in any_day(), from in any_day(), until in any_day(),
        months in 1..=240_u16, at in 0..3_usize,
    ) {
        let which = [Which::Household { household: HouseholdId(Uuid::from_u128(1)) }, draft(1), list(1)][at].clone();
        let free = Retention::default().with_term(which.kind(), months.into());
        let held = HeldBack { which: which.clone(), because: Cause::Help, from, until };
        let kept = Kept { which, since };
        let over = since.checked_add_months(chrono::Months::new(months.into())).unwrap();
        prop_assert_eq!(free.is_due(&kept, today), today >= over);
        let is_held = held.until > today && today < HeldBack::AT_MOST.after(from);
        let rules = free.holding(held);
        prop_assert_eq!(rules.is_due(&kept, today), today >= over && !is_held);
        // The list says the same.
        let schedule = rules.schedule([kept.clone()], today);
        prop_assert_eq!(schedule.due(today).count() == 1, rules.is_due(&kept, today));
        prop_assert_eq!(schedule.held_back.len() == 1, is_held);
        // Each that goes stands in one of the months, and in one alone.
        let shown: usize = schedule.months(today).iter().flat_map(|(_, kinds)| kinds.values()).sum();
        prop_assert_eq!(shown, schedule.due(today).count() + schedule.next(today).count());
    }
}
