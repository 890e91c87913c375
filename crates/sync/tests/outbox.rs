//! The outbox: what a device said, from the moment it is durable until it is forgotten.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{
    DeviceId, DeviceTime, HouseholdId, OperationId, ReviewDecision, UserId, VisitId,
};
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::outbox::{Outbox, SHOWN_DAYS, Saying, Sent, Stage};
use dong_hanh_sync::{Action, Gone, HeldReason, Outcome, Receipt, Ruling, RulingRecord};
use proptest::prelude::*;
use uuid::Uuid;

const DEVICE: DeviceId = DeviceId(Uuid::from_u128(7));

fn time() -> DeviceTime {
    DeviceTime {
        utc_ms: 0,
        zone_min: 420,
        mono_ms: 0,
        skew_ms: None,
    }
}

fn operation(number: u128) -> OperationId {
    OperationId(Uuid::from_u128(number))
}

fn review(visit: u128) -> Saying {
    let action = Action::ReviewVisit {
        visit: VisitId(Uuid::from_u128(visit)),
        decision: ReviewDecision::Accept,
    };
    Saying::now(time(), action)
}

fn rest(of: u128) -> Saying {
    Saying {
        settles: Some(operation(of)),
        ..Saying::now(time(), Action::Acknowledge {})
    }
}

/// Says something as the app does, with the storing left out.
fn say(outbox: &mut Outbox, id: u128, saying: Saying) {
    let planned = outbox.plan(DEVICE, [(operation(id), saying)]).unwrap();
    for (counter, raw) in planned {
        outbox.queue(counter, raw);
    }
}

fn receipt(id: OperationId, outcome: Outcome) -> Receipt {
    Receipt {
        operation: id,
        received: DateTime::UNIX_EPOCH,
        outcome,
    }
}

fn applied() -> Outcome {
    Outcome::Applied {
        notices: Vec::new(),
    }
}

fn held() -> Outcome {
    Outcome::Held {
        reason: HeldReason::ForeignScope,
    }
}

fn stages(outbox: &Outbox) -> Vec<Stage> {
    outbox
        .iter()
        .map(|(counter, entry)| outbox.stage(counter, entry))
        .collect()
}

fn day(days: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(days)
}

#[test]
fn counters_go_on_behind_what_was_used() {
    let mut outbox = Outbox::after(41);
    say(&mut outbox, 1, review(1));
    say(&mut outbox, 2, review(2));
    let counters: Vec<_> = outbox.iter().map(|(counter, _)| counter).collect();
    assert_eq!(counters, [42, 43]);
    assert_eq!(outbox.counter(), 43);
    outbox.forget(43);
    assert_eq!(outbox.counter(), 43, "no counter is used twice");
}

/// [S1.2]
#[test]
fn a_receipt_answers_only_what_waits_for_it() {
    let mut outbox = Outbox::default();
    say(&mut outbox, 1, review(1));
    assert!(outbox.awaiting(operation(2)).is_none());
    let (counter, _) = outbox.awaiting(operation(1)).unwrap();
    outbox.received(counter, receipt(operation(1), applied()));
    assert!(outbox.awaiting(operation(1)).is_none(), "it has its answer");
    assert_eq!(outbox.waiting(), 0);
    assert_eq!(outbox.receipted(), 1);
}

/// [S2.12]
#[test]
fn what_is_held_is_open_until_something_takes_its_place() {
    let mut outbox = Outbox::default();
    say(&mut outbox, 1, review(1));
    say(&mut outbox, 2, review(2));
    outbox.received(1, receipt(operation(1), held()));
    outbox.received(2, receipt(operation(2), held()));
    assert_eq!(outbox.held().count(), 2);
    say(&mut outbox, 3, rest(1));
    let again = Saying::again(outbox.find(operation(2)).unwrap().2);
    assert!(!outbox.says(&again));
    say(&mut outbox, 4, again.clone());
    assert!(outbox.says(&again), "once is enough");
    assert_eq!(outbox.held().count(), 0);
    let expected = [Stage::Seen, Stage::Replaced, Stage::Waiting, Stage::Waiting];
    assert_eq!(stages(&outbox), expected);
}

#[test]
fn what_is_not_done_in_the_end_is_never_forgotten() {
    let mut outbox = Outbox::default();
    for id in 1..=3 {
        say(&mut outbox, id, review(id));
    }
    outbox.received(1, receipt(operation(1), applied()));
    outbox.received(2, receipt(operation(2), held()));
    let later = day(SHOWN_DAYS + 1);
    assert_eq!(outbox.expired(0, later), [0; 0], "no feed has brought it");
    assert_eq!(outbox.expired(9, day(SHOWN_DAYS)), [0; 0], "not yet");
    assert_eq!(outbox.expired(9, later), [1]);
    let again = Saying::again(outbox.find(operation(2)).unwrap().2);
    say(&mut outbox, 4, again);
    assert_eq!(outbox.expired(9, later), [1], "what took its place waits");
    outbox.received(4, receipt(operation(4), applied()));
    assert_eq!(outbox.expired(9, later), [1, 2, 4]);
}

