//! Each task on both sides of its day, the order, and that a task goes with its reason.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::following::joined::tests::{came, household, told};
use crate::following::{Came, Classed, Found};
use crate::household::Class;
use crate::outlook::Outlook;

const ME: UserId = UserId(Uuid::from_u128(1));

fn day() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn of(households: Vec<Followed>) -> Vec<Todo> {
    Outlook::of(households, &Intervals::default(), day()).todos(ME)
}

fn said(households: Vec<Followed>) -> Vec<(u128, Vec<String>)> {
    let todos = of(households).into_iter().map(|todo| match todo {
        Todo::Mend { household, on, .. } => (household.0.as_u128(), vec![format!("mend {on}")]),
        Todo::Visit { household, whys } => {
            let whys = whys.iter().map(|why| why.both(day()).vi);
            (household.0.as_u128(), whys.collect())
        }
    });
    todos.collect()
}

fn whys(household: Followed) -> Vec<String> {
    said(vec![household])
        .into_iter()
        .flat_map(|(_, whys)| whys)
        .collect()
}

fn visited(number: u128, day: &str) -> Followed {
    Followed {
        visits: vec![came(number, day)],
        classes: vec![Classed {
            class: Class::Poor,
            since: "2020-01-01".parse().unwrap(),
            entry: None,
        }],
        ..household(number)
    }
}

#[rstest]
#[case("2026-10-03", None)]
#[case("2026-10-02", Some("Nên thăm trước hết ngày 01/12/2026"))]
#[case("2026-09-25", Some("Nên thăm trước hết ngày 24/11/2026"))]
#[case(
    "2026-09-24",
    Some("61 ngày chưa thăm, hộ nghèo nên thăm 60 ngày một lần")
)]
fn a_visit_is_a_task_in_its_last_week(#[case] last: &str, #[case] said: Option<&str>) {
    assert_eq!(whys(visited(1, last)), said.into_iter().collect::<Vec<_>>());
}

#[rstest]
#[case("2026-12-02", None)]
#[case("2026-12-01", Some("Cam kết đến hẹn 01/12/2026: thẻ bảo hiểm"))]
#[case("2026-11-24", Some("Cam kết đến hẹn 24/11/2026: thẻ bảo hiểm"))]
#[case("2026-11-23", Some("Cam kết quá hẹn 1 ngày: thẻ bảo hiểm"))]
fn a_promise_is_a_task_in_its_last_week(#[case] due: &str, #[case] said: Option<&str>) {
    let promised = told(came(1, "2026-11-20"), None, Some(("thẻ bảo hiểm", due)));
    let promised = Followed {
        visits: vec![promised],
        ..visited(1, "2026-11-20")
    };
    assert_eq!(whys(promised), said.into_iter().collect::<Vec<_>>());
}

#[rstest]
#[case("2026-12-01", "Cam kết đến hẹn 01/12/2026: thẻ bảo hiểm")]
#[case(
    "2026-08-26",
    "Cam kết quá hẹn 90 ngày, lần thăm sau chưa ghi kết quả: thẻ bảo hiểm"
)]
fn a_promise_stays_a_task_when_a_later_visit_says_nothing_of_it(
    #[case] due: &str,
    #[case] said: &str,
) {
    let promised = Followed {
        visits: vec![
            told(came(1, "2026-08-01"), None, Some(("thẻ bảo hiểm", due))),
            told(came(2, "2026-11-20"), None, None),
        ],
        ..visited(1, "2026-11-20")
    };
    assert_eq!(whys(promised), [said]);
}

#[rstest]
#[case("2026-10-25", "Hộ mới có tên ngày 25/10/2026, chưa thăm lần nào")]
#[case(
    "2026-10-24",
    "Chưa thăm lần nào từ khi có tên trong danh sách ngày 24/10/2026"
)]
fn a_new_household_is_a_task_at_once(#[case] listed: &str, #[case] said: &str) {
    let new = Followed {
        listed: Some(listed.parse().unwrap()),
        ..household(1)
    };
    assert_eq!(whys(new), [said]);
}

