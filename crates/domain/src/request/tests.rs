//! Requests: their periods, what stops with them, and what a double asks for.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::fact::{Fact, FactKey};
use crate::following::{Answer, Came, Classed, Followed, Found, Intervals};
use crate::household::{Class, Word as _};
use crate::ids::{HamletId, HouseholdId, UserId, VisitId};
use crate::outlook::Outlook;
use crate::workdays::{is_worked, workdays_until};
use proptest::prelude::*;
use uuid::Uuid;

const ID: RequestId = RequestId(Uuid::from_u128(1));

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn request(kind: RequestKind, on: &str) -> Request {
    Request {
        kind,
        of: None,
        by: Asker::Head,
        who: String::new(),
        way: Way::Visit,
        on: day(on),
        note: String::new(),
        extra: Extra::default(),
    }
}

fn answered(on: &str) -> Course {
    Course {
        answered: Some(Answered {
            on: day(on),
            way: Way::Telephone,
        }),
        ..Course::default()
    }
}

fn done(on: &str, lifted: Option<&str>) -> Course {
    Course {
        end: Some(End::Done {
            on: day(on),
            what: String::new(),
            lifted: lifted.map(day),
        }),
        ..answered(on)
    }
}

fn requests(kind: RequestKind, course: Course) -> Requests {
    let mut requests = Requests::default();
    requests.set(Fact::Request {
        request: ID,
        made: Some(Box::new(request(kind, "2026-11-10"))),
    });
    requests.set(Fact::RequestCourse {
        request: ID,
        course: Box::new(course),
    });
    requests
}

fn came(on: &str, found: Found) -> Came {
    let visit = VisitId(Uuid::from_u128(9));
    Came {
        visit,
        first: visit,
        author: UserId(Uuid::nil()),
        at: format!("{on}T03:00:00Z").parse().unwrap(),
        answer: Answer::Waiting,
        found,
        again: None,
    }
}

fn followed(kind: RequestKind, course: Course, visits: Vec<Came>) -> Followed {
    let nil = Uuid::nil();
    Followed {
        requests: requests(kind, course),
        visits,
        ..Followed::new(HouseholdId(nil), HamletId(nil))
    }
}

/// [S19.2]
#[test]
fn s19_2_periods_are_those_of_the_decree() {
    let by = |kind, course: &Course| request(kind, "2026-11-10").act_by(course);
    let open = Course::default();
    let shared = Course {
        shared: true,
        ..Course::default()
    };
    assert_eq!(
        request(RequestKind::See, "2026-11-10").answer_by(),
        day("2026-11-12")
    );
    assert_eq!(by(RequestKind::See, &open), day("2026-11-20"));
    assert_eq!(by(RequestKind::Correct, &open), day("2026-11-20"));
    assert_eq!(by(RequestKind::Withdraw, &open), day("2026-11-25"));
    assert_eq!(by(RequestKind::Object, &shared), day("2026-11-30"));
    assert_eq!(by(RequestKind::Delete, &open), day("2026-11-30"));
}

#[test]
fn s19_2_what_is_next_is_warned_of_and_then_overdue() {
    let asked = request(RequestKind::Withdraw, "2026-11-10");
    let due = asked.due(&Course::default()).unwrap();
    assert_eq!((due.duty, due.by), (Duty::Answer, day("2026-11-12")));
    assert_eq!(due.pressing(day("2026-11-10")), Pressing::Calm(2));
    assert_eq!(due.pressing(day("2026-11-11")), Pressing::Soon(1));
    assert_eq!(due.pressing(day("2026-11-12")), Pressing::Soon(0));
    assert_eq!(due.pressing(day("2026-11-14")), Pressing::Overdue(2));
    let due = asked.due(&answered("2026-11-11")).unwrap();
    assert_eq!((due.duty, due.by), (Duty::Act, day("2026-11-25")));
    assert_eq!(due.pressing(day("2026-11-19")), Pressing::Calm(4));
    assert_eq!(due.pressing(day("2026-11-20")), Pressing::Soon(3));
    assert_eq!(asked.due(&done("2026-11-12", None)), None);
}

/// [S19.3] One extension, and no longer than the law lets.
#[test]
fn s19_3_a_request_is_extended_by_fifteen_days_at_most() {
    let extended = |until: &str| Course {
        extended: Some(Extended {
            until: day(until),
            why: "nhiều hồ sơ giấy".to_owned(),
        }),
        ..answered("2026-11-11")
    };
    let requests = requests(RequestKind::Withdraw, Course::default());
    let takes = |until| {
        requests.takes(&Fact::RequestCourse {
            request: ID,
            course: Box::new(extended(until)),
        })
    };
    assert!(takes("2026-12-10"));
    assert!(!takes("2026-12-11"));
    let asked = request(RequestKind::Withdraw, "2026-11-10");
    assert_eq!(asked.act_by(&extended("2026-12-10")), day("2026-12-10"));
    // Nobody loses a day by it.
    assert_eq!(asked.act_by(&extended("2026-11-12")), day("2026-11-25"));
}

/// [S19.4]
#[test]
fn s19_4_who_has_withdrawn_is_left_alone_from_that_day_on() {
    for kind in [
        RequestKind::Withdraw,
        RequestKind::Restrict,
        RequestKind::Object,
    ] {
        let home = followed(kind, done("2026-11-12", None), Vec::new());
        assert!(!home.is_left_alone(day("2026-11-11")), "{kind:?}");
        assert!(home.is_left_alone(day("2026-11-12")), "{kind:?}");
    }
    let open = followed(RequestKind::Withdraw, answered("2026-11-11"), Vec::new());
    assert_eq!(open.withheld(day("2026-12-30")), None);
    let seen = followed(RequestKind::See, done("2026-11-12", None), Vec::new());
    assert_eq!(seen.withheld(day("2026-11-12")), None);
}