fn ruled(outbox: &mut Outbox, counter: u64, ruling: Ruling) {
    let raw = outbox
        .iter()
        .find(|(at, _)| *at == counter)
        .unwrap()
        .1
        .raw
        .clone();
    outbox.ruled(RulingRecord {
        operation: raw.id().unwrap(),
        digest: raw.digest().to_string(),
        officer: UserId(Uuid::from_u128(9)),
        at: day(1),
        ruling,
    });
}

fn note() -> String {
    "Hộ này là hộ bà Bưởi.".into()
}

#[test]
fn s8_12_what_an_officer_filed_or_closed_is_open_no_more_and_what_he_sent_back_is() {
    let mut outbox = Outbox::default();
    for id in 1..=3 {
        say(&mut outbox, id, review(id));
        let counter = outbox.counter();
        outbox.received(counter, receipt(operation(id), held()));
    }
    ruled(&mut outbox, 1, Ruling::Apply);
    ruled(&mut outbox, 2, Ruling::Close { note: note() });
    ruled(&mut outbox, 3, Ruling::SendBack { note: note() });
    let at = day(1);
    let back = Stage::SentBack {
        note: note(),
        reason: HeldReason::ForeignScope,
        at,
    };
    let closed = Stage::Closed { note: note(), at };
    let expected = [Stage::Filed { at }, closed.clone(), back];
    assert_eq!(stages(&outbox), expected);
    let open: Vec<_> = outbox.held().map(|(counter, _, _)| counter).collect();
    assert_eq!(open, [3]);
    // What its author says of it afterwards takes the place only of what was sent back.
    for of in 1..=3 {
        say(&mut outbox, 3 + of, rest(of));
    }
    let expected = [Stage::Filed { at }, closed, Stage::Seen];
    assert_eq!(stages(&outbox)[..3], expected);
    assert_eq!(outbox.held().count(), 0);
    // What was closed counts by itself for good.
    assert_eq!(outbox.expired(9, day(SHOWN_DAYS + 1)), [1]);
}

#[test]
fn a_stored_outbox_is_the_same_again() {
    let mut outbox = Outbox::default();
    say(&mut outbox, 1, review(1));
    say(&mut outbox, 2, rest(1));
    outbox.received(1, receipt(operation(1), held()));
    let mut read = Outbox::after(outbox.counter());
    for (counter, entry) in outbox.iter().collect::<Vec<_>>().into_iter().rev() {
        match &entry.receipt {
            None => read.queue(counter, entry.raw.clone()),
            Some(receipt) => {
                let sent = Sent {
                    operation: entry.raw.clone(),
                    receipt: receipt.clone(),
                };
                let text = serde_json::to_string(&sent).unwrap();
                read.sent(counter, serde_json::from_str(&text).unwrap());
            }
        }
    }
    assert_eq!(stages(&read), stages(&outbox));
}

/// What may happen to an outbox.
#[derive(Clone, Debug)]
enum Step {
    Say,
    Request,
    /// The office answers the first so many of the request: with what, per operation.
    Answer(Vec<bool>),
    Fail(Failure),
    Reach,
    Retry,
    /// The last held one is let rest.
    Rest,
    /// An officer decides on the last held one.
    Rule(Ruling),
}

