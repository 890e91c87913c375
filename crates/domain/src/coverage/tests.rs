//! What is counted where, and that no way of counting counts anybody twice.
#![allow(clippy::unwrap_used)]

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::erased::{Because, Erased};
use crate::following::joined::tests::{came, household, told};
use crate::following::{Answer, Classed, Found};
use crate::household::Class;
use crate::household::Moved;
use crate::ids::HouseholdId;
use crate::units::{FormerUnit, Hamlet, HamletKind, UnitKey};

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn hamlet(number: u128) -> HamletId {
    HamletId(Uuid::from_u128(number))
}

fn of(households: Vec<Followed>, period: Period, whose: Whose) -> BTreeMap<HamletId, Tally> {
    coverage(&Joined::of(households), period, whose, today())
}

fn november() -> Period {
    Period::around(Span::Month, today())
}

fn sum(tallies: &BTreeMap<HamletId, Tally>) -> Tally {
    tallies.values().copied().sum()
}

#[test]
fn a_month_begins_and_ends_at_midnight_in_viet_nam() {
    let visited = |at: &str| {
        let visit = Came {
            at: at.parse().unwrap(),
            ..came(1, "2026-11-24")
        };
        let one = Followed {
            visits: vec![visit],
            ..household(1)
        };
        sum(&of(vec![one], november(), Whose::All)).all().reached
    };
    assert_eq!(visited("2026-10-31T16:59:59Z"), 0);
    assert_eq!(visited("2026-10-31T17:00:00Z"), 1);
    assert_eq!(visited("2026-11-30T16:59:59Z"), 1);
    assert_eq!(visited("2026-11-30T17:00:00Z"), 0);
}

#[test]
fn a_household_is_counted_by_the_class_of_the_end_of_the_period() {
    let since = |class, since: &str| Classed {
        class,
        since: since.parse().unwrap(),
        entry: None,
    };
    let one = Followed {
        classes: vec![
            since(Class::Poor, "2025-01-01"),
            since(Class::NearPoor, "2026-11-01"),
        ],
        ..household(1)
    };
    let counted = Part { reached: 0, of: 1 };
    let now = sum(&of(vec![one.clone()], november(), Whose::All));
    assert_eq!((now.near_poor, now.all()), (counted, counted));
    let before = sum(&of(vec![one], november().before(), Whose::All));
    assert_eq!((before.poor, before.all()), (counted, counted));
}

#[test]
fn a_household_that_moved_is_counted_where_it_lived_then() {
    let until: DateTime<Utc> = "2026-11-05T02:00:00Z".parse().unwrap();
    let moved = Followed {
        hamlet: hamlet(2),
        moved: vec![Moved {
            from: hamlet(1),
            until,
        }],
        visits: vec![
            came(1, "2026-11-02"),
            came(2, "2026-11-10"),
            came(3, "2026-10-10"),
        ],
        ..household(1)
    };
    for (period, place) in [(november(), hamlet(2)), (november().before(), hamlet(1))] {
        let tallies = of(vec![moved.clone()], period, Whose::All);
        let counted: Vec<_> = tallies
            .iter()
            .map(|(hamlet, tally)| (*hamlet, tally.all()))
            .collect();
        assert_eq!(counted, [(place, Part { reached: 1, of: 1 })]);
    }
}

/// A hamlet that lies in the unit of July 2025, and lay in this one before.
fn merged(number: u128, before: Option<(&str, &str)>) -> Hamlet {
    let until = "2025-07-01".parse().unwrap();
    let former = before.map(|(unit, name)| FormerUnit {
        unit: unit.parse().unwrap(),
        name: name.into(),
        until,
    });
    Hamlet {
        id: hamlet(number),
        unit: "19900@2025-07-01".parse().unwrap(),
        name: format!("Thôn {number}"),
        kind: HamletKind::Village,
        before: former.into_iter().collect(),
    }
}