/// A visit of one's own that came back is amended all the same.
#[test]
fn s7_21_nobody_is_sent_to_whoever_is_not_there_any_more() {
    let on: NaiveDate = "2026-11-21".parse().unwrap();
    let ended = |ended| Followed {
        visits: vec![Came {
            author: ME,
            answer: Answer::Returned { on },
            ..came(1, "2026-01-01")
        }],
        ended,
        ..household(1)
    };
    assert_eq!(whys(ended(None)).len(), 2);
    assert_eq!(whys(ended(Some(on))), ["mend 2026-11-21"]);
}

#[test]
fn whoever_recorded_a_visit_amends_it() {
    let returned = |author| Followed {
        visits: vec![Came {
            author,
            answer: Answer::Returned {
                on: "2026-11-21".parse().unwrap(),
            },
            ..came(1, "2026-11-20")
        }],
        ..household(1)
    };
    assert_eq!(whys(returned(ME)), ["mend 2026-11-21"]);
    assert_eq!(
        whys(returned(UserId(Uuid::from_u128(2)))),
        Vec::<String>::new()
    );
}

#[test]
fn what_cannot_wait_comes_first() {
    let new = |number, listed: &str| Followed {
        listed: Some(listed.parse().unwrap()),
        ..household(number)
    };
    let mended = |number: u128, on: &str| Followed {
        visits: vec![Came {
            answer: Answer::Returned {
                on: on.parse().unwrap(),
            },
            ..came(number, "2026-11-20")
        }],
        ..household(number)
    };
    let promised = Followed {
        visits: vec![told(
            came(3, "2026-09-03"),
            None,
            Some(("thẻ bảo hiểm", "2026-11-18")),
        )],
        ..visited(3, "2026-09-03")
    };
    let order: Vec<_> = said(vec![
        new(8, "2026-11-23"),
        new(7, "2026-11-01"),
        visited(6, "2026-10-02"),
        visited(5, "2026-09-27"),
        visited(4, "2026-08-01"),
        promised,
        mended(2, "2026-11-22"),
        mended(1, "2026-11-21"),
    ]);
    assert_eq!(
        order.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6, 7, 8]
    );
    assert_eq!(
        order[2].1,
        [
            "Cam kết quá hẹn 6 ngày: thẻ bảo hiểm",
            "82 ngày chưa thăm, hộ nghèo nên thăm 60 ngày một lần"
        ]
    );
}

fn any_household() -> impl Strategy<Value = Followed> {
    let visits = prop::collection::vec(
        (
            0..120_i64,
            0..3_u128,
            prop::option::of(0..40_i64),
            any::<bool>(),
        ),
        0..4,
    );
    (0..40_u128, visits, prop::option::of(0..60_i64)).prop_map(|(number, visits, listed)| {
        let ago = |days| day() - chrono::TimeDelta::days(days);
        let visits =
            visits
                .into_iter()
                .enumerate()
                .map(|(at, (days, author, promise, returned))| {
                    let mut visit = came(number * 10 + at as u128, &ago(days).to_string());
                    visit.author = UserId(Uuid::from_u128(author));
                    if returned {
                        visit.answer = Answer::Returned { on: ago(days) };
                    }
                    let due = promise.map(|promise| ago(promise - 20).to_string());
                    told(visit, None, due.as_deref().map(|due| ("mái", due)))
                });
        Followed {
            visits: visits.collect(),
            listed: listed.map(ago),
            ..household(number)
        }
    })
}

fn promises(todo: Todo) -> Vec<Why> {
    let whys = match todo {
        Todo::Visit { whys, .. } => whys.to_vec(),
        Todo::Mend { .. } => Vec::new(),
    };
    let is_promise = |why: &Why| match why {
        Why::PromiseSoon { .. } => true,
        Why::Behind(reason) => reason.kind() == ReasonKind::PromiseOverdue,
        Why::VisitSoon { .. } | Why::Given { .. } | Why::Appointed { .. } => false,
    };
    whys.into_iter().filter(is_promise).collect()
}

