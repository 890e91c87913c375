//! Each reason on both sides of its threshold, and the order of the list.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::following::joined::tests::{came, household, told, unasked};
use crate::following::{Came, Classed, Found};
use crate::household::Entry;
use crate::outlook::Outlook;

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn classed(class: Class, since: &str) -> Classed {
    Classed {
        class,
        since: since.parse().unwrap(),
        entry: None,
    }
}

/// A household that was visited yesterday, of a class since long ago.
fn well(number: u128, class: Option<Class>) -> Followed {
    Followed {
        classes: class
            .map(|class| classed(class, "2020-01-01"))
            .into_iter()
            .collect(),
        visits: vec![came(number, "2026-11-23")],
        ..household(number)
    }
}

fn list(households: Vec<Followed>) -> LeftBehind {
    Outlook::of(households, &Intervals::default(), today()).left_behind()
}

fn sentences(household: Followed) -> Vec<String> {
    let list = list(vec![household]);
    let rows = list.rows.iter();
    rows.flat_map(|row| row.reasons().iter().map(|reason| reason.both(today()).vi))
        .collect()
}

#[test]
fn whoever_was_visited_and_promised_nothing_is_not_left_behind() {
    let list = list(vec![well(1, Some(Class::Poor))]);
    assert_eq!((list.rows.len(), list.of, list.accompanied()), (0, 1, 1));
}

#[test]
fn s7_21_whoever_is_not_there_any_more_is_neither_left_behind_nor_counted() {
    let never = |ended: Option<&str>| Followed {
        ended: ended.map(|day| day.parse().unwrap()),
        ..household(1)
    };
    let numbers = |ended| {
        let list = list(vec![never(ended), well(2, None)]);
        (list.rows.len(), list.of)
    };
    assert_eq!(numbers(None), (1, 2));
    assert_eq!(numbers(Some("2026-11-24")), (0, 1));
    // What is to be so tomorrow is not so today.
    assert_eq!(numbers(Some("2026-11-25")), (1, 2));

    // Who is met afterwards is there, whatever was said; a locked door says nothing.
    let later = |found: Found| {
        let visits = vec![Came {
            found,
            ..came(1, "2026-08-02")
        }];
        let one = Followed {
            visits,
            ..never(Some("2026-08-01"))
        };
        list(vec![one]).of
    };
    assert_eq!(later(came(1, "2026-08-02").found), 1);
    assert_eq!(later(Found::Nobody), 0);
}

#[rstest]
#[case(
    Some(Class::Poor),
    "2026-09-25",
    "2026-09-24",
    "61 ngày chưa thăm, hộ nghèo nên thăm 60 ngày một lần"
)]
#[case(
    None,
    "2026-09-25",
    "2026-09-24",
    "61 ngày chưa thăm, hộ này nên thăm 60 ngày một lần"
)]
#[case(
    Some(Class::NearPoor),
    "2026-08-26",
    "2026-08-25",
    "91 ngày chưa thăm, hộ cận nghèo nên thăm 90 ngày một lần"
)]
#[case(
    Some(Class::Escaped),
    "2026-05-28",
    "2026-05-27",
    "181 ngày chưa thăm, hộ thoát nghèo nên thăm 180 ngày một lần"
)]
fn a_household_is_due_on_the_day_after_the_interval_of_its_class(
    #[case] class: Option<Class>,
    #[case] in_time: &str,
    #[case] late: &str,
    #[case] said: &str,
) {
    let visited = |day| Followed {
        visits: vec![came(1, day)],
        ..well(1, class)
    };
    assert_eq!(sentences(visited(in_time)), Vec::<String>::new());
    assert_eq!(sentences(visited(late)), [said]);
    // A visit that a wrong clock puts into the future is a visit.
    assert_eq!(sentences(visited("2027-01-01")), Vec::<String>::new());
}

#[test]
fn the_interval_is_that_of_the_class_on_the_day() {
    let decided = |since| Followed {
        classes: vec![
            classed(Class::Poor, "2020-01-01"),
            classed(Class::Escaped, since),
        ],
        visits: vec![came(1, "2026-09-01")],
        ..household(1)
    };
    assert_eq!(list(vec![decided("2026-11-24")]).rows, []);
    assert_eq!(list(vec![decided("2026-11-25")]).rows.len(), 1);
}

