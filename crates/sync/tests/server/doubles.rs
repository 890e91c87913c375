//! What is said of a record for which another one stands; and which records are not one household.

use std::collections::BTreeSet;

use dong_hanh_domain::help::{CommitmentId, CommitmentState};
use dong_hanh_domain::household::{Leaving, Relation, Roof};
use dong_hanh_domain::{Class, Fact, FactKey, HouseholdChange, MemberFact, OfficialClass, Other};
use dong_hanh_sync::ChangedHousehold;

use super::*;

const KEPT: HouseholdId = HouseholdId(Uuid::from_u128(31));
const CHILD: MemberId = MemberId(Uuid::from_u128(60));

fn said_of(n: u128, of: HouseholdId, seen: &[u128], changes: Vec<HouseholdChange>) -> RawOperation {
    let seen: BTreeSet<_> = seen
        .iter()
        .map(|n| OperationId(Uuid::from_u128(*n)))
        .collect();
    operation(
        n,
        Action::ChangeHousehold(ChangedHousehold {
            household: of,
            changes,
            seen,
            visit: None,
            extra: Extra::default(),
        }),
    )
}

fn says(n: u128, of: HouseholdId, seen: &[u128], fact: Fact) -> RawOperation {
    said_of(n, of, seen, vec![HouseholdChange::Set(fact)])
}

fn applied(world: &mut World, author: &Author, raw: &RawOperation) -> Vec<Notice> {
    match receive(world, author, raw) {
        Outcome::Applied { notices } => notices,
        held @ Outcome::Held { .. } => panic!("{held:?}"),
    }
}

/// Two records of which an officer says that they are one household.
fn joined() -> World {
    let mut world = apart();
    let same = says(2, HOME, &[], Fact::SameAs(Some(KEPT)));
    assert_eq!(applied(&mut world, &officer(), &same), []);
    world
}

fn apart() -> World {
    let mut world = world();
    world.units.insert(OWN, officer().role.unit().clone());
    applied(&mut world, &volunteer(), &register(1, OWN));
    world.know(Household {
        id: KEPT,
        ..household(FOREIGN)
    });
    world.units.insert(FOREIGN, officer().role.unit().clone());
    world
}

fn known(world: &World, of: HouseholdId, key: &FactKey) -> Fact {
    world.households[&of].fact(key).unwrap()
}

fn phone(number: &str) -> Fact {
    Fact::Phone(Some(number.into()))
}

#[test]
fn s7_20_what_is_said_of_a_double_is_said_of_the_record_that_stands_too() {
    let mut world = joined();
    let member = Member {
        id: CHILD,
        ..household(OWN).head
    };
    let child = Other {
        member,
        relation: Relation::Child,
    };
    let kept = Fact::Commitment {
        commitment: CommitmentId::told(VISIT, 1),
        state: CommitmentState::Kept {
            on: "2026-11-03".parse().unwrap(),
        },
    };
    let changes = vec![
        HouseholdChange::Set(Fact::Roof(Some(Roof::Tile))),
        HouseholdChange::Set(kept.clone()),
        HouseholdChange::Add {
            member: Box::new(child),
        },
    ];
    // Its author has lost nothing by living elsewhere: he may not visit the other hamlet.
    let raw = said_of(3, HOME, &[], changes);
    assert_eq!(applied(&mut world, &volunteer(), &raw), []);
    for of in [HOME, KEPT] {
        let roof = known(&world, of, &FactKey::Roof);
        assert_eq!(roof, Fact::Roof(Some(Roof::Tile)));
        assert_eq!(known(&world, of, &kept.key()), kept);
        assert_eq!(world.households[&of].others.len(), 1);
        let said = &world.households[&of].versions[&FactKey::Roof];
        assert_eq!((said.by, said.operation.0.as_u128()), (VOLUNTEER, 3));
    }
    // The next one has seen it there, and clashes with nobody.
    let other = says(4, HOME, &[3], Fact::Roof(Some(Roof::Metal)));
    assert_eq!(applied(&mut world, &volunteer(), &other), []);
    let roof = known(&world, KEPT, &FactKey::Roof);
    assert_eq!(roof, Fact::Roof(Some(Roof::Metal)));
    assert!(world.conflicts.is_empty());
}