#[test]
fn s8_15_a_period_is_told_by_the_units_of_its_last_day() {
    let hamlets = [
        merged(1, Some(("19915@2025-01-01", "Xã Phú Thuận"))),
        merged(2, Some(("19900@2025-01-01", "Phường Thuận An"))),
        merged(3, Some(("19900@2025-01-01", "Phường Thuận An"))),
    ];
    let places = [1, 2, 3, 9].map(|place| Followed {
        hamlet: hamlet(place),
        ..household(place)
    });
    let joined = Joined::of(places.to_vec());
    let told = |span, day: &str| {
        let period = Period::around(span, day.parse().unwrap());
        let then = UnitsThen::of(&hamlets, period, today());
        let told = then.told(coverage(&joined, period, Whose::All, today()));
        assert_eq!(told.values().map(|tally| tally.all().of).sum::<usize>(), 4);
        let name = |unit: &Option<UnitKey>| {
            let unit = unit.as_ref()?;
            Some(then.name(unit).map_or(unit.to_string(), str::to_owned))
        };
        let told = told.iter();
        told.map(|(unit, tally)| (name(unit), tally.all().of))
            .collect::<Vec<_>>()
    };
    let named = |name: &str, of| (Some(name.to_owned()), of);
    // One lived where nobody here knows.
    let old = [
        (None, 1),
        named("Phường Thuận An", 2),
        named("Xã Phú Thuận", 1),
    ];
    let new = [(None, 1), named("19900@2025-07-01", 3)];
    assert_eq!(told(Span::Month, "2025-06-01"), old);
    assert_eq!(told(Span::Quarter, "2025-04-01"), old);
    assert_eq!(told(Span::Month, "2025-07-01"), new);
    assert_eq!(told(Span::Year, "2025-01-01"), new);
}

#[test]
fn s8_15_a_merger_to_come_does_not_tell_the_running_period() {
    let to_come = Hamlet {
        unit: "19900@2026-12-01".parse().unwrap(),
        before: vec![FormerUnit {
            unit: "19915@2025-07-01".parse().unwrap(),
            name: String::new(),
            until: "2026-12-01".parse().unwrap(),
        }],
        ..merged(1, None)
    };
    let year = Period::around(Span::Year, today());
    let then = UnitsThen::of([&to_come], year, today());
    let now = then.unit(hamlet(1)).unwrap();
    assert_eq!(now.to_string(), "19915@2025-07-01");
    // Nobody knows what it was called.
    assert_eq!(then.name(now), None);
}

#[test]
fn who_was_listed_later_is_counted_only_if_somebody_came() {
    let listed = |day: &str, visits| Followed {
        listed: Some(day.parse().unwrap()),
        visits,
        ..household(1)
    };
    let october = |one| sum(&of(vec![one], november().before(), Whose::All)).all();
    assert_eq!(october(listed("2026-10-31", vec![])).of, 1);
    assert_eq!(october(listed("2026-11-01", vec![])).of, 0);
    // Found on a visit, and registered when there was a network.
    assert_eq!(
        october(listed("2026-11-01", vec![came(1, "2026-10-30")])).of,
        1
    );
}

#[test]
fn s7_21_who_was_gone_at_the_end_of_a_period_is_counted_only_if_somebody_came() {
    let ended = |day: &str, visits| Followed {
        ended: Some(day.parse().unwrap()),
        visits,
        ..household(1)
    };
    let october = |one| sum(&of(vec![one], november().before(), Whose::All)).all();
    assert_eq!(october(ended("2026-11-01", vec![])).of, 1);
    assert_eq!(october(ended("2026-10-31", vec![])).of, 0);
    let came = vec![came(1, "2026-10-02")];
    assert_eq!(october(ended("2026-10-31", came)).reached, 1);
}

#[test]
fn s13_4_whoever_found_a_locked_door_has_reached_nobody() {
    let locked = Came {
        found: Found::Nobody,
        ..came(1, "2026-11-20")
    };
    let tally = |visits: Vec<Came>| {
        let one = Followed {
            visits,
            ..household(1)
        };
        let tally = sum(&of(vec![one], november(), Whose::All));
        (tally.all().reached, tally.in_vain, tally.visits.all())
    };
    assert_eq!(tally(vec![]), (0, 0, 0));
    assert_eq!(tally(vec![locked.clone()]), (0, 1, 1));
    assert_eq!(tally(vec![locked, came(2, "2026-11-22")]), (1, 0, 2));
}

