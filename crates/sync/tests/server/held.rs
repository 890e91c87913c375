//! What officers decide on what is held.

use dong_hanh_domain::UnitKey;
use dong_hanh_sync::{Ruling, RulingRecord};

use super::*;

/// An officer decides on what came as operation `held`.
fn rule(n: u128, held: &RawOperation, ruling: Ruling) -> RawOperation {
    operation(
        n,
        Action::Release {
            held: held.id().unwrap(),
            digest: held.digest().to_string(),
            ruling,
        },
    )
}

fn is_applied(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Applied { .. })
}

/// A visit that is held, as the household is not in the register.
fn homeless() -> (World, RawOperation) {
    let mut world = world();
    let raw = finish(2, VISIT, "bà Hạnh", None);
    let reason = held(receive(&mut world, &volunteer(), &raw));
    assert_eq!(reason, HeldReason::UnknownHousehold);
    (world, raw)
}

fn state_of(world: &World) -> HeldState {
    let holding = world.held.values().flatten().next().unwrap();
    holding.record.state.clone()
}

/// A day after the visit arrived, the officer decides on it.
fn ruled_a_day_later(world: &mut World, raw: &RawOperation, ruling: Ruling) -> Receipt {
    let later = Arrival {
        now: now() + chrono::TimeDelta::days(1),
        skew_ms: 0,
    };
    receive_at(world, &officer(), &rule(4, raw, ruling), later).unwrap()
}

#[test]
fn s8_4_an_officer_applies_what_can_be_applied_now() {
    let (mut world, raw) = homeless();
    receive(&mut world, &volunteer(), &register(3, OWN));
    let ruled = ruled_a_day_later(&mut world, &raw, Ruling::Apply);
    assert!(is_applied(&ruled.outcome));
    assert_eq!(world.visits[&VISIT].household, HOME);
    let ruled = HeldState::Ruled {
        officer: OFFICER,
        at: now() + chrono::TimeDelta::days(1),
        ruling: Ruling::Apply,
    };
    assert_eq!(state_of(&world), ruled);
}

#[test]
fn s8_5_what_was_applied_is_its_authors_as_of_when_it_first_arrived() {
    let (mut world, raw) = homeless();
    receive(&mut world, &volunteer(), &register(3, OWN));
    ruled_a_day_later(&mut world, &raw, Ruling::Apply);
    let visit = &world.visits[&VISIT];
    assert_eq!(
        (visit.author, visit.device, visit.received),
        (VOLUNTEER, PHONE, now())
    );
    assert_eq!(visit.finished, clock());
}

#[test]
fn s8_6_its_author_is_told_in_a_feed_of_his_own() {
    let rulings = [
        Ruling::Apply,
        Ruling::SendBack {
            note: "Xin xem lại tên.".into(),
        },
        Ruling::Close {
            note: "Đã nhập tay.".into(),
        },
    ];
    for ruling in rulings {
        let (mut world, raw) = homeless();
        receive(&mut world, &volunteer(), &register(3, OWN));
        ruled_a_day_later(&mut world, &raw, ruling.clone());
        let records = world.into_written().records.into_iter();
        let told: Vec<_> = records
            .filter_map(|(scope, record)| match record {
                Record::Ruling(told) => Some((scope, told)),
                _ => None,
            })
            .collect();
        let expected = RulingRecord {
            operation: raw.id().unwrap(),
            digest: raw.digest().to_string(),
            officer: OFFICER,
            at: now() + chrono::TimeDelta::days(1),
            ruling,
        };
        assert_eq!(told, [(Scope::Person(VOLUNTEER), expected)]);
    }
}

#[test]
fn s8_4_an_officer_places_a_visit_with_the_household_that_was_meant() {
    let (mut world, raw) = homeless();
    let meant = HouseholdId(Uuid::from_u128(31));
    world.know(Household {
        id: meant,
        ..household(OWN)
    });
    let place = Ruling::Place { household: meant };
    assert!(is_applied(&receive(
        &mut world,
        &officer(),
        &rule(4, &raw, place)
    )));
    assert_eq!(world.visits[&VISIT].household, meant);
}

#[test]
fn s8_4_what_still_cannot_be_applied_stays_and_the_decision_is_held() {
    let (mut world, raw) = homeless();
    let reason = held(receive(
        &mut world,
        &officer(),
        &rule(4, &raw, Ruling::Apply),
    ));
    assert_eq!(reason, HeldReason::UnknownHousehold);
    assert!(state_of(&world).is_open());
}

#[test]
fn s8_4_nobody_else_decides() {
    let (mut world, raw) = homeless();
    receive(&mut world, &volunteer(), &register(3, OWN));
    let reason = held(receive(
        &mut world,
        &volunteer(),
        &rule(4, &raw, Ruling::Apply),
    ));
    assert_eq!(reason, HeldReason::ForeignScope);
    let unit: UnitKey = "19753@2025-07-01".parse().unwrap();
    let neighbour = Author {
        role: Role::CommuneOfficer {
            unit,
            hamlets: [FOREIGN].into(),
        },
        ..officer()
    };
    let reason = held(receive(
        &mut world,
        &neighbour,
        &rule(5, &raw, Ruling::Apply),
    ));
    assert_eq!(reason, HeldReason::ForeignScope);
    assert!(world.visits.is_empty());
}