#[rstest]
#[case(Some("2026-10-25"), None)]
#[case(
    Some("2026-10-24"),
    Some("Chưa thăm lần nào từ khi có tên trong danh sách ngày 24/10/2026")
)]
#[case(None, Some("Chưa thăm lần nào"))]
fn a_new_household_has_thirty_days(#[case] listed: Option<&str>, #[case] said: Option<&str>) {
    let new = Followed {
        listed: listed.map(|day| day.parse().unwrap()),
        ..household(1)
    };
    assert_eq!(sentences(new), said.into_iter().collect::<Vec<_>>());
}

#[rstest]
#[case("2026-11-24", None)]
#[case("2026-11-23", Some("Cam kết quá hẹn 1 ngày: thẻ bảo hiểm y tế"))]
fn a_promise_is_overdue_after_its_day(#[case] due: &str, #[case] said: Option<&str>) {
    let promised = Followed {
        visits: vec![told(
            came(1, "2026-11-01"),
            None,
            Some(("thẻ bảo hiểm y tế", due)),
        )],
        ..well(1, None)
    };
    assert_eq!(sentences(promised), said.into_iter().collect::<Vec<_>>());
}

#[test]
fn a_promise_of_which_later_visits_say_nothing_stays_overdue() {
    let promised = |later: &str| Followed {
        visits: vec![
            told(
                came(1, "2026-08-01"),
                None,
                Some(("thẻ bảo hiểm y tế", "2026-08-26")),
            ),
            told(came(2, later), None, None),
        ],
        ..well(1, None)
    };
    assert_eq!(
        sentences(promised("2026-11-23")),
        ["Cam kết quá hẹn 90 ngày, lần thăm sau chưa ghi kết quả: thẻ bảo hiểm y tế"]
    );
    // Whoever spoke before it was made could not say anything of it.
    let before = sentences(promised("2026-07-31"));
    assert_eq!(before[0], "Cam kết quá hẹn 90 ngày: thẻ bảo hiểm y tế");
}

#[test]
fn an_urgent_need_is_told_until_somebody_hears_otherwise() {
    let asked = told(came(1, "2026-11-15"), Some("thuốc huyết áp"), None);
    let of = |visits: Vec<Came>| {
        sentences(Followed {
            visits,
            ..household(1)
        })
    };
    assert_eq!(
        of(vec![asked.clone()]),
        ["Cần gấp từ 9 ngày nay: thuốc huyết áp"]
    );
    // Nobody was there: nothing was heard.
    assert_eq!(of(vec![asked.clone(), came(2, "2026-11-20")]).len(), 1);
    // Somebody was there, and nobody asked whether it is over.
    let calm = told(came(2, "2026-11-20"), None, None);
    assert_eq!(of(vec![asked.clone(), unasked(calm.clone())]).len(), 1);
    assert_eq!(of(vec![asked, calm]), Vec::<String>::new());
}

#[test]
fn s14_8_something_else_that_is_urgent_ends_nothing() {
    let asked = told(came(1, "2026-11-15"), Some("hết gạo"), None);
    let more = told(came(2, "2026-11-20"), Some("nhà dột"), None);
    let again = told(came(3, "2026-11-22"), Some("Hết gạo"), None);
    let of = |visits: Vec<Came>| {
        sentences(Followed {
            visits,
            ..household(1)
        })
    };
    let both = [
        "Cần gấp từ 9 ngày nay: hết gạo",
        "Cần gấp từ 4 ngày nay: nhà dột",
    ];
    assert_eq!(of(vec![asked.clone(), more.clone()]), both);
    let both = both.map(|said| said.replace("hết", "Hết"));
    assert_eq!(of(vec![asked, more, again]), both);
}

#[test]
fn s13_4_whoever_found_a_locked_door_has_visited_nobody() {
    let locked = |number, day| Came {
        found: Found::Nobody,
        ..came(number, day)
    };
    let of = |visits: Vec<Came>| {
        sentences(Followed {
            visits,
            ..well(1, Some(Class::Poor))
        })
    };
    assert_eq!(
        of(vec![locked(1, "2026-11-20")]),
        ["Chưa thăm lần nào, đã đến 1 lần không gặp ai"]
    );
    let met = came(1, "2026-09-20");
    assert_eq!(
        of(vec![
            met.clone(),
            locked(2, "2026-11-10"),
            locked(3, "2026-11-20")
        ]),
        ["65 ngày chưa thăm, đã đến 2 lần không gặp ai, hộ nghèo nên thăm 60 ngày một lần"]
    );
    // Before somebody was met there may have been a locked door too.
    assert_eq!(of(vec![locked(4, "2026-09-10"), met.clone()]).len(), 1);
    assert!(of(vec![locked(4, "2026-09-10"), came(5, "2026-11-20")]).is_empty());
}

