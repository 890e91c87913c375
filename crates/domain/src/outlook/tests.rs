//! However it came to what it knows, an outlook says the same.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::coverage::{Counts, Period, Span, Whose, coverage};
use crate::following::joined::tests::{came, household, told};
use crate::following::{Answer, Classed};
use crate::household::Class;

/// What becomes known of a household; `None` where it is here no more.
type Step = (u128, Option<Followed>);

fn day(ago: i64) -> NaiveDate {
    let today: NaiveDate = "2026-11-24".parse().unwrap();
    today - TimeDelta::days(ago)
}

fn any_followed() -> impl Strategy<Value = Followed> {
    let visit = (0..120_i64, prop::option::of(0..90_i64), any::<bool>());
    (
        prop::collection::vec(visit, 0..3),
        prop::option::weighted(0.3, 0..8_u128),
        prop::option::of(prop::sample::select(Class::ALL)),
        prop::option::of(0..90_i64),
        prop::option::weighted(0.2, 0..3_i64),
    )
        .prop_map(|(visits, same, class, listed, ended)| {
            let visits = visits
                .into_iter()
                .enumerate()
                .map(|(at, (ago, due, is_returned))| {
                    let due = due.map(|due| day(due).to_string());
                    let promise = due.as_deref().map(|due| ("gạo", due));
                    let mut visit = told(came(at as u128, &day(ago).to_string()), None, promise);
                    if is_returned {
                        visit.answer = Answer::Returned { on: day(0) };
                    }
                    visit
                });
            Followed {
                visits: visits.collect(),
                same_as: same.map(|same| HouseholdId(Uuid::from_u128(same))),
                classes: class
                    .map(|class| Classed {
                        class,
                        since: day(400),
                        entry: None,
                    })
                    .into_iter()
                    .collect(),
                listed: listed.map(day),
                ended: ended.map(day),
                ..household(0)
            }
        })
}

fn any_step() -> impl Strategy<Value = Step> {
    (0..8_u128, prop::option::weighted(0.8, any_followed())).prop_map(|(number, followed)| {
        let id = HouseholdId(Uuid::from_u128(number));
        let followed = followed.map(|mut followed| {
            for visit in &mut followed.visits {
                visit.visit.0 = Uuid::from_u128(number * 10 + visit.visit.0.as_u128());
            }
            Followed {
                id,
                same_as: followed.same_as.filter(|same| *same != id),
                ..followed
            }
        });
        (number, followed)
    })
}

proptest! {
    #[test]
    fn what_was_learnt_bit_by_bit_is_what_is_learnt_at_once(
        steps in prop::collection::vec((any_step(), 0..3_i64), 1..40),
    ) {
        let mut known = BTreeMap::new();
        let mut bit_by_bit = Outlook::default();
        let mut counts = None;
        let intervals = Intervals::default();
        for ((number, followed), ago) in steps {
            let id = HouseholdId(Uuid::from_u128(number));
            match followed {
                Some(followed) => drop(known.insert(id, followed)),
                None => drop(known.remove(&id)),
            }
            let touched = bit_by_bit.renew(&intervals, day(ago), &[id].into(), |id| known.get(&id).cloned());
            let at_once = Outlook::of(known.values().cloned().collect(), &intervals, day(ago));
            prop_assert_eq!(bit_by_bit.left_behind(), at_once.left_behind());
            let there = at_once.households().iter().filter(|one| !one.has_ended(day(ago)));
            prop_assert_eq!(bit_by_bit.there(), there.count());
            let me = came(1, "2026-11-24").author;
            prop_assert_eq!(bit_by_bit.todos(me), at_once.todos(me));
            let month = Period::around(Span::Month, day(ago));
            let count = |outlook: &Outlook| coverage(outlook.households(), month, Whose::All, day(ago));
            prop_assert_eq!(count(&bit_by_bit), count(&at_once));
            let anew = Counts::of(at_once.households(), month, Whose::All, day(ago));
            let mut kept = counts.take().filter(|kept: &Counts| kept.answers(month, Whose::All, day(ago)));
            if let Some(kept) = &mut kept {
                kept.renew(bit_by_bit.households(), &touched);
                prop_assert!(kept.iter().eq(anew.iter()));
            }
            counts = kept.or(Some(anew));
        }
    }

    #[test]
    fn a_list_that_is_read_page_by_page_misses_nobody_over_midnight(
        households in prop::collection::vec(any_step(), 0..20),
        many in 1..5_usize,
        passing in 0..3_i64,
    ) {
        let known: BTreeMap<_, _> = households.into_iter().filter_map(|(number, one)| Some((number, one?))).collect();
        let known: Vec<_> = known.into_values().collect();
        let intervals = Intervals::default();
        let first = Outlook::of(known.clone(), &intervals, day(passing));
        let later = Outlook::of(known, &intervals, day(0));
        let page: Vec<_> = first.left_behind_after(None).take(many).cloned().collect();
        let mut read: BTreeSet<_> = page.iter().map(|row| row.household).collect();
        let mut place = page.last().map(|row| Place::of(row, day(passing)));
        while let Some(at) = place {
            prop_assert_eq!(at.to_string().parse(), Ok(at));
            let page: Vec<_> = later.left_behind_after(Some(&at)).take(many).collect();
            read.extend(page.iter().map(|row| row.household));
            place = page.last().map(|row| Place::of(row, day(0)));
        }
        let mut expected: Vec<_> = first.left_behind().rows;
        // Who is on the list of the second day for the same first reason stands where they stood.
        expected.retain(|row| {
            let there = later.left_behind().rows.into_iter().find(|other| other.household == row.household);
            there.is_some_and(|other| other.reasons()[0] == row.reasons()[0] && other.class == row.class)
        });
        for row in expected {
            prop_assert!(read.contains(&row.household));
        }
    }

    #[test]
    fn the_most_urgent_are_first(households in prop::collection::vec(any_step(), 0..20)) {
        let known: BTreeMap<_, _> = households.into_iter().filter_map(|(number, one)| Some((number, one?))).collect();
        let outlook = Outlook::of(known.into_values().collect(), &Intervals::default(), day(0));
        let orders: Vec<_> = outlook.left_behind().rows.iter().map(|row| row.order(day(0))).collect();
        prop_assert!(orders.is_sorted());
    }
}
