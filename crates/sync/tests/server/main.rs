//! The server's decisions, rule by rule of SPEC.md.
#![allow(clippy::unwrap_used, clippy::panic)]

mod consent;
mod doubles;
mod facts;
mod grounds;
mod held;
mod help;
mod moves;
mod pictures;
mod requests;
mod saved;
mod settings;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    DeviceId, DeviceTime, Extra, HamletId, Household, HouseholdId, Member, MemberId, OperationId,
    PersonName, Review, ReviewDecision, Role, Scope, Sex, UserId, VisitId,
};
use dong_hanh_form::{Answer, Answers, Form, FormId, Value};
use dong_hanh_sync::server::{
    Arrival, Arrived, Author, CLOCK_TOLERANCE_MS, Home, Needs, Opened, Receipts, World,
};
use dong_hanh_sync::{
    Action, FinishedVisit, Grounds, HeldReason, HeldRecord, HeldState, Notice, Operation, Outcome,
    RawOperation, Receipt, Record, RecordKey,
};
use uuid::Uuid;

const OWN: HamletId = HamletId(Uuid::from_u128(1));
const FOREIGN: HamletId = HamletId(Uuid::from_u128(2));
const VOLUNTEER: UserId = UserId(Uuid::from_u128(10));
const OFFICER: UserId = UserId(Uuid::from_u128(11));
const PHONE: DeviceId = DeviceId(Uuid::from_u128(20));
const HOME: HouseholdId = HouseholdId(Uuid::from_u128(30));
const VISIT: VisitId = VisitId(Uuid::from_u128(40));
const AMENDMENT: VisitId = VisitId(Uuid::from_u128(41));
const NOW_MS: i64 = 1_795_500_000_000;

const FORM: &str = r#"{"name":"visit","title":{"vi":"Thăm","en":"Visit"},"version":"1","groups":[
    {"name":"who","label":{"vi":"Ai","en":"Who"},"nodes":[
        {"type":"text","name":"met","label":{"vi":"Gặp ai?","en":"Whom?"},"required":"true()"}]}]}"#;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(NOW_MS).unwrap()
}

fn arrival() -> Arrival {
    Arrival {
        now: now(),
        skew_ms: 0,
    }
}

fn clock() -> DeviceTime {
    DeviceTime {
        utc_ms: NOW_MS - 60_000,
        zone_min: 420,
        mono_ms: 1,
        skew_ms: None,
    }
}

fn volunteer() -> Author {
    let role = Role::Volunteer {
        unit: "19900@2025-07-01".parse().unwrap(),
        hamlets: [OWN].into(),
    };
    Author {
        user: VOLUNTEER,
        device: PHONE,
        role,
        list: None,
    }
}

fn officer() -> Author {
    let role = Role::CommuneOfficer {
        unit: "19900@2025-07-01".parse().unwrap(),
        hamlets: [OWN].into(),
    };
    Author {
        user: OFFICER,
        device: PHONE,
        role,
        list: None,
    }
}

fn form() -> (FormId, Arc<Form>) {
    (FormId("sha256:f".into()), Form::parse(FORM).unwrap().into())
}

fn world() -> World {
    let mut world = World::default();
    world.forms.extend([form()]);
    world
}

fn home(hamlet: HamletId) -> Home {
    Home {
        hamlet,
        moved: Vec::new(),
    }
}

fn household(hamlet: HamletId) -> Household {
    let head = Member::new(
        MemberId(Uuid::nil()),
        PersonName::new("Nguyễn Thị Hạnh").unwrap(),
        Sex::Female,
    );
    Household::new(HOME, hamlet, head, VOLUNTEER)
}

fn operation(n: u128, action: Action) -> RawOperation {
    RawOperation::seal(&Operation {
        id: OperationId(Uuid::from_u128(n)),
        device: PHONE,
        counter: 1,
        made: clock(),
        settles: None,
        action,
    })
    .unwrap()
}

/// The same, in the place of an earlier operation.
fn settling(earlier: u128, raw: &RawOperation) -> RawOperation {
    RawOperation::seal(&Operation {
        settles: Some(OperationId(Uuid::from_u128(earlier))),
        ..raw.open().unwrap()
    })
    .unwrap()
}

fn acknowledge(n: u128, earlier: u128) -> RawOperation {
    settling(earlier, &operation(n, Action::Acknowledge {}))
}