#[test]
fn whoever_left_poverty_and_is_poor_again_is_helped_or_told() {
    let history = |classes: &[(Class, &str)]| Followed {
        classes: classes
            .iter()
            .map(|(class, since)| classed(*class, since))
            .collect(),
        ..well(1, None)
    };
    let fell = history(&[
        (Class::Poor, "2022-01-01"),
        (Class::Escaped, "2024-01-01"),
        (Class::Poor, "2025-12-15"),
        (Class::Poor, "2026-10-15"),
    ]);
    assert_eq!(
        sentences(fell.clone()),
        ["Tái nghèo từ 12/2025, chưa có hỗ trợ nào"]
    );
    let supported = |day: &str| Followed {
        supported: Some(day.parse().unwrap()),
        ..fell.clone()
    };
    assert_eq!(sentences(supported("2025-12-14")).len(), 1);
    assert_eq!(sentences(supported("2025-12-15")), Vec::<String>::new());
    // A list may say it of a household whose earlier decisions nobody has entered.
    let marked = |supported: Option<&str>| {
        // The lists of both years mark it.
        let mut marked = history(&[
            (Class::Poor, "2022-01-01"),
            (Class::Poor, "2025-12-15"),
            (Class::Poor, "2026-10-15"),
        ]);
        marked.classes[1].entry = Some(Entry::Again);
        marked.classes[2].entry = Some(Entry::Again);
        marked.supported = supported.map(|day| day.parse().unwrap());
        sentences(marked)
    };
    assert_eq!(marked(None), ["Tái nghèo từ 12/2025, chưa có hỗ trợ nào"]);
    assert_eq!(marked(Some("2026-01-05")), Vec::<String>::new());
    let left_near = history(&[
        (Class::EscapedNear, "2024-01-01"),
        (Class::Poor, "2025-12-15"),
    ]);
    assert_eq!(sentences(left_near).len(), 1);
    // From near-poor to poor is another movement of the report; a decision of tomorrow is none today.
    for classes in [
        [
            (Class::Poor, "2022-01-01"),
            (Class::NearPoor, "2024-01-01"),
            (Class::Poor, "2025-12-15"),
        ],
        [
            (Class::Poor, "2022-01-01"),
            (Class::Escaped, "2024-01-01"),
            (Class::Poor, "2026-11-25"),
        ],
        [
            (Class::Escaped, "2022-01-01"),
            (Class::Poor, "2024-01-01"),
            (Class::Escaped, "2025-12-15"),
        ],
    ] {
        assert_eq!(
            sentences(history(&classes)),
            Vec::<String>::new(),
            "{classes:?}"
        );
    }
}

#[test]
fn a_visit_that_was_sent_back_is_told_until_it_is_amended() {
    let answered = |answer| Followed {
        visits: vec![Came {
            answer,
            ..came(1, "2026-11-20")
        }],
        ..household(1)
    };
    let on = |day: &str| Answer::Returned {
        on: day.parse().unwrap(),
    };
    assert_eq!(
        sentences(answered(on("2026-11-21"))),
        ["Lượt thăm đã bị trả lại 3 ngày, chưa sửa"]
    );
    assert_eq!(
        sentences(answered(on("2026-11-24"))),
        ["Lượt thăm bị trả lại hôm nay, chưa sửa"]
    );
    for answer in [Answer::Waiting, Answer::Accepted] {
        assert_eq!(sentences(answered(answer)), Vec::<String>::new());
    }
}

