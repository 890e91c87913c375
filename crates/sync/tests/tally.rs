//! One account of what a device has made, counted at both ends.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;

use chrono::DateTime;
use dong_hanh_domain::{DeviceId, DeviceTime, OperationId, ReviewDecision, UserId, VisitId};
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::outbox::{Outbox, Saying};
use dong_hanh_sync::{
    Action, Fate, HeldReason, HeldState, Outcome, Receipt, Report, Ruling, RulingRecord, Tally,
};
use proptest::prelude::*;
use uuid::Uuid;

const DEVICE: DeviceId = DeviceId(Uuid::from_u128(7));

fn id(number: u128) -> OperationId {
    OperationId(Uuid::from_u128(number))
}

fn saying(visit: u128) -> Saying {
    let now = DeviceTime {
        utc_ms: 0,
        zone_min: 420,
        mono_ms: 0,
        skew_ms: None,
    };
    let action = Action::ReviewVisit {
        visit: VisitId(Uuid::from_u128(visit)),
        decision: ReviewDecision::Accept,
    };
    Saying::now(now, action)
}

/// What happens to one operation.
#[derive(Clone, Debug)]
enum Step {
    /// It is made, and stays.
    Make,
    /// It is made and applied.
    Apply,
    /// It is made and held.
    Hold,
    /// It is made and held, and an officer decides.
    Rule(Ruling),
    /// It is made in the place of an earlier one that was held, and applied.
    Settle(u8),
    /// The same, and it does not come to the office.
    TryToSettle(u8),
}

/// Both ends, as the protocol keeps them.
#[derive(Default)]
struct Ends {
    outbox: Outbox,
    received: u64,
    held: BTreeMap<OperationId, HeldState>,
}

const WHY: HeldReason = HeldReason::ForeignScope;

impl Ends {
    fn say(&mut self, saying: Saying) -> (u64, OperationId) {
        let next = id(u128::from(self.outbox.counter()) + 1);
        let planned = self.outbox.plan(DEVICE, [(next, saying)]).unwrap();
        let (counter, raw) = planned.into_iter().next().unwrap();
        self.outbox.queue(counter, raw);
        (counter, next)
    }

    fn answer(&mut self, (counter, operation): (u64, OperationId), outcome: Outcome) {
        let receipt = Receipt {
            operation,
            received: DateTime::UNIX_EPOCH,
            outcome,
        };
        self.outbox.received(counter, receipt);
        self.received += 1;
    }

    fn hold(&mut self) -> (u64, OperationId) {
        let said = self.say(saying(1));
        self.answer(said, Outcome::Held { reason: WHY });
        self.held.insert(said.1, HeldState::Open);
        said
    }

    fn step(&mut self, step: &Step) {
        let applied = Outcome::Applied {
            notices: Vec::new(),
        };
        match step {
            Step::Make => drop(self.say(saying(1))),
            Step::Apply => {
                let said = self.say(saying(1));
                self.answer(said, applied);
            }
            Step::Hold => drop(self.hold()),
            Step::Rule(ruling) => {
                let (counter, operation) = self.hold();
                let entry = self.outbox.iter().find(|(at, _)| *at == counter).unwrap().1;
                let digest = entry.raw.digest().to_string();
                self.outbox.ruled(RulingRecord {
                    operation,
                    digest,
                    officer: UserId(Uuid::nil()),
                    at: DateTime::UNIX_EPOCH,
                    ruling: ruling.clone(),
                });
                let state = HeldState::Ruled {
                    officer: UserId(Uuid::nil()),
                    at: DateTime::UNIX_EPOCH,
                    ruling: ruling.clone(),
                };
                self.held.insert(operation, state);
            }
            Step::Settle(which) | Step::TryToSettle(which) => {
                let earlier = id(u128::from(*which));
                let settles = self.held.contains_key(&earlier).then_some(earlier);
                let said = self.say(Saying {
                    settles,
                    ..saying(1)
                });
                if matches!(step, Step::TryToSettle(_)) {
                    return;
                }
                self.answer(said, applied);
                if let Some(state) = self.held.get_mut(&earlier)
                    && state.waits_for_author()
                {
                    *state = HeldState::Settled {
                        by: said.1,
                        at: DateTime::UNIX_EPOCH,
                    };
                }
            }
        }
    }

    fn on_device(&self) -> Tally {
        Tally::of_device(&self.outbox, 0)
    }

    fn at_office(&self, report: &Report) -> Tally {
        let held = self.held.values();
        let held = held.map(|state| (Fate::of_held(&WHY, state), 1));
        Tally::of_office(self.received, held, Some(report))
    }

