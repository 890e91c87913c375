//! Facts of a household: merged one by one, kept both where they clash.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use dong_hanh_domain::fact::Heading;
use dong_hanh_domain::household::{Ended, Ending, Leaving, Roof, Water};
use dong_hanh_domain::{
    Class, Counted, Fact, FactKey, HouseholdChange, MemberFact, MemberKey, OfficialClass, Other,
    Relation,
};
use dong_hanh_sync::{ChangedHousehold, Conflict, ConflictState};

use super::*;

const CHILD: MemberId = MemberId(Uuid::from_u128(60));

fn address(text: &str) -> HouseholdChange {
    HouseholdChange::Set(Fact::Address(text.to_owned()))
}

fn gone() -> HouseholdChange {
    of_child(MemberFact::Gone(Some(Leaving::Moved)))
}

fn of_child(fact: MemberFact) -> HouseholdChange {
    HouseholdChange::Set(Fact::Member {
        member: CHILD,
        fact,
    })
}

fn add(member: MemberId) -> HouseholdChange {
    HouseholdChange::Add {
        member: Box::new(Other {
            member: Member {
                id: member,
                ..household(OWN).head
            },
            relation: Relation::Child,
        }),
    }
}

/// A statement of somebody who saw these operations.
fn change(n: u128, seen: &[u128], changes: &[HouseholdChange]) -> RawOperation {
    let seen: BTreeSet<_> = seen
        .iter()
        .map(|n| OperationId(Uuid::from_u128(*n)))
        .collect();
    operation(
        n,
        Action::ChangeHousehold(ChangedHousehold {
            household: HOME,
            changes: changes.to_vec(),
            seen,
            visit: None,
            extra: Extra::default(),
        }),
    )
}

fn registered() -> World {
    let mut world = world();
    receive(&mut world, &volunteer(), &register(1, OWN));
    world
}

fn other() -> Author {
    Author {
        user: UserId(Uuid::from_u128(12)),
        ..volunteer()
    }
}

fn clashes(outcome: Outcome) -> Vec<FactKey> {
    match outcome {
        Outcome::Applied { notices } => match &notices[..] {
            [] => Vec::new(),
            [Notice::Clash { facts }] => facts.clone(),
            other => panic!("{other:?}"),
        },
        Outcome::Held { reason } => panic!("held: {reason:?}"),
    }
}

fn conflict(world: &World) -> &Conflict {
    let mut conflicts = world.conflicts.values();
    let conflict = conflicts.next().unwrap();
    assert!(conflicts.next().is_none(), "one conflict a fact");
    conflict
}

fn home_of(world: &World) -> &Household {
    &world.households[&HOME]
}

/// [S7.22]
#[test]
fn who_counts_as_many_again_has_found_it_anew() {
    let mut world = registered();
    let count = |people| {
        HouseholdChange::Set(Fact::Count {
            counted: Counted::Uninsured,
            people: Some(people),
        })
    };
    let key = FactKey::Count(Counted::Uninsured);
    let by = |world: &World| world.households[&HOME].versions[&key].operation;
    let op = |n| OperationId(Uuid::from_u128(n));
    let said = |world: &mut World, author: &Author, raw: &RawOperation| {
        let outcome = receive(world, author, raw);
        matches!(outcome, Outcome::Applied { notices } if notices.is_empty())
    };
    assert!(said(&mut world, &volunteer(), &change(2, &[], &[count(0)])));
    assert!(said(&mut world, &officer(), &change(3, &[], &[count(0)])));
    assert_eq!(by(&world), op(3), "who had not seen the first");
    // What was counted before that and arrives later changes nothing.
    let mut earlier = change(4, &[], &[count(0)]).open().unwrap();
    earlier.made.utc_ms -= 1_000;
    let earlier = RawOperation::seal(&earlier).unwrap();
    assert!(said(&mut world, &volunteer(), &earlier));
    assert_eq!(by(&world), op(3));
    // Who has seen the first alone and counts otherwise clashes with the second.
    assert!(!said(
        &mut world,
        &volunteer(),
        &change(5, &[2], &[count(1)])
    ));
}