/// What the office holds, by operation, and which operation settled it.
fn at_office(world: World) -> Vec<(u128, Option<u128>)> {
    let records = world.into_written().records.into_iter();
    records
        .filter_map(|(scope, record)| match record {
            Record::Held(held) => {
                assert!(matches!(scope, Scope::Office(_)));
                let by = match held.state {
                    HeldState::Open => None,
                    HeldState::Settled { by, at } => {
                        assert_eq!(at, now());
                        Some(by.0.as_u128())
                    }
                    HeldState::Ruled { .. } => panic!("no officer was asked"),
                };
                Some((held.operation.0.as_u128(), by))
            }
            _ => None,
        })
        .collect()
}

fn register(n: u128, hamlet: HamletId) -> RawOperation {
    operation(
        n,
        Action::RegisterHousehold {
            household: Box::new(household(hamlet)),
        },
    )
}

fn met(whom: &str) -> Answers {
    let mut answers = Answers::new();
    if !whom.is_empty() {
        answers.set(
            "who/met".parse().unwrap(),
            Answer::Given(Value::Text(whom.into())),
        );
    }
    answers
}

fn finish(n: u128, visit: VisitId, whom: &str, amends: Option<VisitId>) -> RawOperation {
    operation(
        n,
        Action::FinishVisit(FinishedVisit {
            visit,
            household: HOME,
            form: form().0,
            answers: met(whom),
            started: clock(),
            amends,
            seen: BTreeSet::new(),
            grounds: Box::default(),
            extra: Extra::default(),
        }),
    )
}

fn review(n: u128, decision: ReviewDecision) -> RawOperation {
    operation(
        n,
        Action::ReviewVisit {
            visit: VISIT,
            decision,
        },
    )
}

fn receive(world: &mut World, author: &Author, raw: &RawOperation) -> Outcome {
    receive_at(world, author, raw, arrival()).unwrap().outcome
}

fn receive_at(
    world: &mut World,
    author: &Author,
    raw: &RawOperation,
    arrival: Arrival,
) -> Option<Receipt> {
    let opened = Arrived::from(raw).open(&world.receipts);
    world.receive(author, opened, arrival)
}

fn held(outcome: Outcome) -> HeldReason {
    match outcome {
        Outcome::Held { reason } => reason,
        Outcome::Applied { .. } => panic!("applied"),
    }
}

/// A world in which the household was visited once.
fn visited() -> World {
    let mut world = world();
    for raw in [register(1, OWN), finish(2, VISIT, "bà Hạnh", None)] {
        assert_eq!(
            receive(&mut world, &volunteer(), &raw),
            Outcome::Applied {
                notices: Vec::new()
            }
        );
    }
    world
}

#[test]
fn s2_10_a_household_and_its_visit_in_one_batch() {
    let written = visited().into_written();
    let keys: Vec<_> = written
        .records
        .iter()
        .map(|(scope, record)| (scope.clone(), record.key()))
        .collect();
    assert_eq!(
        keys,
        [
            (Scope::Hamlet(OWN), RecordKey::Household(HOME)),
            (Scope::Hamlet(OWN), RecordKey::Visit(VISIT))
        ]
    );
}

#[test]
fn s2_2_a_replay_gets_the_same_receipt_and_changes_nothing() {
    let mut world = world();
    let raw = register(1, OWN);
    let first = receive_at(&mut world, &volunteer(), &raw, arrival()).unwrap();
    let later = Arrival {
        now: now() + chrono::TimeDelta::days(3),
        skew_ms: 9_000_000,
    };
    for _ in 0..10 {
        assert_eq!(
            receive_at(&mut world, &volunteer(), &raw, later),
            Some(first.clone())
        );
    }
    let written = world.into_written();
    assert_eq!((written.receipts.len(), written.records.len()), (1, 1));
}