    fn report(&self) -> Report {
        Report {
            made: Some(self.outbox.counter()),
            waiting: self.outbox.waiting() as u64,
            set_aside: self.outbox.set_aside() as u64,
            ..Report::default()
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let note = || String::from("Xin xem lại.");
    let ruling = prop_oneof![
        Just(Ruling::Apply),
        Just(Ruling::SendBack { note: note() }),
        Just(Ruling::Close { note: note() }),
    ];
    let step = prop_oneof![
        Just(Step::Make),
        Just(Step::Apply),
        Just(Step::Hold),
        ruling.prop_map(Step::Rule),
        (1u8..20).prop_map(Step::Settle),
        (1u8..20).prop_map(Step::TryToSettle),
    ];
    prop::collection::vec(step, 0..20)
}

proptest! {
    #[test]
    fn s8_9_both_ends_give_every_operation_the_same_fate(steps in steps()) {
        let mut ends = Ends::default();
        for step in &steps {
            ends.step(step);
            let (device, office) = (ends.on_device(), ends.at_office(&ends.report()));
            prop_assert_eq!(&device, &office);
            let made = ends.outbox.counter();
            prop_assert_eq!(device.made(), made);
            prop_assert!(office.account(made).balances());
            let account = device.account(made);
            let listed: u64 = account.exceptions.iter().map(|exception| exception.count).sum();
            prop_assert_eq!(account.done + listed, made);
        }
    }
}

#[test]
fn s8_9_what_waits_is_refused_or_cannot_be_read_is_listed_by_itself() {
    let mut ends = Ends::default();
    ends.step(&Step::Make);
    ends.step(&Step::Make);
    let [(first, _), ..] = &ends.outbox.next_request()[..] else {
        unreachable!("two wait");
    };
    let first = *first;
    let refusal = Failure::Refused {
        code: "wrong-shape".into(),
    };
    // Halved until it is alone, and then set aside.
    ends.outbox
        .failed(&[first, first + 1], refusal.clone())
        .unwrap();
    assert_eq!(ends.outbox.next_request().len(), 1);
    ends.outbox.failed(&[first], refusal).unwrap();
    let tally = Tally::of_device(&ends.outbox, 0);
    assert_eq!(
        (tally.of(&Fate::Waiting), tally.of(&Fate::SetAside)),
        (1, 1)
    );
    assert_eq!(tally.at_office(), 0);

    // What cannot be read has used a counter like any other.
    let mut later = Outbox::after(5);
    later.queue(6, ends.outbox.iter().next().unwrap().1.raw.clone());
    let tally = Tally::of_device(&later, 2);
    assert_eq!(
        (
            tally.of(&Fate::Unreadable),
            tally.of(&Fate::Done),
            tally.made()
        ),
        (2, 3, 6)
    );
}

#[test]
fn s8_10_what_takes_its_place_counts_when_the_office_has_it_and_closed_stays_closed() {
    let held = Fate::Held {
        reason: "foreign-scope".into(),
    };
    let mut ends = Ends::default();
    ends.step(&Step::Hold);
    ends.step(&Step::TryToSettle(1));
    assert_eq!(ends.on_device().of(&held), 1);
    assert_eq!(ends.at_office(&ends.report()).of(&held), 1);
    ends.step(&Step::Settle(1));
    assert_eq!(
        (ends.on_device().of(&held), ends.on_device().of(&Fate::Done)),
        (0, 2)
    );

    let close = Ruling::Close {
        note: "Đã nhập tay.".into(),
    };
    let mut ends = Ends::default();
    ends.step(&Step::Rule(close));
    ends.step(&Step::Settle(1));
    for tally in [ends.on_device(), ends.at_office(&ends.report())] {
        assert_eq!((tally.of(&Fate::Closed), tally.of(&Fate::Done)), (1, 1));
    }
}

#[test]
fn s8_11_what_is_missing_and_what_came_since_is_named() {
    let mut ends = Ends::default();
    for _ in 0..3 {
        ends.step(&Step::Apply);
    }
    let report = ends.report();
    // Put back to a backup from before the last two.
    ends.received = 1;
    let account = ends.at_office(&report).account(3);
    assert_eq!((account.done, account.missing, account.since), (1, 2, 0));
    assert!(!account.balances());
    // Two more came, and the device has not said so yet.
    ends.received = 5;
    let account = ends.at_office(&report).account(3);
    assert_eq!((account.done, account.missing, account.since), (5, 0, 2));
}