#[test]
fn what_came_of_the_visits_is_counted_as_of_today() {
    let answered = |visit, answer| Came { answer, ..visit };
    let returned = Answer::Returned { on: today() };
    let one = Followed {
        visits: vec![
            answered(
                told(came(1, "2026-11-01"), None, Some(("gạo", "2026-11-02"))),
                Answer::Accepted,
            ),
            answered(
                told(came(2, "2026-11-10"), None, Some(("mái", "2026-11-23"))),
                returned,
            ),
            came(3, "2026-11-20"),
        ],
        ..household(1)
    };
    let tally = sum(&of(vec![one.clone()], november(), Whose::All));
    assert_eq!(
        tally.visits,
        Visits {
            accepted: 1,
            returned: 1,
            waiting: 1
        }
    );
    assert_eq!(
        tally.promises,
        Promises {
            overdue: 2,
            ..Promises::default()
        }
    );
    assert_eq!((tally.visits.all(), tally.promises.all()), (3, 2));
    // What was promised in another month belongs to that month.
    assert_eq!(
        sum(&of(vec![one], november().before(), Whose::All)).promises,
        Promises::default()
    );
}

#[test]
fn a_volunteer_reaches_whom_they_visited() {
    let by = |visit, user| Came {
        author: UserId(Uuid::from_u128(user)),
        ..visit
    };
    let one = Followed {
        visits: vec![by(came(1, "2026-11-01"), 1)],
        ..household(1)
    };
    let reached = |user| {
        let whose = Whose::Of(UserId(Uuid::from_u128(user)));
        sum(&of(vec![one.clone()], november(), whose)).all()
    };
    assert_eq!(reached(1), Part { reached: 1, of: 1 });
    assert_eq!(reached(2), Part { reached: 0, of: 1 });
}

/// [S8.16]
#[test]
fn s8_16_a_perfect_volunteer_among_many_has_reached_all_of_their_own() {
    let people: Vec<_> = (0..10)
        .map(|number| UserId(Uuid::from_u128(number)))
        .collect();
    let place = |user: &UserId| hamlet(100 + user.0.as_u128());
    let hamlets: Vec<_> = people.iter().map(|user| [place(user)].into()).collect();
    let mut households = Vec::new();
    for (number, user) in (0..).step_by(2).zip(&people) {
        // The first one went to all of theirs, the others to one.
        let goes_to = if number == 0 { 2 } else { 1 };
        households.extend((0..2).map(|at| {
            let by = Came {
                author: *user,
                ..came(number + at, "2026-11-20")
            };
            Followed {
                hamlet: place(user),
                visits: Some(by).filter(|_| at < goes_to).into_iter().collect(),
                ..household(number + at)
            }
        }));
    }
    let joined = Joined::of(households);
    let theirs = people.iter().copied().zip(&hamlets);
    let counted = given(&joined, november(), theirs, today());
    let counted = counted.map(|(user, one)| (user, one.tally));
    let shares: BTreeMap<_, Tally> = together(counted, |user| Some(*user));
    let percents = shares.values().map(|tally| tally.all().percent());
    let expected = std::iter::once(Some(100)).chain(std::iter::repeat_n(Some(50), 9));
    assert!(percents.eq(expected));
}

#[test]
fn a_share_is_all_only_when_nobody_is_left() {
    let percent = |reached, of| Part { reached, of }.percent();
    assert_eq!(percent(0, 0), None);
    assert_eq!(
        [percent(199, 200), percent(200, 200)],
        [Some(99), Some(100)]
    );
}

fn any_household() -> impl Strategy<Value = Followed> {
    let class = prop::option::of(prop::sample::select(Class::ALL));
    let visits = prop::collection::vec((0..500_i64, 0..3_u128), 0..4);
    let moved = prop::option::of((1..4_u128, 0..500_i64));
    let same = prop::option::weighted(0.3, 0..30_u128);
    (
        0..30_u128,
        1..4_u128,
        class,
        visits,
        moved,
        same,
        prop::option::of(0..500_i64),
    )
        .prop_map(|(number, place, class, visits, moved, same, listed)| {
            let ago = |days| today() - TimeDelta::days(days);
            let visits = visits
                .into_iter()
                .enumerate()
                .map(|(at, (day, user))| Came {
                    author: UserId(Uuid::from_u128(user)),
                    ..came(number * 10 + at as u128, &ago(day).to_string())
                });
            Followed {
                hamlet: hamlet(place),
                moved: moved
                    .map(|(from, days)| Moved {
                        from: hamlet(from),
                        until: ago(days).and_time(chrono::NaiveTime::MIN).and_utc(),
                    })
                    .into_iter()
                    .collect(),
                same_as: same
                    .filter(|same| *same != number)
                    .map(|same| HouseholdId(Uuid::from_u128(same))),
                classes: class
                    .map(|class| Classed {
                        class,
                        since: ago(100),
                        entry: None,
                    })
                    .into_iter()
                    .collect(),
                listed: listed.map(ago),
                visits: visits.collect(),
                ..household(number)
            }
        })
}