fn ruling() -> impl Strategy<Value = Ruling> {
    prop_oneof![
        Just(Ruling::Apply),
        Just(Ruling::SendBack { note: note() }),
        Just(Ruling::Close { note: note() }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let failure = prop_oneof![
        Just(Failure::NoAnswer),
        Just(Failure::Busy { retry_after: None }),
        Just(Failure::Refused {
            code: "too-large".to_owned()
        }),
    ];
    prop_oneof![
        3 => Just(Step::Say),
        3 => Just(Step::Request),
        3 => prop::collection::vec(any::<bool>(), 0..5).prop_map(Step::Answer),
        2 => failure.prop_map(Step::Fail),
        1 => Just(Step::Reach),
        1 => Just(Step::Retry),
        1 => Just(Step::Rest),
        1 => ruling().prop_map(Step::Rule),
    ]
}

/// The moves that the vocabulary of the specification allows.
fn is_legal(from: &Stage, to: &Stage) -> bool {
    use Stage::{
        Applied, Closed, Filed, Held, Replaced, Seen, Sending, SentBack, SetAside, Waiting,
    };
    from == to
        || matches!(
            (from, to),
            (Waiting | SetAside { .. }, Sending)
                | (Sending, Waiting | SetAside { .. } | Applied { .. } | Held { .. })
                // The rest of a request may have been answered while this one was put back.
                | (Waiting | SetAside { .. }, Waiting | SetAside { .. })
                | (Held { .. }, Replaced | Seen | SentBack { .. })
                | (SentBack { .. }, Replaced | Seen)
                | (Held { .. } | SentBack { .. }, Filed { .. } | Closed { .. })
        )
}

proptest! {
    /// [S1.2] [S1.10]
    #[test]
    fn s1_16_every_operation_makes_only_legal_moves(steps in prop::collection::vec(step(), 0..80)) {
        let mut outbox = Outbox::default();
        let mut last: BTreeMap<u64, Stage> = BTreeMap::new();
        let mut request: Vec<u64> = Vec::new();
        let mut said = 0u128;
        for step in steps {
            match step {
                Step::Say => {
                    said += 1;
                    say(&mut outbox, said, review(said));
                }
                Step::Request if request.is_empty() => {
                    request = outbox.next_request().into_iter().map(|(counter, _)| counter).collect();
                }
                Step::Answer(outcomes) if !request.is_empty() => {
                    for (counter, good) in request.drain(..).zip(outcomes) {
                        let id = outbox.iter().find(|(at, _)| *at == counter).unwrap().1.raw.id().unwrap();
                        let (found, _) = outbox.awaiting(id).unwrap();
                        prop_assert_eq!(found, counter);
                        outbox.received(counter, receipt(id, if good { applied() } else { held() }));
                    }
                    outbox.answered();
                }
                Step::Fail(failure) if !request.is_empty() => {
                    let sent = std::mem::take(&mut request);
                    // What it says decides only when to try again.
                    let _ = outbox.failed(&sent, failure);
                }
                Step::Reach => outbox.reached(),
                Step::Retry => outbox.retry(),
                Step::Rest => {
                    let open = outbox.held().last().map(|(_, _, operation)| operation.id.0.as_u128());
                    if let Some(open) = open {
                        said += 1;
                        say(&mut outbox, said, rest(open));
                    }
                }
                Step::Rule(ruling) => {
                    let open = outbox.held().last().map(|(counter, _, _)| counter);
                    if let Some(open) = open {
                        ruled(&mut outbox, open, ruling);
                    }
                }
                Step::Request | Step::Answer(_) | Step::Fail(_) => {}
            }
            let now: BTreeMap<u64, Stage> = outbox.iter().map(|(counter, entry)| (counter, outbox.stage(counter, entry))).collect();
            for (counter, before) in &last {
                prop_assert!(is_legal(before, &now[counter]), "{before:?} to {:?}", now[counter]);
            }
            prop_assert_eq!(now.len(), usize::try_from(said).unwrap(), "nothing is gone");
            prop_assert_eq!(outbox.waiting(), outbox.sendable() + outbox.set_aside());
            last = now;
        }
    }
}

#[test]
fn s20_7_what_was_sent_of_something_erased_goes_and_what_waits_stays() {
    let mut outbox = Outbox::default();
    let gone = Gone {
        visits: [VisitId(Uuid::from_u128(5))].into(),
        households: [HouseholdId(Uuid::from_u128(9))].into(),
        ..Gone::default()
    };
    // Applied; held for another reason; held as it is erased; not sent; of another visit.
    for (id, visit) in [(1, 5), (2, 5), (3, 5), (4, 5), (5, 6)] {
        say(&mut outbox, id, review(visit));
    }
    let erased = Outcome::Held {
        reason: HeldReason::Erased,
    };
    for (id, outcome) in [(1, applied()), (2, held()), (3, erased), (5, applied())] {
        outbox.received(u64::try_from(id).unwrap(), receipt(operation(id), outcome));
    }
    assert_eq!(outbox.erased(&Gone::default()), [0_u64; 0]);
    assert_eq!(outbox.erased(&gone), [1, 2]);

    // [S20.6] It goes when its author lets it rest and the office has heard of that, or an officer has closed it.
    let mut rested = outbox.clone();
    say(&mut rested, 6, rest(3));
    assert_eq!(rested.erased(&gone), [1, 2]);
    rested.received(6, receipt(operation(6), applied()));
    assert_eq!(rested.erased(&gone), [1, 2, 3]);
    let (_, entry, _) = outbox.find(operation(3)).unwrap();
    outbox.ruled(RulingRecord {
        operation: operation(3),
        digest: entry.raw.digest().to_string(),
        officer: UserId(Uuid::nil()),
        at: DateTime::UNIX_EPOCH,
        ruling: Ruling::Close {
            note: String::new(),
        },
    });
    assert_eq!(outbox.erased(&gone), [1, 2, 3]);
    for counter in outbox.erased(&gone) {
        outbox.forget(counter);
    }
    assert_eq!(outbox.waiting(), 1);
}

#[test]
fn s20_7_what_an_officer_placed_with_another_household_goes_with_that_one_alone() {
    let mut outbox = Outbox::default();
    let (erased, living) = (
        HouseholdId(Uuid::from_u128(9)),
        HouseholdId(Uuid::from_u128(10)),
    );
    say(&mut outbox, 1, review(5));
    let why = Outcome::Held {
        reason: HeldReason::Erased,
    };
    outbox.received(1, receipt(operation(1), why));
    ruled(&mut outbox, 1, Ruling::Place { household: living });
    let mut gone = Gone {
        visits: [VisitId(Uuid::from_u128(5))].into(),
        households: [erased].into(),
        ..Gone::default()
    };
    assert_eq!(outbox.erased(&gone), [0_u64; 0]);
    gone.households.insert(living);
    assert_eq!(outbox.erased(&gone), [1]);
}