#[test]
fn s7_20_what_its_author_had_not_seen_there_is_not_overwritten() {
    let mut world = joined();
    let author = Author {
        role: Role::CommuneOfficer {
            unit: officer().role.unit().clone(),
            hamlets: [OWN, FOREIGN].into(),
        },
        ..officer()
    };
    applied(&mut world, &author, &says(3, KEPT, &[], phone("0905")));
    let raw = says(4, HOME, &[], phone("0914"));
    assert_eq!(
        applied(&mut world, &volunteer(), &raw),
        [],
        "nothing clashed where it was said"
    );
    assert_eq!(known(&world, HOME, &FactKey::Phone), phone("0914"));
    assert_eq!(known(&world, KEPT, &FactKey::Phone), phone("0905"));
    let conflicts: Vec<_> = world.conflicts.values().collect();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].household, KEPT);
    let sides: Vec<_> = conflicts[0].sides().map(|side| side.fact.clone()).collect();
    assert_eq!(sides, [phone("0905"), phone("0914")]);
}

/// The record that stands still has the first word on the telephone, of which only the address was on the screen.
#[test]
fn s7_20_a_word_that_was_shown_of_another_fact_is_not_overwritten() {
    let mut world = joined();
    let both = |number: &str, address: &str| {
        let address = Fact::Address(address.to_owned());
        [phone(number), address].map(HouseholdChange::Set).to_vec()
    };
    applied(
        &mut world,
        &officer(),
        &said_of(3, HOME, &[], both("0905", "kiệt 3")),
    );
    let apart = says(4, HOME, &[2], Fact::SameAs(None));
    applied(&mut world, &officer(), &apart);
    applied(&mut world, &officer(), &says(5, HOME, &[3], phone("0914")));
    let again = says(6, HOME, &[4], Fact::SameAs(Some(KEPT)));
    applied(&mut world, &officer(), &again);
    assert_eq!(known(&world, KEPT, &FactKey::Phone), phone("0905"));

    let raw = said_of(7, HOME, &[3, 5], both("0916", "kiệt 7"));
    assert_eq!(applied(&mut world, &volunteer(), &raw), []);
    assert_eq!(known(&world, HOME, &FactKey::Phone), phone("0916"));
    assert_eq!(known(&world, KEPT, &FactKey::Phone), phone("0905"));
    assert_eq!(world.households[&KEPT].address, "kiệt 7");
    let conflicts: Vec<_> = world.conflicts.values().collect();
    let about = conflicts.iter().map(|one| (one.household, &one.id.fact));
    assert!(about.eq([(KEPT, &FactKey::Phone)]));
}

#[test]
fn s7_20_what_clashes_in_both_records_is_a_conflict_in_each() {
    let mut world = joined();
    applied(&mut world, &officer(), &says(3, HOME, &[], phone("0905")));
    let raw = says(4, HOME, &[], phone("0914"));
    let notices = applied(&mut world, &volunteer(), &raw);
    assert_eq!(notices.len(), 1);
    let conflicts: Vec<_> = world.conflicts.values().collect();
    let of: BTreeSet<_> = conflicts
        .iter()
        .map(|conflict| conflict.household)
        .collect();
    assert_eq!(of, [HOME, KEPT].into());
    for conflict in conflicts {
        let text = conflict.id.to_string();
        assert_eq!(text.parse().as_ref(), Ok(&conflict.id), "{text}");
        let passed_to = (conflict.household == KEPT).then_some(KEPT);
        assert_eq!(conflict.id.passed_to, passed_to);
    }
}

