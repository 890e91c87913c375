//! Households that move, records that are one household, and rights that were lost while a phone was offline.

use dong_hanh_domain::{Fact, FactKey, Former, HouseholdChange};
use dong_hanh_sync::ChangedHousehold;

use super::*;

const NEXT: HamletId = HamletId(Uuid::from_u128(3));

fn arranging(n: u128, household: HouseholdId, fact: Fact) -> RawOperation {
    let seen = (1..n).map(|n| OperationId(Uuid::from_u128(n)));
    operation(
        n,
        Action::ChangeHousehold(ChangedHousehold {
            household,
            changes: vec![HouseholdChange::Set(fact)],
            seen: seen.collect(),
            visit: None,
            extra: Extra::default(),
        }),
    )
}

fn moving(n: u128, to: HamletId) -> RawOperation {
    arranging(n, HOME, Fact::Hamlet(to))
}

/// An officer of the two hamlets.
fn of_both() -> Author {
    let role = Role::CommuneOfficer {
        unit: "19900@2025-07-01".parse().unwrap(),
        hamlets: [OWN, NEXT].into(),
    };
    Author { role, ..officer() }
}

/// The volunteer, with other hamlets than his own.
fn elsewhere() -> Author {
    let role = Role::Volunteer {
        unit: "19900@2025-07-01".parse().unwrap(),
        hamlets: [FOREIGN].into(),
    };
    Author {
        role,
        ..volunteer()
    }
}

fn with_units(mut world: World) -> World {
    for hamlet in [OWN, NEXT, FOREIGN] {
        world.units.insert(hamlet, officer().role.unit().clone());
    }
    world
}

#[test]
fn s9_1_a_household_takes_all_that_is_about_it_to_the_other_feed() {
    let mut world = with_units(visited());
    assert!(matches!(
        receive(&mut world, &of_both(), &moving(5, NEXT)),
        Outcome::Applied { .. }
    ));
    let written = world.into_written();
    let there: Vec<_> = written
        .records
        .iter()
        .map(|(scope, record)| (scope.clone(), record.key()))
        .collect();
    let keys = [RecordKey::Visit(VISIT), RecordKey::Household(HOME)];
    for key in keys {
        assert!(there.contains(&(Scope::Hamlet(NEXT), key.clone())), "{key}");
        assert!(!there.contains(&(Scope::Hamlet(OWN), key.clone())), "{key}");
        assert!(written.left.contains(&(Scope::Hamlet(OWN), key)));
    }
}

#[test]
fn s9_1_who_comes_back_has_left_only_the_other_feed() {
    let mut world = with_units(visited());
    receive(&mut world, &of_both(), &moving(5, NEXT));
    receive(&mut world, &of_both(), &moving(6, OWN));
    let written = world.into_written();
    assert!(
        written
            .left
            .iter()
            .all(|(scope, _)| *scope == Scope::Hamlet(NEXT))
    );
    assert!(
        written
            .records
            .iter()
            .all(|(scope, _)| *scope == Scope::Hamlet(OWN))
    );
}

#[test]
fn s8_2_a_visit_to_who_has_moved_is_applied_where_they_live_now() {
    let mut world = with_units(visited());
    receive(&mut world, &of_both(), &moving(5, NEXT));
    // The phone has not heard of it.
    let raw = finish(6, AMENDMENT, "bà Hạnh", None);
    assert!(matches!(
        receive(&mut world, &volunteer(), &raw),
        Outcome::Applied { .. }
    ));
    assert_eq!(world.visits[&AMENDMENT].hamlet, OWN, "where it was made");
    let written = world.into_written();
    let place = written
        .records
        .iter()
        .find(|(_, record)| record.key() == RecordKey::Visit(AMENDMENT));
    assert_eq!(place.unwrap().0, Scope::Hamlet(NEXT));
}

#[test]
fn s8_2_a_move_to_a_hamlet_that_nobody_knows_is_held() {
    let mut world = with_units(visited());
    let nowhere = HamletId(Uuid::from_u128(99));
    assert_eq!(
        held(receive(&mut world, &of_both(), &moving(5, nowhere))),
        HeldReason::UnknownHamlet
    );
}