#[test]
fn s8_4_of_what_is_not_held_nothing_is_decided() {
    let mut world = visited();
    let applied = finish(2, VISIT, "bà Hạnh", None);
    for ruling in [
        Ruling::Apply,
        Ruling::Close {
            note: String::new(),
        },
    ] {
        let n = if ruling == Ruling::Apply { 8 } else { 9 };
        let reason = held(receive(&mut world, &officer(), &rule(n, &applied, ruling)));
        assert_eq!(reason, HeldReason::NotHeld);
    }
}

#[test]
fn s8_7_what_was_sent_back_its_author_settles_and_what_was_decided_nobody_does() {
    let back = Ruling::SendBack {
        note: "Xin đăng ký hộ trước.".into(),
    };
    let close = Ruling::Close {
        note: "Đã nhập tay.".into(),
    };
    for (ruling, settles) in [(back, true), (close, false)] {
        let (mut world, raw) = homeless();
        assert!(is_applied(&receive(
            &mut world,
            &officer(),
            &rule(4, &raw, ruling.clone())
        )));
        receive(&mut world, &volunteer(), &acknowledge(5, 2));
        let settled = matches!(state_of(&world), HeldState::Settled { .. });
        assert_eq!(settled, settles, "{ruling:?}");
        // Once decided, it is decided.
        if !settles {
            let again = held(receive(
                &mut world,
                &officer(),
                &rule(6, &raw, Ruling::Apply),
            ));
            assert_eq!(again, HeldReason::NotHeld);
        }
    }
}

#[test]
fn s8_8_an_author_and_an_officer_at_the_same_time_make_one_visit() {
    let (mut world, raw) = homeless();
    receive(&mut world, &volunteer(), &register(3, OWN));
    receive(&mut world, &officer(), &rule(4, &raw, Ruling::Apply));
    let again = settling(2, &finish(5, VISIT, "bà Hạnh", None));
    assert!(is_applied(&receive(&mut world, &volunteer(), &again)));
    assert_eq!(world.visits.len(), 1);
    // Other answers under the same visit are another thing.
    let other = settling(2, &finish(6, VISIT, "ông Lợi", None));
    assert_eq!(
        held(receive(&mut world, &volunteer(), &other)),
        HeldReason::VisitExists
    );
}

/// The household's telephone number, said from having seen these operations.
fn number(n: u128, seen: &[u128], phone: &str) -> RawOperation {
    let fact = dong_hanh_domain::Fact::Phone(Some(phone.to_owned()));
    let seen = seen.iter().map(|n| OperationId(Uuid::from_u128(*n)));
    let changed = dong_hanh_sync::ChangedHousehold {
        household: HOME,
        changes: vec![dong_hanh_domain::HouseholdChange::Set(fact)],
        seen: seen.collect(),
        visit: None,
        extra: Extra::default(),
    };
    operation(n, Action::ChangeHousehold(changed))
}

/// The second content under an id, which comes and is held.
fn another(world: &mut World, content: &RawOperation) {
    assert_eq!(
        held(receive(world, &volunteer(), content)),
        HeldReason::OtherContent
    );
}

#[test]
fn s2_3_another_content_that_is_released_has_not_seen_the_first() {
    let mut world = visited();
    receive(&mut world, &volunteer(), &number(5, &[], "0905"));
    let other = number(5, &[], "0906");
    another(&mut world, &other);
    receive(&mut world, &officer(), &rule(6, &other, Ruling::Apply));
    assert_eq!(world.households[&HOME].phone.as_deref(), Some("0905"));
    assert_eq!(world.conflicts.len(), 1);
}

#[test]
fn s7_7_another_content_that_is_released_takes_the_place_of_what_its_author_saw() {
    let later = number(6, &[5], "0906");
    let copy = Operation {
        counter: 2,
        ..later.open().unwrap()
    };
    let copy = RawOperation::seal(&copy).unwrap();
    let someone = Author {
        user: UserId(Uuid::from_u128(12)),
        ..volunteer()
    };
    let unseen = number(7, &[], "0907");
    for quarrels in [None, Some(&unseen)] {
        let mut world = visited();
        // A copy of the phone is first, so that the author's earlier word comes after his later one.
        receive(&mut world, &volunteer(), &copy);
        receive(&mut world, &volunteer(), &number(5, &[], "0905"));
        another(&mut world, &later);
        if let Some(unseen) = quarrels {
            receive(&mut world, &someone, unseen);
        }
        let ruled = receive(&mut world, &officer(), &rule(8, &later, Ruling::Apply));
        assert!(is_applied(&ruled));
        assert_eq!(world.households[&HOME].phone.as_deref(), Some("0906"));
        // What its author had not seen stays, whoever releases it.
        let conflict = world.conflicts.values().next().unwrap();
        let left = conflict.against.iter().map(|side| side.said.operation);
        assert!(left.eq(quarrels.and_then(RawOperation::id)));
        assert_eq!(conflict.is_open(), quarrels.is_some());
    }
}