proptest! {
    #[test]
    fn who_is_left_behind_for_more_than_a_visit_that_came_back_is_a_task(households in prop::collection::vec(any_household(), 0..15)) {
        let mut seen = std::collections::BTreeSet::new();
        let households: Vec<_> = households.into_iter().filter(|one| seen.insert(one.id)).collect();
        let behind = Outlook::of(households.clone(), &Intervals::default(), day()).left_behind();
        let behind = behind.rows.iter().filter(|row| row.reasons().iter().any(|reason| reason.kind() != ReasonKind::Returned));
        let tasks: Vec<_> = of(households).into_iter().filter_map(|todo| match todo {
            Todo::Visit { household, whys } => matches!(whys.first(), Some(Why::Behind(_))).then_some(household),
            Todo::Mend { .. } => None,
        }).collect();
        prop_assert_eq!(behind.map(|row| row.household).collect::<Vec<_>>(), tasks);
    }

    #[test]
    fn a_visit_of_today_that_told_of_nothing_leaves_only_promises_to_do(one in any_household()) {
        let mut one = one;
        one.visits.retain(|came| came.answer == Answer::Waiting);
        let promised = of(vec![one.clone()]).into_iter().flat_map(promises).count();
        one.visits.push(told(came(999, "2026-11-24"), None, None));
        let todos = of(vec![one]);
        let whys: usize = todos.iter().map(|todo| match todo {
            Todo::Visit { whys, .. } => whys.len(),
            Todo::Mend { .. } => 0,
        }).sum();
        prop_assert_eq!(whys, promised);
        prop_assert_eq!(todos.into_iter().flat_map(promises).count(), promised);
    }

    #[test]
    fn a_household_is_to_be_visited_once_and_for_a_reason(households in prop::collection::vec(any_household(), 0..15)) {
        let mut seen = std::collections::BTreeSet::new();
        let households: Vec<_> = households.into_iter().filter(|one| seen.insert(one.id)).collect();
        let mut visited = std::collections::BTreeSet::new();
        for todo in of(households) {
            if let Todo::Visit { household, whys } = todo {
                prop_assert!(!whys.is_empty() && visited.insert(household));
            }
        }
    }
}

#[test]
fn s13_5_a_family_that_expects_somebody_is_a_task_until_somebody_is_met() {
    let agreed = |again: &str| Came {
        again: Some(again.parse().unwrap()),
        ..came(1, "2026-11-15")
    };
    let of = |visits: Vec<Came>| {
        whys(Followed {
            visits,
            ..visited(1, "2026-11-15")
        })
    };
    assert_eq!(of(vec![agreed("2026-11-24")]), ["Hôm nay hẹn gặp gia đình"]);
    assert_eq!(
        of(vec![agreed("2026-11-26")]),
        ["Hẹn gặp gia đình ngày 26/11/2026"]
    );
    let late = ["Hẹn gặp gia đình ngày 20/11/2026, đã quá 4 ngày"];
    assert_eq!(of(vec![agreed("2026-11-20")]), late);
    // Long before, nobody has to do anything.
    assert!(of(vec![agreed("2027-03-01")]).is_empty());

    let locked = Came {
        found: Found::Nobody,
        ..came(2, "2026-11-22")
    };
    assert_eq!(of(vec![agreed("2026-11-20"), locked.clone()]), late);
    // Nobody was there, and a neighbour says when they will be.
    let anew = Came {
        again: Some("2026-11-25".parse().unwrap()),
        ..locked
    };
    assert_eq!(
        of(vec![agreed("2026-11-20"), anew]),
        ["Hẹn gặp gia đình ngày 25/11/2026"]
    );
    assert!(of(vec![agreed("2026-11-20"), came(3, "2026-11-23")]).is_empty());
}