#[test]
fn s7_1_different_facts_merge_whatever_the_order() {
    let roof = HouseholdChange::Set(Fact::Roof(Some(Roof::Tile)));
    let water = HouseholdChange::Set(Fact::Water(Some(Water::Rain)));
    for (first, second) in [(&roof, &water), (&water, &roof)] {
        let mut world = registered();
        let one = receive(
            &mut world,
            &volunteer(),
            &change(2, &[], std::slice::from_ref(first)),
        );
        let two = receive(
            &mut world,
            &other(),
            &change(3, &[], std::slice::from_ref(second)),
        );
        assert_eq!((clashes(one), clashes(two)), (vec![], vec![]));
        let dwelling = &home_of(&world).dwelling;
        assert_eq!(
            (dwelling.roof, dwelling.water),
            (Some(Roof::Tile), Some(Water::Rain))
        );
        assert!(world.conflicts.is_empty());
    }
}

#[test]
fn s7_2_two_values_of_one_fact_are_both_kept_and_the_receipt_says_so() {
    let mut world = registered();
    receive(
        &mut world,
        &volunteer(),
        &change(2, &[], &[address("kiệt 3")]),
    );
    let roof = HouseholdChange::Set(Fact::Roof(Some(Roof::Tile)));
    let second = receive(
        &mut world,
        &other(),
        &change(3, &[], &[address("kiệt 5"), roof]),
    );
    assert_eq!(clashes(second), [FactKey::Address]);
    assert_eq!(
        home_of(&world).address,
        "kiệt 3",
        "the record keeps its value"
    );
    assert_eq!(
        home_of(&world).dwelling.roof,
        Some(Roof::Tile),
        "the rest is applied"
    );
    let conflict = conflict(&world);
    let sides: Vec<_> = conflict
        .sides()
        .map(|side| (side.fact.clone(), side.said.by))
        .collect();
    assert_eq!(
        sides,
        [
            (Fact::Address("kiệt 3".into()), VOLUNTEER),
            (Fact::Address("kiệt 5".into()), other().user)
        ]
    );
    let written = world.into_written();
    let scopes = written
        .records
        .iter()
        .filter(|(_, record)| matches!(record, Record::Conflict(_)));
    assert_eq!(
        scopes.map(|(scope, _)| scope).collect::<Vec<_>>(),
        [&Scope::Hamlet(OWN)]
    );
}

#[test]
fn s7_2_who_saw_the_latest_version_clashes_with_nobody() {
    let mut world = registered();
    receive(
        &mut world,
        &volunteer(),
        &change(2, &[], &[address("kiệt 3")]),
    );
    let seen = receive(&mut world, &other(), &change(3, &[2], &[address("kiệt 5")]));
    assert_eq!(clashes(seen), []);
    assert_eq!(home_of(&world).address, "kiệt 5");
    // Having seen an older version is not enough.
    let late = receive(
        &mut world,
        &volunteer(),
        &change(4, &[2], &[address("kiệt 7")]),
    );
    assert_eq!(clashes(late), [FactKey::Address]);
}

#[test]
fn s7_3_who_say_the_same_do_not_clash() {
    let mut world = registered();
    for (n, author) in [(2, volunteer()), (3, other())] {
        let said = receive(&mut world, &author, &change(n, &[], &[address("kiệt 3")]));
        assert_eq!(clashes(said), []);
    }
    assert!(world.conflicts.is_empty());
}

#[test]
fn s7_4_people_added_on_two_phones_are_both_there() {
    let mut world = registered();
    let second = MemberId(Uuid::from_u128(61));
    receive(&mut world, &volunteer(), &change(2, &[], &[add(CHILD)]));
    receive(&mut world, &other(), &change(3, &[], &[add(second)]));
    let people: Vec<_> = home_of(&world).members().map(|member| member.id).collect();
    assert_eq!(people[1..], [CHILD, second]);
}