fn any_households() -> impl Strategy<Value = Vec<Followed>> {
    prop::collection::vec(any_household(), 0..25).prop_map(|mut households| {
        households.sort_by_key(|one| one.id);
        households.dedup_by_key(|one| one.id);
        households
    })
}

fn any_period() -> impl Strategy<Value = Period> {
    let span = prop::sample::select(vec![Span::Month, Span::Quarter, Span::Year]);
    (span, 0..500_i64)
        .prop_map(|(span, days)| Period::around(span, today() - TimeDelta::days(days)))
}

#[test]
fn every_promise_is_in_the_sum() {
    let promises = Promises {
        kept: 1,
        open: 2,
        overdue: 3,
        withdrawn: 4,
    };
    let one = Tally {
        promises,
        ..Tally::default()
    };
    let sum: Tally = [one, one].into_iter().sum();
    assert_eq!(sum.promises.all(), 2 * promises.all());
    assert_eq!(sum.promises.withdrawn, 8);
}

proptest! {
    #[test]
    fn hamlets_add_up_to_their_commune_and_no_household_is_counted_twice(households in any_households(), period in any_period()) {
        let joined = Joined::of(households.clone());
        let tallies = coverage(&joined, period, Whose::All, today());
        let whole = sum(&tallies);
        let communes = together(tallies, |hamlet| Some(hamlet.0.as_u128() % 2));
        prop_assert_eq!(communes.values().copied().sum::<Tally>(), whole);
        prop_assert!(whole.all().of <= joined.len());
        let visits = joined.iter().flat_map(|one| &one.visits);
        prop_assert_eq!(whole.visits.all(), visits.filter(|came| period.contains(came.day())).count());
        let by_hand = joined.iter().filter(|one| one.visits.iter().any(|came| period.contains(came.day()))).count();
        prop_assert_eq!(whole.all().reached, by_hand);
    }

    #[test]
    fn where_a_household_moved_to_changes_no_sum(households in any_households(), period in any_period()) {
        let stayed: Vec<_> = households.iter().map(|one| Followed { hamlet: hamlet(1), moved: Vec::new(), ..one.clone() }).collect();
        prop_assert_eq!(sum(&of(households, period, Whose::All)), sum(&of(stayed, period, Whose::All)));
    }

    #[test]
    fn s8_15_whichever_units_tell_a_period_its_sum_is_the_same(households in any_households(), period in any_period(), known in 0..4_u128) {
        let tallies = of(households, period, Whose::All);
        let whole = sum(&tallies);
        let hamlets: Vec<_> = (1..=known).map(|number| merged(number, (number % 2 == 0).then_some(("19915@2025-01-01", "")))).collect();
        let then = UnitsThen::of(&hamlets, period, today());
        prop_assert_eq!(then.told(tallies).into_values().sum::<Tally>(), whole);
    }

    // What was erased today is counted in every period that has ended, and wherever somebody came, as it was.
    #[test]
    fn s20_3_what_was_erased_leaves_every_figure_as_it_was(households in any_households(), erased in prop::collection::vec(any::<prop::sample::Index>(), 1..5), days in 0..500_i64, span in prop::sample::select(vec![Span::Month, Span::Quarter, Span::Year])) {
        prop_assume!(!households.is_empty());
        let period = Period::around(span, today() - TimeDelta::days(days));
        let erased: BTreeSet<_> = erased.iter().map(|at| households[at.index(households.len())].id).collect();
        let mut kept = crate::erased::Counts::of(households.clone());
        let after: Vec<_> = households.iter().map(|one| {
            if !erased.contains(&one.id) {
                return one.clone();
            }
            let tombstone = Erased {
                household: one.id,
                hamlet: one.hamlet,
                at: today().and_hms_opt(5, 0, 0).unwrap().and_utc(),
                by: UserId(Uuid::nil()),
                because: Because::ByMistake,
                counts: kept.remove(&one.id).unwrap(),
                visits: Vec::new(),
                media: 0,
                extra: crate::Extra::default(),
            };
            let text = serde_json::to_string(&tombstone).unwrap();
            serde_json::from_str::<Erased>(&text).unwrap().followed()
        }).collect();
        let (before, after) = (Joined::of(households), Joined::of(after));
        let (mut were, are): (Vec<_>, Vec<_>) = (counted(&before, period, Whose::All, today()).collect(), counted(&after, period, Whose::All, today()).collect());
        if period.end(today()) >= today() {
            // It runs: whom nobody came to is none of the commune's any more.
            were.retain(|one| one.tally.visits.all() > 0 || are.contains(one));
        }
        prop_assert_eq!(were, are);
        prop_assert_eq!(visited(&before, period, today()).collect::<Vec<_>>(), visited(&after, period, today()).collect::<Vec<_>>());
    }

    #[test]
    fn a_visit_never_makes_coverage_smaller(households in any_households(), period in any_period(), at in any::<prop::sample::Index>(), days in 0..500_i64) {
        prop_assume!(!households.is_empty());
        let before = sum(&of(households.clone(), period, Whose::All)).all();
        let mut more = households;
        let at = at.index(more.len());
        more[at].visits.push(came(9_999, &(today() - TimeDelta::days(days)).to_string()));
        let after = sum(&of(more, period, Whose::All)).all();
        prop_assert!(after.reached >= before.reached);
        prop_assert!(after.reached * before.of.max(1) >= before.reached * after.of);
    }

    #[test]
    fn what_volunteers_did_adds_up_to_all_visits(households in any_households(), period in any_period()) {
        let whole = sum(&of(households.clone(), period, Whose::All)).visits.all();
        let each = (0..3).map(|user| {
            let whose = Whose::Of(UserId(Uuid::from_u128(user)));
            sum(&of(households.clone(), period, whose)).visits.all()
        });
        prop_assert_eq!(each.sum::<usize>(), whole);
        let joined = Joined::of(households);
        let visited = visited(&joined, period, today()).map(|(_, counted)| counted.tally.visits.all());
        prop_assert_eq!(visited.sum::<usize>(), whole);
    }

    #[test]
    fn s8_16_the_office_counts_for_each_what_their_phone_counts(households in any_households(), period in any_period(), theirs in prop::collection::vec(prop::collection::btree_set((1..4_u128).prop_map(hamlet), 0..4), 3)) {
        let unit = Joined::of(households);
        let people = (0..3).map(|user| UserId(Uuid::from_u128(user)));
        let people: Vec<_> = people.zip(&theirs).collect();
        let mut at_the_office: BTreeMap<_, Vec<Counted>> = BTreeMap::new();
        for (user, one) in given(&unit, period, people.iter().copied(), today()) {
            at_the_office.entry(user).or_default().push(one);
        }
        for (user, hamlets) in people {
            let theirs = unit.iter().filter(|one| hamlets.contains(&one.hamlet));
            let on_the_phone = Joined::of(theirs.map(|one| Followed { same_as: None, ..one.clone() }).collect());
            let mut expected: Vec<_> = counted(&on_the_phone, period, Whose::Of(user), today()).collect();
            let mut said = at_the_office.remove(&user).unwrap_or_default();
            expected.sort_by_key(|one| one.household);
            said.sort_by_key(|one| one.household);
            prop_assert_eq!(said, expected);
        }
    }

    #[test]
    fn behind_every_number_stands_the_list_that_it_counts(households in any_households(), period in any_period()) {
        let joined = Joined::of(households);
        let whole = sum(&coverage(&joined, period, Whose::All, today()));
        for figure in Figure::ALL {
            let of_each: Vec<_> = counted(&joined, period, Whose::All, today()).map(|counted| figure.of(&counted.tally)).collect();
            prop_assert_eq!(of_each.iter().sum::<usize>(), figure.of(&whole));
        }
        let (reached, left) = (Figure::Reached.of(&whole), Figure::Left.of(&whole));
        prop_assert_eq!(reached + left, counted(&joined, period, Whose::All, today()).count());
    }
}