#[test]
fn s7_20_what_the_office_says_and_what_has_no_place_there_stays_with_its_record() {
    let mut world = joined();
    let class = Fact::Class(Some(OfficialClass {
        class: Class::Poor,
        since: "2026-01-01".parse().unwrap(),
        decision: None,
        entry: None,
    }));
    applied(&mut world, &officer(), &says(3, HOME, &[], class));
    assert!(world.households[&KEPT].class.is_none());
    applied(
        &mut world,
        &officer(),
        &says(4, HOME, &[], Fact::Code(Some("7".into()))),
    );
    assert_eq!(known(&world, KEPT, &FactKey::Code), Fact::Code(None));
    // Somebody whom only the double knows has left it: nothing is held for it.
    let gone = Fact::Member {
        member: CHILD,
        fact: MemberFact::Gone(Some(Leaving::Moved)),
    };
    let child = Member {
        id: CHILD,
        ..household(OWN).head
    };
    let mut double = world.households[&HOME].clone();
    double.add(Other {
        member: child,
        relation: Relation::Child,
    });
    world.know(double);
    let changes = [gone, phone("0905")].map(HouseholdChange::Set);
    applied(
        &mut world,
        &volunteer(),
        &said_of(5, HOME, &[], changes.into()),
    );
    assert_eq!(world.households[&HOME].left.len(), 1);
    assert!(world.households[&KEPT].left.is_empty());
    assert_eq!(known(&world, KEPT, &FactKey::Phone), phone("0905"));
}

#[test]
fn s7_20_after_it_is_taken_back_each_record_hears_its_own() {
    let mut world = joined();
    applied(&mut world, &volunteer(), &says(3, HOME, &[], phone("0905")));
    applied(
        &mut world,
        &officer(),
        &says(4, HOME, &[2], Fact::SameAs(None)),
    );
    applied(
        &mut world,
        &volunteer(),
        &says(5, HOME, &[3], phone("0914")),
    );
    assert_eq!(known(&world, HOME, &FactKey::Phone), phone("0914"));
    assert_eq!(known(&world, KEPT, &FactKey::Phone), phone("0905"));
}

#[test]
fn s7_19_that_two_records_are_two_households_an_officer_says_and_takes_back() {
    let mut world = apart();
    let two = |is_so| Fact::NotSame { other: KEPT, is_so };
    let raw = says(2, HOME, &[], two(true));
    assert_eq!(
        held(receive(&mut world, &volunteer(), &raw)),
        HeldReason::ForeignScope
    );
    let raw = says(3, HOME, &[], two(true));
    assert_eq!(applied(&mut world, &officer(), &raw), []);
    assert_eq!(world.households[&HOME].not_same, [KEPT].into());
    let raw = says(4, HOME, &[3], two(false));
    assert_eq!(applied(&mut world, &officer(), &raw), []);
    assert!(world.households[&HOME].not_same.is_empty());
    let itself = Fact::NotSame {
        other: HOME,
        is_so: true,
    };
    let fact = itself.key();
    let raw = says(5, HOME, &[], itself);
    assert_eq!(
        held(receive(&mut world, &officer(), &raw)),
        HeldReason::Unfit { fact }
    );
}

#[test]
fn s7_19_a_registration_says_nothing_of_it() {
    let mut world = world();
    let mut told = household(OWN);
    told.not_same.insert(KEPT);
    let household = Box::new(told);
    let raw = operation(1, Action::RegisterHousehold { household });
    applied(&mut world, &volunteer(), &raw);
    assert!(world.households[&HOME].not_same.is_empty());
}

#[test]
fn s7_20_a_store_takes_up_the_record_that_stands() {
    let world = joined();
    assert!(world.standing().is_empty());
    let mut alone = World::default();
    alone.know(world.households[&HOME].clone());
    assert_eq!(alone.standing(), [KEPT].into());
}