/// Somebody is said to be gone, and somebody else says something of them, neither having seen the other.
#[test]
fn s7_5_removing_wins_only_over_what_the_remover_saw() {
    let learns = of_child(MemberFact::Occupation("học lớp 4".into()));
    for (first, second, stays) in [(&learns, &gone(), true), (&gone(), &learns, false)] {
        let mut world = registered();
        receive(&mut world, &volunteer(), &change(2, &[], &[add(CHILD)]));
        let one = receive(
            &mut world,
            &volunteer(),
            &change(3, &[2], std::slice::from_ref(first)),
        );
        let two = receive(
            &mut world,
            &other(),
            &change(4, &[2], std::slice::from_ref(second)),
        );
        assert_eq!(clashes(one), []);
        assert_eq!(clashes(two).len(), 1);
        assert_eq!(home_of(&world).size() == 2, stays);
        assert!(conflict(&world).is_open());
    }
    let mut world = registered();
    receive(&mut world, &volunteer(), &change(2, &[], &[add(CHILD)]));
    receive(&mut world, &volunteer(), &change(3, &[2], &[learns]));
    let saw = receive(&mut world, &other(), &change(4, &[2, 3], &[gone()]));
    assert_eq!(clashes(saw), []);
    assert_eq!(home_of(&world).size(), 1);
    let left = &home_of(&world).left[0];
    assert_eq!(
        left.who.member.occupation, "học lớp 4",
        "who left stays readable"
    );
}

/// An officer who saw both values chooses one of them, or a third.
#[test]
fn s7_6_an_officer_who_saw_all_values_settles_them() {
    for (chosen, stands) in [
        ("kiệt 3", "kiệt 3"),
        ("kiệt 5", "kiệt 5"),
        ("kiệt 9", "kiệt 9"),
    ] {
        let mut world = registered();
        receive(
            &mut world,
            &volunteer(),
            &change(2, &[], &[address("kiệt 3")]),
        );
        receive(&mut world, &other(), &change(3, &[], &[address("kiệt 5")]));
        let ruled = receive(
            &mut world,
            &officer(),
            &change(4, &[2, 3], &[address(chosen)]),
        );
        assert_eq!(clashes(ruled), []);
        assert_eq!(home_of(&world).address, stands);
        let ConflictState::Settled {
            chosen: by,
            between,
        } = &conflict(&world).state
        else {
            panic!("it is settled");
        };
        assert_eq!((by.said.by, between.len()), (OFFICER, 2));
    }
}

#[test]
fn s7_6_what_the_officer_did_not_see_keeps_the_conflict_open() {
    let mut world = registered();
    receive(
        &mut world,
        &volunteer(),
        &change(2, &[], &[address("kiệt 3")]),
    );
    receive(&mut world, &other(), &change(3, &[], &[address("kiệt 5")]));
    let third = Author {
        user: UserId(Uuid::from_u128(13)),
        ..volunteer()
    };
    receive(&mut world, &third, &change(4, &[], &[address("kiệt 7")]));
    receive(
        &mut world,
        &officer(),
        &change(5, &[2, 3], &[address("kiệt 5")]),
    );
    let left: Vec<_> = conflict(&world)
        .against
        .iter()
        .map(|side| side.fact.clone())
        .collect();
    assert_eq!(left, [Fact::Address("kiệt 7".into())]);
    assert!(conflict(&world).is_open());
    // No volunteer settles it.
    receive(
        &mut world,
        &other(),
        &change(6, &[2, 3, 4, 5], &[address("kiệt 7")]),
    );
    assert!(conflict(&world).is_open());
}