#[test]
fn s8_1_what_was_done_while_the_hamlet_was_his_is_applied_after_he_lost_it() {
    let lost = |minutes: i64| Former {
        hamlet: OWN,
        from: now() - chrono::TimeDelta::days(30),
        until: now() - chrono::TimeDelta::minutes(minutes),
    };
    // The visit was finished a minute ago.
    for (until, applied) in [(0, true), (2, false)] {
        let mut world = with_units(visited());
        world.former = vec![lost(until)];
        let outcome = receive(
            &mut world,
            &elsewhere(),
            &finish(6, AMENDMENT, "bà Hạnh", None),
        );
        assert_eq!(
            matches!(outcome, Outcome::Applied { .. }),
            applied,
            "{until}"
        );
    }
}

#[test]
fn s8_3_what_is_held_goes_to_the_office_where_the_household_lives_now() {
    let mut world = visited();
    let next: dong_hanh_domain::UnitKey = "19753@2025-07-01".parse().unwrap();
    world.units.insert(OWN, next.clone());
    held(receive(
        &mut world,
        &elsewhere(),
        &finish(6, AMENDMENT, "bà Hạnh", None),
    ));
    let written = world.into_written();
    let kept = written
        .records
        .iter()
        .find(|(_, record)| matches!(record, Record::Held(_)));
    assert_eq!(kept.unwrap().0, Scope::Office(next));
}

#[test]
fn s9_1_a_move_that_is_placed_takes_the_visits_along() {
    let release = operation(
        9,
        Action::Release {
            held: OperationId(Uuid::from_u128(8)),
            digest: String::new(),
            ruling: dong_hanh_sync::Ruling::Place { household: HOME },
        },
    );
    assert!(needs_of(&[release]).moving.contains(&HOME));
}

/// A world in which two more records may be the same household.
fn with_doubles() -> (World, [HouseholdId; 2]) {
    let mut world = visited();
    let others = [31, 32].map(|n| HouseholdId(Uuid::from_u128(n)));
    for id in others {
        world.know(Household {
            id,
            ..household(OWN)
        });
    }
    (world, others)
}

#[test]
fn s7_10_a_visit_stays_with_the_record_for_which_it_was_written() {
    let (mut world, [kept, _]) = with_doubles();
    let same = |world: &World| world.households[&HOME].same_as;
    let raw = arranging(5, HOME, Fact::SameAs(Some(kept)));
    receive(&mut world, &officer(), &raw);
    assert_eq!(same(&world), Some(kept));
    // The phone has not heard of it.
    let raw = finish(6, AMENDMENT, "bà Hạnh", None);
    assert!(matches!(
        receive(&mut world, &volunteer(), &raw),
        Outcome::Applied { .. }
    ));
    let raw = arranging(7, HOME, Fact::SameAs(None));
    receive(&mut world, &officer(), &raw);
    assert_eq!(same(&world), None);
    for visit in [VISIT, AMENDMENT] {
        assert_eq!(world.visits[&visit].household, HOME);
    }
}

#[test]
fn s7_10_what_is_the_same_as_another_one_stands_for_none() {
    let (mut world, [kept, third]) = with_doubles();
    let says = |world: &mut World, n, household, other| {
        let raw = arranging(n, household, Fact::SameAs(Some(other)));
        receive(world, &officer(), &raw)
    };
    says(&mut world, 5, HOME, kept);
    for (n, household) in [(6, third), (7, kept)] {
        let why = HeldReason::Unfit {
            fact: FactKey::SameAs,
        };
        assert_eq!(held(says(&mut world, n, household, HOME)), why);
    }
    let why = HeldReason::Unfit {
        fact: FactKey::SameAs,
    };
    assert_eq!(held(says(&mut world, 8, third, third)), why);
    // Nor does one become a double that stands for another one.
    assert_eq!(held(says(&mut world, 9, kept, third)), why);
    let raw = arranging(10, kept, Fact::SameAs(Some(third)));
    assert_eq!(needs_of(&[raw]).doubled, [kept].into());
    let raw = arranging(11, HOME, Fact::SameAs(None));
    receive(&mut world, &officer(), &raw);
    assert!(matches!(
        says(&mut world, 12, kept, third),
        Outcome::Applied { .. }
    ));
}