#[test]
fn s2_3_another_content_under_the_same_id_is_held_beside_the_first() {
    let mut world = visited();
    let forged = finish(2, VISIT, "ông Lợi", None);
    assert_eq!(
        held(receive(&mut world, &volunteer(), &forged)),
        HeldReason::OtherContent
    );
    assert_eq!(
        receive(&mut world, &volunteer(), &finish(2, VISIT, "bà Hạnh", None)),
        Outcome::Applied {
            notices: Vec::new()
        }
    );
    assert_eq!(world.visits[&VISIT].answers, met("bà Hạnh"));
    let again = receive_at(&mut world, &volunteer(), &forged, arrival());
    assert_eq!(
        receive_at(&mut world, &volunteer(), &forged, arrival()),
        again,
        "S2.2 holds for what is held, too"
    );
    let written = world.into_written();
    assert_eq!(written.receipts.len(), 3);
    let kept = written.records.iter().find_map(|(_, record)| match record {
        Record::Held(kept) => Some(kept),
        _ => None,
    });
    assert_eq!(kept.unwrap().content.get(), forged.text());
}

#[test]
fn s2_4_an_unknown_kind_is_held_as_it_came() {
    let mut world = world();
    let text = r#"{"id":"00000000-0000-0000-0000-000000000007","device":"00000000-0000-0000-0000-000000000014","counter":1,"made":{"utc_ms":0,"zone_min":0,"mono_ms":0},"action":{"measure_flood":{"cm":40}}}"#;
    let raw = RawOperation::from_text(text.into()).unwrap();
    assert!(matches!(
        held(receive(&mut world, &volunteer(), &raw)),
        HeldReason::Unreadable { .. }
    ));
    let written = world.into_written();
    let [(Scope::Office(_), Record::Held(kept))] = &written.records[..] else {
        panic!("{written:?}")
    };
    assert_eq!(kept.content.get(), text);
}