#[test]
fn s7_7_ones_own_later_value_takes_the_place_of_the_earlier_one() {
    let mut world = registered();
    receive(
        &mut world,
        &volunteer(),
        &change(2, &[], &[address("kiệt 3")]),
    );
    receive(&mut world, &other(), &change(3, &[], &[address("kiệt 5")]));
    let chain = receive(&mut world, &other(), &change(4, &[3], &[address("kiệt 6")]));
    assert_eq!(clashes(chain), [FactKey::Address]);
    let against: Vec<_> = conflict(&world)
        .against
        .iter()
        .map(|side| side.fact.clone())
        .collect();
    assert_eq!(against, [Fact::Address("kiệt 6".into())]);
    // What the same person said elsewhere without seeing it is another value.
    receive(&mut world, &other(), &change(5, &[], &[address("kiệt 8")]));
    assert_eq!(conflict(&world).against.len(), 2);
}

#[test]
fn s7_8_what_is_of_the_office_only_an_officer_says() {
    for fact in [
        Fact::Hamlet(OWN),
        Fact::Class(None),
        Fact::IncomeScore(Some(135)),
        Fact::Ended(Some(Ended {
            why: Ending::MovedAway,
            on: NaiveDate::default(),
        })),
        Fact::Code(Some("1".into())),
        Fact::SameAs(None),
    ] {
        let mut world = registered();
        world.units.insert(OWN, officer().role.unit().clone());
        let raw = change(2, &[], &[HouseholdChange::Set(fact)]);
        assert_eq!(
            held(receive(&mut world, &volunteer(), &raw)),
            HeldReason::ForeignScope
        );
        let raw = change(
            3,
            &[],
            &[HouseholdChange::Set(Fact::Code(Some("2".into())))],
        );
        assert_eq!(clashes(receive(&mut world, &officer(), &raw)), []);
    }
}

#[test]
fn s7_21_an_officer_takes_back_that_a_household_is_gone() {
    let mut world = registered();
    world.units.insert(OWN, officer().role.unit().clone());
    let ended = |why, day: u64| {
        let on = NaiveDate::default() + chrono::Days::new(day);
        HouseholdChange::Set(Fact::Ended(Some(Ended { why, on })))
    };
    let gone = change(2, &[], &[ended(Ending::MovedAway, 3)]);
    assert_eq!(clashes(receive(&mut world, &officer(), &gone)), []);
    assert!(home_of(&world).ended.is_some());
    // Another officer who has not heard of it says something else: both are kept.
    let other = change(3, &[], &[ended(Ending::Died, 4)]);
    assert_eq!(
        clashes(receive(&mut world, &officer(), &other)),
        [FactKey::Ended]
    );
    let back = [HouseholdChange::Set(Fact::Ended(None))];
    let back = change(4, &[2, 3], &back);
    assert_eq!(clashes(receive(&mut world, &officer(), &back)), []);
    assert_eq!(home_of(&world).ended, None);
}

#[test]
fn s7_8_the_record_keeps_the_classes_before() {
    let decided = |class, since: &str| OfficialClass {
        class,
        since: since.parse().unwrap(),
        decision: None,
        entry: None,
    };
    let mut world = world();
    world.units.insert(OWN, officer().role.unit().clone());
    let told = Household {
        classes_before: vec![decided(Class::Poor, "2022-01-01")],
        ..household(OWN)
    };
    let raw = operation(
        1,
        Action::RegisterHousehold {
            household: Box::new(told),
        },
    );
    receive(&mut world, &volunteer(), &raw);
    assert_eq!(home_of(&world).classes_before, [], "nobody says them");
    let decisions = [
        decided(Class::Escaped, "2024-01-01"),
        decided(Class::Poor, "2025-12-15"),
    ];
    for (number, official) in (2..).zip(decisions.clone()) {
        let seen: Vec<_> = (2..number).collect();
        let set = HouseholdChange::Set(Fact::Class(Some(official)));
        let raw = change(number, &seen, &[set]);
        assert_eq!(clashes(receive(&mut world, &officer(), &raw)), []);
    }
    let [escaped, poor] = decisions;
    let home = home_of(&world);
    assert_eq!(home.classes_before, [escaped]);
    assert_eq!(home.class, Some(poor));
}