#[test]
fn the_most_urgent_comes_first_and_among_equals_the_poorest_and_longest_waiting() {
    let visited = |number, class, day: &str| Followed {
        visits: vec![came(number, day)],
        ..well(number, class)
    };
    let urgent = Followed {
        visits: vec![told(came(7, "2026-11-23"), Some("hết gạo"), None)],
        ..well(7, Some(Class::Escaped))
    };
    let promised = Followed {
        visits: vec![told(
            came(8, "2026-11-01"),
            None,
            Some(("mái nhà", "2026-11-10")),
        )],
        ..well(8, Some(Class::Escaped))
    };
    let list = list(vec![
        Followed {
            visits: vec![],
            ..well(1, Some(Class::Escaped))
        },
        visited(2, Some(Class::Poor), "2026-08-01"),
        visited(3, Some(Class::NearPoor), "2025-01-01"),
        visited(4, Some(Class::Poor), "2026-03-01"),
        Followed {
            visits: vec![],
            ..well(5, Some(Class::Poor))
        },
        promised,
        urgent,
    ]);
    let order: Vec<_> = list
        .rows
        .iter()
        .map(|row| row.household.0.as_u128())
        .collect();
    assert_eq!(order, [7, 8, 5, 4, 2, 3, 1]);
}

#[test]
fn a_household_with_two_reasons_is_one_row_and_in_two_counts() {
    let list = list(vec![Followed {
        visits: vec![told(
            came(1, "2026-09-03"),
            None,
            Some(("thẻ bảo hiểm", "2026-11-18")),
        )],
        ..well(1, Some(Class::Poor))
    }]);
    assert_eq!(list.rows.len(), 1);
    let counts: Vec<_> = list.counts().map(|count| count.households).into();
    assert_eq!(counts, [0, 1, 0, 0, 1, 0]);
    let said = list.rows[0].reasons()[0].both(today());
    assert_eq!(said.en, "Promise overdue by 6 days: thẻ bảo hiểm");
}

fn any_household() -> impl Strategy<Value = Followed> {
    let class = prop::option::of(prop::sample::select(Class::ALL));
    let days = prop::collection::vec(
        (0..400_i64, prop::option::of(0..60_i64), any::<bool>()),
        0..4,
    );
    (0..40_u128, class, days, prop::option::of(0..90_i64)).prop_map(
        |(number, class, days, listed)| {
            let ago = |days| today() - chrono::TimeDelta::days(days);
            let visits = days
                .into_iter()
                .enumerate()
                .map(|(at, (day, promise, urgent))| {
                    let visit = came(number * 10 + at as u128, &ago(day).to_string());
                    let due = promise.map(|promise| ago(promise - 30).to_string());
                    told(
                        visit,
                        urgent.then_some("gạo"),
                        due.as_deref().map(|due| ("mái", due)),
                    )
                });
            Followed {
                classes: class
                    .map(|class| classed(class, "2020-01-01"))
                    .into_iter()
                    .collect(),
                visits: visits.collect(),
                listed: listed.map(ago),
                ..household(number)
            }
        },
    )
}

fn distinct(households: Vec<Followed>) -> Vec<Followed> {
    let mut seen = BTreeSet::new();
    households
        .into_iter()
        .filter(|one| seen.insert(one.id))
        .collect()
}

proptest! {
    #[test]
    fn the_order_does_not_depend_on_the_order_of_what_is_known(
        households in prop::collection::vec(any_household(), 0..20).prop_map(distinct),
        seed in any::<u64>(),
    ) {
        let mut turned = households.clone();
        turned.sort_by_key(|one| one.id.0.as_u128().wrapping_mul(u128::from(seed | 1)) % 1_000_003);
        prop_assert_eq!(list(households), list(turned));
    }

    #[test]
    fn every_row_has_a_reason_and_every_reason_a_sentence(households in prop::collection::vec(any_household(), 0..20).prop_map(distinct)) {
        let list = list(households);
        prop_assert!(list.rows.len() <= list.of);
        for row in &list.rows {
            prop_assert!(!row.reasons().is_empty());
            for reason in row.reasons() {
                let said = reason.both(today());
                prop_assert!(!said.vi.is_empty() && !said.en.is_empty());
            }
        }
    }

    #[test]
    fn a_visit_that_tells_nothing_adds_no_reason(one in any_household()) {
        let before = list(vec![one.clone()]).rows.first().map_or(0, |row| row.reasons().len());
        let mut visits = one.visits.clone();
        visits.push(came(999, "2026-11-24"));
        let after = list(vec![Followed { visits, ..one }]).rows.first().map_or(0, |row| row.reasons().len());
        prop_assert!(after <= before);
    }

    #[test]
    fn who_was_registered_twice_is_listed_once(one in any_household()) {
        let double = Followed {
            id: HouseholdId(Uuid::from_u128(999)),
            same_as: Some(one.id),
            ..one.clone()
        };
        prop_assert_eq!(list(vec![one.clone(), double]), list(vec![one]));
    }
}