#[test]
fn s2_1_only_a_text_without_an_id_gets_no_receipt() {
    let raw = RawOperation::from_text(r#"{"action":{"register_household":{}}}"#.into()).unwrap();
    assert_eq!(
        receive_at(&mut world(), &volunteer(), &raw, arrival()),
        None::<Receipt>
    );
}

#[test]
fn s2_5_work_outside_the_own_hamlets_is_held() {
    let mut world = world();
    assert_eq!(
        held(receive(&mut world, &volunteer(), &register(1, FOREIGN))),
        HeldReason::ForeignScope
    );
    world.homes.insert(HOME, home(FOREIGN));
    assert_eq!(
        held(receive(
            &mut world,
            &volunteer(),
            &finish(2, VISIT, "bà Hạnh", None)
        )),
        HeldReason::ForeignScope
    );
    assert!(world.visits.is_empty());
    let written = world.into_written();
    assert_eq!(
        (written.receipts.len(), written.records.len()),
        (2, 2),
        "both are kept at the office"
    );
}

#[test]
fn s2_5_a_volunteer_reviews_nothing_and_nobody_speaks_for_another_device() {
    let mut world = visited();
    assert_eq!(
        held(receive(
            &mut world,
            &volunteer(),
            &review(3, ReviewDecision::Accept)
        )),
        HeldReason::ForeignScope
    );
    let other = Author {
        device: DeviceId(Uuid::from_u128(99)),
        ..volunteer()
    };
    assert_eq!(
        held(receive(
            &mut world,
            &other,
            &finish(4, AMENDMENT, "x", None)
        )),
        HeldReason::ForeignDevice
    );
    assert_eq!(world.visits[&VISIT].review, Review::Waiting);
}

#[test]
fn s2_6_what_a_visit_needs() {
    let mut empty = world();
    assert_eq!(
        held(receive(
            &mut empty,
            &volunteer(),
            &finish(2, VISIT, "x", None)
        )),
        HeldReason::UnknownHousehold
    );

    let mut formless = World::default();
    formless.homes.insert(HOME, home(OWN));
    assert_eq!(
        held(receive(
            &mut formless,
            &volunteer(),
            &finish(2, VISIT, "x", None)
        )),
        HeldReason::UnknownForm
    );

    let mut world = world();
    receive(&mut world, &volunteer(), &register(1, OWN));
    let HeldReason::Answers { problems } = held(receive(
        &mut world,
        &volunteer(),
        &finish(2, VISIT, "", None),
    )) else {
        panic!()
    };
    assert_eq!(problems[0].path, "who/met");
    assert!(!problems[0].message.is_empty());
    receive(&mut world, &volunteer(), &finish(3, VISIT, "x", None));
    assert_eq!(
        held(receive(
            &mut world,
            &volunteer(),
            &finish(4, VISIT, "y", None)
        )),
        HeldReason::VisitExists
    );
    assert_eq!(
        held(receive(&mut world, &volunteer(), &register(5, OWN))),
        HeldReason::HouseholdExists
    );
}

#[test]
fn s2_7_an_amendment_takes_the_place_once_and_the_earlier_version_stays() {
    let mut world = visited();
    let back = ReviewDecision::Return {
        reason: "Xin ghi lại diện tích nhà".into(),
    };
    assert_eq!(
        receive(&mut world, &officer(), &review(3, back)),
        Outcome::Applied {
            notices: Vec::new()
        }
    );
    assert_eq!(
        receive(
            &mut world,
            &volunteer(),
            &finish(4, AMENDMENT, "bà Hạnh và cháu Vy", Some(VISIT))
        ),
        Outcome::Applied {
            notices: Vec::new()
        }
    );
    assert_eq!(
        world.visits[&VISIT].review,
        Review::Amended {
            with: AMENDMENT,
            reason: Some("Xin ghi lại diện tích nhà".into())
        }
    );
    assert_eq!(world.visits[&VISIT].answers, met("bà Hạnh"));
    assert_eq!(world.visits[&AMENDMENT].review, Review::Waiting);
    let third = VisitId(Uuid::from_u128(42));
    assert!(matches!(
        held(receive(
            &mut world,
            &volunteer(),
            &finish(5, third, "x", Some(VISIT))
        )),
        HeldReason::Review { .. }
    ));
    let somebody = Author {
        user: UserId(Uuid::from_u128(12)),
        ..volunteer()
    };
    assert_eq!(
        held(receive(
            &mut world,
            &somebody,
            &finish(6, third, "x", Some(AMENDMENT))
        )),
        HeldReason::UnknownVisit
    );
}

#[test]
fn s2_8_a_review_changes_only_what_the_office_says() {
    let mut world = visited();
    let before = world.visits[&VISIT].clone();
    receive(&mut world, &officer(), &review(3, ReviewDecision::Accept));
    let after = world.visits[&VISIT].clone();
    assert_eq!(
        after.review,
        Review::Accepted {
            by: OFFICER,
            at: now()
        }
    );
    assert_eq!(
        dong_hanh_sync::Visit {
            review: before.review.clone(),
            ..after
        },
        before
    );
    let colleague = Author {
        user: UserId(Uuid::from_u128(13)),
        ..officer()
    };
    assert!(matches!(
        held(receive(
            &mut world,
            &colleague,
            &review(4, ReviewDecision::Reopen)
        )),
        HeldReason::Review { .. }
    ));
}

#[test]
fn s2_9_a_clock_three_years_off_is_said_and_corrected() {
    let mut world = world();
    let years = 3 * 365 * 24 * 3600 * 1000;
    let late = Arrival::new(
        now(),
        DeviceTime {
            utc_ms: NOW_MS - years,
            ..clock()
        },
    );
    let raw = register(1, OWN);
    assert_eq!(
        receive_at(&mut world, &volunteer(), &raw, late)
            .unwrap()
            .outcome,
        Outcome::Applied {
            notices: vec![Notice::ClockOff { skew_ms: years }]
        }
    );
    receive_at(&mut world, &volunteer(), &finish(2, VISIT, "x", None), late).unwrap();
    let visit = &world.visits[&VISIT];
    assert_eq!(
        visit.finished_corrected().corrected().timestamp_millis(),
        clock().utc_ms + years
    );

    let close = Arrival {
        now: now(),
        skew_ms: -CLOCK_TOLERANCE_MS,
    };
    let visit = finish(3, AMENDMENT, "x", None);
    assert_eq!(
        receive_at(&mut world, &volunteer(), &visit, close)
            .unwrap()
            .outcome,
        Outcome::Applied {
            notices: Vec::new()
        }
    );
    assert_eq!(world.visits[&AMENDMENT].skew_ms, None);
}

#[test]
fn s2_11_fields_of_a_newer_device_stay_with_the_visit() {
    let mut world = world();
    receive(&mut world, &volunteer(), &register(1, OWN));
    let text = finish(2, VISIT, "x", None).text().replacen(
        r#"sit":{"#,
        r#"sit":{"weather":"mưa","hamlet":"ở trên","received":1,"#,
        1,
    );
    receive(
        &mut world,
        &volunteer(),
        &RawOperation::from_text(text).unwrap(),
    );
    let visit = &world.visits[&VISIT];
    assert_eq!(visit.said.0["weather"], "mưa");
    // Names that the record uses for something else as well: it reads back as what it was.
    assert_eq!(
        (&visit.said.0["hamlet"], visit.hamlet),
        (&"ở trên".into(), OWN)
    );
    let text = serde_json::to_string(visit).unwrap();
    assert_eq!(
        serde_json::from_str::<dong_hanh_sync::Visit>(&text).unwrap(),
        *visit
    );
}

#[test]
fn s2_12_what_takes_the_place_of_something_held_settles_it() {
    let mut world = world();
    let author = volunteer();
    receive(&mut world, &author, &register(1, FOREIGN));
    let again = settling(1, &register(2, OWN));
    let applied = receive(&mut world, &author, &again);
    assert_eq!(
        applied,
        Outcome::Applied {
            notices: Vec::new()
        }
    );
    // Its replay changes nothing.
    assert_eq!(receive(&mut world, &author, &again), applied);
    assert_eq!(world.homes[&HOME], home(OWN));
    assert_eq!(at_office(world), [(1, Some(2))]);
}

#[test]
fn s2_12_of_what_is_held_again_and_again_only_the_last_is_open() {
    let mut world = world();
    let author = volunteer();
    receive(&mut world, &author, &register(1, FOREIGN));
    for n in 2..5 {
        let again = settling(n - 1, &register(n, FOREIGN));
        assert_eq!(
            held(receive(&mut world, &author, &again)),
            HeldReason::ForeignScope
        );
    }
    // Also where the server can read of it only that it takes the place of another.
    let text = r#"{"id":"00000000-0000-0000-0000-000000000005","settles":"00000000-0000-0000-0000-000000000004","action":{"plant":{}}}"#;
    let unread = RawOperation::from_text(text.into()).unwrap();
    held(receive(&mut world, &author, &unread));
    let settled = [1, 2, 3, 4].map(|n| (n, Some(n + 1)));
    let mut office = at_office(world);
    office.sort_unstable();
    assert_eq!(office[..4], settled);
    assert_eq!(office[4..], [(5, None)]);
}

/// An office that was put back to a backup hears the later of the two first, and both again after that.
#[test]
fn s2_12_what_was_said_again_settles_what_came_back_after_it() {
    let mut world = world();
    let author = volunteer();
    let again = settling(1, &register(2, FOREIGN));
    held(receive(&mut world, &author, &again));
    let first = register(1, FOREIGN);
    held(receive(&mut world, &author, &first));
    held(receive(&mut world, &author, &again));
    let mut office = at_office(world);
    office.sort_unstable();
    assert_eq!(office, [(1, Some(2)), (2, None)]);
}

#[test]
fn s2_12_every_content_under_the_id_is_settled() {
    let mut world = world();
    let author = volunteer();
    receive(&mut world, &author, &register(1, FOREIGN));
    receive(&mut world, &author, &finish(1, VISIT, "x", None));
    receive(&mut world, &author, &settling(1, &register(2, OWN)));
    assert_eq!(at_office(world), [(1, Some(2)), (1, Some(2))]);

    // A content that names the id under which it came itself settles the first one, and is open.
    let mut world = self::world();
    receive(&mut world, &author, &register(1, FOREIGN));
    let other = settling(1, &finish(1, VISIT, "x", None));
    assert_eq!(
        held(receive(&mut world, &author, &other)),
        HeldReason::OtherContent
    );
    assert_eq!(at_office(world), [(1, Some(1)), (1, None)]);
}

#[test]
fn s2_13_nobody_settles_what_is_unknown_applied_settled_or_anothers() {
    let mut world = world();
    receive(&mut world, &volunteer(), &register(1, FOREIGN));
    receive(&mut world, &volunteer(), &register(2, OWN));
    // Another's; unknown; applied.
    let accepted = Outcome::Applied {
        notices: Vec::new(),
    };
    let others = [acknowledge(3, 1), acknowledge(4, 99), acknowledge(5, 2)];
    for raw in others {
        assert_eq!(receive(&mut world, &officer(), &raw), accepted);
    }
    assert_eq!(
        receive(&mut world, &volunteer(), &acknowledge(6, 2)),
        accepted
    );
    assert_eq!(world.held.len(), 1);
    assert!(
        world
            .held
            .values()
            .flatten()
            .all(|held| held.record.state.is_open())
    );
    // What is settled stays as it is.
    for n in [7, 8] {
        let raw = acknowledge(n, 1);
        assert_eq!(receive(&mut world, &volunteer(), &raw), accepted);
    }
    assert_eq!(at_office(world), [(1, Some(7))]);
}

#[test]
fn s2_14_what_is_settled_stays_readable_and_older_texts_are_open() {
    let mut world = world();
    let first = register(1, FOREIGN);
    receive(&mut world, &volunteer(), &first);
    let holding = world.held.values().flatten().next().unwrap();
    let before = Record::Held(holding.record.clone());
    let body = before.to_body().unwrap();
    assert!(!body.get().contains("state"), "as it was written before");
    let old: HeldRecord = serde_json::from_str(body.get()).unwrap();
    assert_eq!(old.state, HeldState::Open);

    receive(&mut world, &volunteer(), &acknowledge(2, 1));
    let written = world.into_written();
    let [(_, record)] = &written.records[..] else {
        panic!("one record, as it is last");
    };
    assert_eq!(record.key(), before.key());
    let body = record.to_body().unwrap();
    let new: HeldRecord = serde_json::from_str(body.get()).unwrap();
    assert_eq!(new.content.get(), first.text());
    assert_eq!(new.why, HeldReason::ForeignScope);
    assert!(!new.state.is_open());
}

#[test]
fn s2_15_an_acknowledgement_lets_a_decision_rest_and_changes_no_visit() {
    let mut world = visited();
    receive(&mut world, &officer(), &review(3, ReviewDecision::Accept));
    let colleague = Author {
        user: UserId(Uuid::from_u128(13)),
        ..officer()
    };
    held(receive(
        &mut world,
        &colleague,
        &review(4, ReviewDecision::Reopen),
    ));
    let before = world.visits.clone();
    assert_eq!(
        receive(&mut world, &colleague, &acknowledge(5, 4)),
        Outcome::Applied {
            notices: Vec::new()
        }
    );
    assert_eq!(world.visits, before);
    assert_eq!(at_office(world), [(4, Some(5))]);
}

#[test]
fn an_operation_from_before_settles_nothing() {
    let raw = register(1, OWN);
    assert!(!raw.text().contains("settles"));
    assert_eq!(raw.open().unwrap().settles, None);
    let raw = acknowledge(2, 1);
    assert_eq!(raw.open().unwrap().settles, raw.head().unwrap().settles);
    // However often it is said again, it is no field of the visit.
    let visit = settling(2, &settling(1, &finish(3, VISIT, "x", None)));
    let said = visit.open().unwrap();
    assert_eq!(said.settles, Some(OperationId(Uuid::from_u128(2))));
    assert_eq!(
        said.action,
        finish(3, VISIT, "x", None).open().unwrap().action
    );
}

#[test]
fn a_batch_says_what_it_needs() {
    let needs = needs_of(&[
        finish(2, AMENDMENT, "x", Some(VISIT)),
        review(3, ReviewDecision::Accept),
    ]);
    assert_eq!(needs.homes, [HOME].into());
    assert_eq!(needs.visits, [VISIT, AMENDMENT].into());
    assert_eq!(needs.forms, [form().0].into());
    let needs = needs_of(&[acknowledge(2, 1)]);
    assert_eq!(needs.held, [OperationId(Uuid::from_u128(1))].into());
}

#[test]
fn what_was_answered_before_is_not_read_again() {
    let mut world = visited();
    let raw = finish(2, VISIT, "bà Hạnh", None);
    let again = Arrived::from(&raw).open(&world.receipts);
    assert!(matches!(again, Opened::Answered { .. }));
    assert_eq!(Needs::of(&[again]), Needs::default());
    // Other content under the id was never answered.
    let forged = finish(2, VISIT, "bà Hoa", None);
    let forged = Arrived::from(&forged).open(&world.receipts);
    assert!(matches!(forged, Opened::New { .. }));
    assert!(world.receive(&volunteer(), forged, arrival()).is_some());
}

fn needs_of(batch: &[RawOperation]) -> Needs {
    let batch = batch.iter().map(Arrived::from);
    let batch: Vec<_> = batch.map(|raw| raw.open(&Receipts::new())).collect();
    Needs::of(&batch)
}