#[test]
fn s7_15_the_record_keeps_what_was_before_and_nobody_else_says_it() {
    let mut told = household(OWN);
    told.address = "kiệt 0".to_owned();
    told.hear(
        Fact::Address("kiệt 1".to_owned()),
        &dong_hanh_domain::Said {
            operation: OperationId(Uuid::from_u128(99)),
            by: UserId(Uuid::from_u128(12)),
            at: chrono::DateTime::UNIX_EPOCH,
            on: None,
        },
    );
    assert!(!told.history.is_empty());
    let mut world = world();
    let household = Box::new(told);
    let raw = operation(1, Action::RegisterHousehold { household });
    receive(&mut world, &volunteer(), &raw);
    assert!(home_of(&world).history.is_empty(), "nobody says it");
    receive(
        &mut world,
        &volunteer(),
        &change(2, &[], &[address("kiệt 2")]),
    );
    // Who says the same, and who clashes, changes nothing.
    receive(&mut world, &other(), &change(3, &[], &[address("kiệt 2")]));
    receive(&mut world, &other(), &change(4, &[], &[address("kiệt 4")]));
    receive(&mut world, &other(), &change(5, &[2], &[address("kiệt 5")]));
    let past = home_of(&world).past();
    let told = past.of(&FactKey::Address).iter();
    let told: Vec<_> = told
        .map(|spoken| {
            (
                spoken.fact.clone().unwrap(),
                spoken.said.as_ref().map(|said| said.by),
            )
        })
        .collect();
    let words = |text: &str| Fact::Address(text.to_owned());
    assert_eq!(
        told,
        [
            (words("kiệt 1"), None),
            (words("kiệt 2"), Some(volunteer().user)),
            (words("kiệt 5"), Some(other().user)),
        ]
    );
}

#[test]
fn s7_8_no_volunteer_says_a_class_in_a_word_of_a_newer_version() {
    let mut world = world();
    let mut told = household(OWN);
    told.extra.0.insert(
        "class".to_owned(),
        serde_json::json!({"class": "new", "since": "2030-01-01"}),
    );
    let raw = operation(
        1,
        Action::RegisterHousehold {
            household: Box::new(told),
        },
    );
    assert_eq!(
        held(receive(&mut world, &volunteer(), &raw)),
        HeldReason::ForeignScope
    );
}

#[test]
fn s7_9_a_statement_with_an_impossible_fact_is_held_as_a_whole() {
    let mut world = registered();
    let raw = change(2, &[], &[address("kiệt 3"), gone()]);
    assert_eq!(
        held(receive(&mut world, &volunteer(), &raw)),
        HeldReason::Unfit {
            fact: FactKey::Member(CHILD, MemberKey::Gone)
        }
    );
    assert_eq!(home_of(&world).address, "");
}

fn head(who: MemberId) -> HouseholdChange {
    HouseholdChange::Set(Fact::Head(Heading {
        who,
        former: Relation::Parent,
    }))
}

/// Of somebody who goes everything has to have been seen, also what is only in a conflict about them.
#[test]
fn s7_5_what_is_in_conflict_about_somebody_has_to_be_seen_before_they_are_gone() {
    let learns = |what: &str| of_child(MemberFact::Occupation(what.into()));
    let mut world = registered();
    receive(&mut world, &volunteer(), &change(2, &[], &[add(CHILD)]));
    receive(
        &mut world,
        &volunteer(),
        &change(3, &[2], &[learns("lớp 4")]),
    );
    receive(&mut world, &other(), &change(4, &[2], &[learns("lớp 5")]));
    let leaves = change(5, &[2, 3], &[gone()]);
    let key = FactKey::Member(CHILD, MemberKey::Gone);
    assert_eq!(clashes(receive(&mut world, &volunteer(), &leaves)), [key]);
    assert_eq!(home_of(&world).size(), 2);
    let leaves = change(6, &[2, 3, 4, 5], &[gone()]);
    assert_eq!(clashes(receive(&mut world, &officer(), &leaves)), []);
    assert_eq!(home_of(&world).size(), 1);
}