#[test]
fn s19_4_who_is_left_alone_is_in_no_list_and_counts_where_somebody_came() {
    let today = day("2026-11-24");
    let home = |course| {
        let mut home = followed(
            RequestKind::Object,
            course,
            vec![came("2026-01-05", Found::Somebody)],
        );
        home.classes = vec![Classed {
            class: Class::Poor,
            since: day("2025-01-01"),
            entry: None,
        }];
        home
    };
    let lists = |home: Followed| {
        let outlook = Outlook::of(vec![home], &Intervals::default(), today);
        let behind = outlook.left_behind_after(None).count();
        let todos = outlook.todos(UserId(Uuid::nil())).len();
        (behind, todos, outlook.there())
    };
    assert_eq!(lists(home(answered("2026-11-11"))), (1, 1, 1));
    assert_eq!(lists(home(done("2026-11-12", None))), (0, 0, 0));
}

#[test]
fn s19_4_what_one_person_asks_for_stops_nothing_of_the_others() {
    let mut home = followed(RequestKind::Withdraw, done("2026-11-12", None), Vec::new());
    let made = Request {
        of: Some(MemberId(Uuid::from_u128(3))),
        ..request(RequestKind::Withdraw, "2026-11-10")
    };
    home.requests.set(Fact::Request {
        request: ID,
        made: Some(Box::new(made)),
    });
    assert_eq!(home.withheld(day("2026-11-12")), None);
}

/// [S19.5]
#[test]
fn s19_5_consent_given_anew_ends_a_withdrawal_and_the_office_lifts_the_rest() {
    let told = || vec![came("2026-11-20", Found::Told(Box::default()))];
    let withdrawn = |visits| followed(RequestKind::Withdraw, done("2026-11-12", None), visits);
    assert!(withdrawn(told()).withheld(day("2026-11-19")).is_some());
    assert_eq!(withdrawn(told()).withheld(day("2026-11-20")), None);
    // To be met is not to agree, and what was agreed to before is what was withdrawn.
    for found in [
        came("2026-11-20", Found::Somebody),
        came("2026-11-12", Found::Told(Box::default())),
    ] {
        assert!(withdrawn(vec![found]).withheld(day("2026-11-20")).is_some());
    }
    let lifted = done("2026-11-12", Some("2026-11-30"));
    let restricted = followed(RequestKind::Restrict, lifted, told());
    assert!(restricted.withheld(day("2026-11-29")).is_some());
    assert_eq!(restricted.withheld(day("2026-11-30")), None);
}

#[test]
fn a_double_asks_for_nothing_that_was_taken_back() {
    let mut standing = Requests::default();
    let double = requests(RequestKind::See, answered("2026-11-11"));
    standing.take(double.clone());
    assert_eq!(standing.iter().count(), 1);
    standing.set(Fact::Request {
        request: ID,
        made: None,
    });
    standing.take(double);
    assert_eq!(standing.iter().count(), 0);
    let key = FactKey::RequestCourse(ID);
    assert_eq!(key.to_string().parse(), Ok(key));
}

proptest! {
    #[test]
    fn every_period_ends_on_a_day_of_work_and_the_answer_comes_first(
        kind in prop::sample::select(RequestKind::EVERY), from in 0u64..1500, shared: bool,
    ) {
        let on = day("2025-01-01") + chrono::Days::new(from);
        let asked = Request { on, ..request(kind, "2025-01-01") };
        let course = Course { shared, ..Course::default() };
        prop_assert!(is_worked(asked.answer_by()) && is_worked(asked.act_by(&course)));
        prop_assert!(is_worked(latest_extension(&asked, shared)));
        prop_assert_eq!(workdays_until(on, asked.answer_by()), 2);
        prop_assert!(asked.answer_by() <= asked.act_by(&course));
        let last = asked.due(&course).unwrap();
        prop_assert_eq!(last.pressing(last.by), Pressing::Soon(0));
        prop_assert_eq!(last.pressing(last.by.succ_opt().unwrap()), Pressing::Overdue(1));
    }
}

/// [S20.3]
/// The register goes on showing what was asked for when the record was erased, without a word, and as ended.
#[test]
fn what_was_open_ends_with_the_record() {
    let other = RequestId(Uuid::from_u128(2));
    let mut requests = Requests::default();
    let spoken = Request {
        note: "xin xóa hết".into(),
        who: "bà Gái".into(),
        ..request(RequestKind::Delete, "2026-11-02")
    };
    requests.made.insert(ID, spoken);
    requests
        .made
        .insert(other, request(RequestKind::See, "2026-10-05"));
    let refused = End::Refused {
        on: day("2026-10-07"),
        why: Refusal::ALL[0],
        words: "không xác minh được".into(),
    };
    requests.courses.entry(other).or_default().end = Some(refused);
    let left = requests
        .without_words()
        .ended_with_record(day("2026-11-09"));
    let ended: Vec<_> = left
        .iter()
        .map(|(id, _, course)| (id, course.closed()))
        .collect();
    let expected = [
        (ID, Some(day("2026-11-09"))),
        (other, Some(day("2026-10-07"))),
    ];
    assert_eq!(ended, expected);
    let text = serde_json::to_string(&left).unwrap();
    for word in ["xin xóa hết", "bà Gái", "không xác minh"] {
        assert!(!text.contains(word), "{word}");
    }
}