/// What somebody is to the head is no more where they become the head, and new for who was it before.
#[test]
fn s7_2_a_relation_that_was_not_seen_stops_another_head() {
    let married = of_child(MemberFact::Relation(Relation::Spouse));
    let mut world = registered();
    let before = home_of(&world).head.id;
    receive(&mut world, &volunteer(), &change(2, &[], &[add(CHILD)]));
    receive(&mut world, &volunteer(), &change(3, &[2], &[married]));
    let leads = receive(&mut world, &other(), &change(4, &[2], &[head(CHILD)]));
    assert_eq!(clashes(leads), [FactKey::Head]);
    assert_eq!(home_of(&world).head.id, before);
    let leads = receive(&mut world, &other(), &change(5, &[2, 3, 4], &[head(CHILD)]));
    assert_eq!(clashes(leads), []);
    let of_former = HouseholdChange::Set(Fact::Member {
        member: before,
        fact: MemberFact::Relation(Relation::Sibling),
    });
    let unseen = receive(&mut world, &volunteer(), &change(6, &[2, 3], &[of_former]));
    let key = FactKey::Member(before, MemberKey::Relation);
    assert_eq!(clashes(unseen), [key]);
}

/// A value that nobody could choose is no side of a conflict.
#[test]
fn s7_9_what_is_impossible_is_held_also_where_it_would_clash() {
    let stranger = MemberId(Uuid::from_u128(99));
    for second in [head(stranger), gone()] {
        let mut world = registered();
        receive(&mut world, &volunteer(), &change(2, &[], &[add(CHILD)]));
        receive(&mut world, &volunteer(), &change(3, &[2], &[head(CHILD)]));
        let said = receive(&mut world, &other(), &change(4, &[2], &[second]));
        assert!(matches!(held(said), HeldReason::Unfit { .. }));
        assert!(world.conflicts.is_empty());
    }
}

#[test]
fn s7_4_somebody_who_is_added_again_is_mended() {
    let mended = |occupation: &str| {
        let HouseholdChange::Add { mut member } = add(CHILD) else {
            unreachable!("it adds")
        };
        member.member.occupation = occupation.into();
        HouseholdChange::Add { member }
    };
    let occupation = |world: &World| home_of(world).others[0].member.occupation.clone();
    let mut world = registered();
    receive(&mut world, &volunteer(), &change(2, &[], &[add(CHILD)]));
    receive(
        &mut world,
        &volunteer(),
        &change(3, &[2], &[mended("lớp 4")]),
    );
    assert_eq!(occupation(&world), "lớp 4");
    let unseen = receive(&mut world, &other(), &change(4, &[2], &[mended("lớp 5")]));
    let key = FactKey::Member(CHILD, MemberKey::Occupation);
    assert_eq!(clashes(unseen), [key]);
}

#[test]
fn s7_8_a_registration_says_nothing_of_the_office_either() {
    let arranged = |mut home: Household| {
        home.code = Some("H-1".into());
        home
    };
    let registers = |n, home| {
        let household = Box::new(home);
        operation(n, Action::RegisterHousehold { household })
    };
    let mut world = world();
    let scored = Household {
        income_score: Some(135),
        ..household(OWN)
    };
    let gone = Household {
        ended: Some(Ended {
            why: Ending::Died,
            on: NaiveDate::default(),
        }),
        ..household(OWN)
    };
    for (n, home) in [(1, arranged(household(OWN))), (3, scored), (4, gone)] {
        assert_eq!(
            held(receive(&mut world, &volunteer(), &registers(n, home))),
            HeldReason::ForeignScope
        );
    }
    // Where it has lived, and who said what, only the record knows.
    let mut lived = household(OWN);
    lived.moved.push(dong_hanh_domain::Moved {
        from: FOREIGN,
        until: now(),
    });
    let raw = registers(2, lived);
    receive(&mut world, &volunteer(), &raw);
    assert_eq!(home_of(&world).moved, []);
}
