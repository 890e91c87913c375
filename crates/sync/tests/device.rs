//! The pure device: what it sends, what it has committed, and what follows from answers.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    DeviceId, DeviceTime, HouseholdId, OperationId, ReviewDecision, Scope, UserId, VisitId,
};
use dong_hanh_sync::device::{
    Around, Commit, Device, Effect, Failure, Input, Phase, Pulled, Written,
};
use dong_hanh_sync::exchange::Exchange;
use dong_hanh_sync::feed::FeedPage;
use dong_hanh_sync::outbox::{Outbox, Saying, Sent};
use dong_hanh_sync::{
    Action, Change, Epoch, Gone, HeldReason, Operation, Outcome, PullAnswer, PullRequest,
    PushAnswer, Receipt, RecordKey, Report, Ruling, RulingRecord, Seq,
};
use uuid::Uuid;

const DEVICE: DeviceId = DeviceId(Uuid::from_u128(7));

/// What is around a device that these tests need, and how it stands.
#[derive(Default)]
struct Phone {
    places: BTreeMap<RecordKey, Scope>,
    drafted: RefCell<Vec<RecordKey>>,
    report: RefCell<Report>,
    gone: RefCell<Gone>,
}

impl Around for Phone {
    fn now(&self, skew_ms: Option<i64>) -> DeviceTime {
        DeviceTime {
            utc_ms: 1_000,
            zone_min: 420,
            mono_ms: 0,
            skew_ms,
        }
    }

    fn chance(&self) -> f64 {
        0.0
    }

    fn scope_of(&self, key: &RecordKey) -> Option<Scope> {
        self.places.get(key).cloned()
    }

    fn records_of(&self, scope: &Scope) -> BTreeSet<RecordKey> {
        let here = self.places.iter().filter(|(_, place)| *place == scope);
        here.map(|(key, _)| key.clone()).collect()
    }

    fn drafted(&self) -> Vec<RecordKey> {
        self.drafted.borrow().clone()
    }

    fn keeps_photos(&self, _: &Operation) -> bool {
        false
    }

    fn gone(&self) -> Gone {
        self.gone.borrow().clone()
    }

    fn report(&self) -> Report {
        self.report.borrow().clone()
    }
}

fn hamlet(number: u128) -> Scope {
    format!("h:{}", Uuid::from_u128(number)).parse().unwrap()
}

fn household(number: u128) -> RecordKey {
    RecordKey::Household(HouseholdId(Uuid::from_u128(number)))
}

fn page(scope: Scope, changes: Vec<(RecordKey, Option<&str>)>) -> FeedPage {
    let change = |(key, body): (RecordKey, Option<&str>)| Change {
        seq: Seq(1),
        key,
        body: body.map(|body| serde_json::value::RawValue::from_string(body.to_owned()).unwrap()),
    };
    FeedPage {
        scope,
        changes: changes.into_iter().map(change).collect(),
        cursor: Seq(1),
        more: false,
        anew: false,
    }
}

fn news(scopes: Vec<Scope>, feeds: Vec<FeedPage>) -> PullAnswer {
    PullAnswer {
        scopes,
        feeds,
        now: DateTime::UNIX_EPOCH,
        epoch: Some(Epoch(1)),
        forgotten: false,
    }
}

/// A device that leads, with so many reviews in its outbox; and what it wants first.
fn leading(phone: &Phone, said: u128) -> (Device, Vec<Effect>) {
    let mut device = Device::new(DEVICE, Outbox::default(), Exchange::default());
    for number in 1..=said {
        let saying = Saying::now(
            phone.now(None),
            Action::ReviewVisit {
                visit: VisitId(Uuid::from_u128(number)),
                decision: ReviewDecision::Accept,
            },
        );
        let id = OperationId(Uuid::from_u128(number));
        let planned = device.outbox().plan(DEVICE, [(id, saying)]).unwrap();
        device.queue(planned);
    }
    let mut effects = device.step(Input::Queued, phone);
    effects.extend(device.step(Input::Leading(true), phone));
    (device, effects)
}

/// Applies everything that is on its way, and ends with what the device wants next.
fn received(device: &mut Device, phone: &Phone, effects: &[Effect]) -> Vec<Effect> {
    let [Effect::Push(request)] = effects else {
        panic!("{effects:?}");
    };
    let receipt = |operation: OperationId| Receipt {
        operation,
        received: DateTime::UNIX_EPOCH,
        outcome: Outcome::Applied {
            notices: Vec::new(),
        },
    };
    let ids = request.operations.iter().filter_map(|raw| raw.id());
    let answer = PushAnswer {
        receipts: ids.map(receipt).collect(),
        now: DateTime::UNIX_EPOCH,
    };
    let effects = device.step(Input::Pushed(Ok(answer)), phone);
    assert!(matches!(&effects[..], [Effect::Store(_)]), "{effects:?}");
    device.step(Input::Stored(Ok(())), phone)
}

fn asks(effects: &[Effect]) -> PullRequest {
    let [Effect::Pull(request)] = effects else {
        panic!("{effects:?}");
    };
    request.clone()
}

/// Commits everything until the device rests; gives what was committed, without the exchange.
fn rest(device: &mut Device, phone: &Phone, mut effects: Vec<Effect>) -> Vec<Written> {
    let mut written = Vec::new();
    loop {
        let input = match &effects[..] {
            [Effect::Store(commit)] => {
                written.push(commit.written.clone());
                Input::Stored(Ok(()))
            }
            [Effect::SendPhotos, ..] => Input::PhotosSent(Ok(())),
            _ => break,
        };
        effects = device.step(input, phone);
    }
    written
}

#[test]
fn s1_2_a_receipt_counts_only_when_it_is_committed() {
    let phone = Phone::default();
    let (mut device, effects) = leading(&phone, 2);
    let [Effect::Push(request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let id = request.operations[0].id().unwrap();
    let answer = PushAnswer {
        receipts: vec![Receipt {
            operation: id,
            received: DateTime::UNIX_EPOCH,
            outcome: Outcome::Applied {
                notices: Vec::new(),
            },
        }],
        now: DateTime::UNIX_EPOCH,
    };
    let effects = device.step(Input::Pushed(Ok(answer)), &phone);
    let [
        Effect::Store(Commit {
            written: Written::Receipts(receipts),
            ..
        }),
    ] = &effects[..]
    else {
        panic!("{effects:?}");
    };
    assert_eq!(receipts.len(), 1);
    assert_eq!(
        device.outbox().waiting(),
        2,
        "nothing is so before the commit"
    );
    device.step(Input::Stored(Err(Failure::Full)), &phone);
    assert_eq!(device.outbox().waiting(), 2);
    assert_eq!(device.phase(), &Phase::Failing(Failure::Full));
}

#[test]
fn s1_3_what_was_given_up_ends_before_anything_else_begins_and_is_stored_all_the_same() {
    let phone = Phone::default();
    let (mut device, effects) = leading(&phone, 1);
    assert!(matches!(&effects[..], [Effect::Push(_)]));
    let stopped = device.step(Input::Cancelled, &phone);
    assert!(matches!(&stopped[..], [Effect::Abort, Effect::WakeIn(_)]));
    assert!(device.step(Input::Pressed, &phone).is_empty());
    // The answer had come all the same, and what was pressed meanwhile goes on behind it.
    let effects = received(&mut device, &phone, &effects);
    assert_eq!(device.outbox().waiting(), 0);
    asks(&effects);
}

#[test]
fn s1_12_a_lost_scope_goes_only_when_nothing_unsent_is_about_it() {
    let (here, lost) = (hamlet(1), hamlet(2));
    let phone = Phone {
        places: [(household(5), lost.clone())].into(),
        drafted: RefCell::new(vec![household(5)]),
        ..Phone::default()
    };
    let (mut device, _) = leading(&phone, 0);
    let both = vec![here.clone(), lost.clone()];
    let pages = vec![
        page(here.clone(), Vec::new()),
        page(lost.clone(), Vec::new()),
    ];
    let effects = device.step(Input::Pulled(Ok(Pulled::News(news(both, pages)))), &phone);
    rest(&mut device, &phone, effects);

    asks(&device.step(Input::Pressed, &phone));
    let answer = news(vec![here.clone()], Vec::new());
    let effects = device.step(Input::Pulled(Ok(Pulled::News(answer.clone()))), &phone);
    let written = rest(&mut device, &phone, effects);
    assert!(
        !written
            .iter()
            .any(|one| matches!(one, Written::Leave { .. }))
    );
    assert!(device.exchange().cursors.0.contains_key(&lost));

    phone.drafted.borrow_mut().clear();
    asks(&device.step(Input::Pressed, &phone));
    let effects = device.step(Input::Pulled(Ok(Pulled::News(answer))), &phone);
    let written = rest(&mut device, &phone, effects);
    let kept = written.iter().find_map(|one| match one {
        Written::Leave { kept } => Some(kept.clone()),
        _ => None,
    });
    assert_eq!(kept, Some(vec![here]));
    assert!(!device.exchange().cursors.0.contains_key(&lost));
}

#[test]
fn s1_15_a_household_that_moves_away_stays_as_long_as_a_draft_is_about_it() {
    let scope = hamlet(1);
    let phone = Phone {
        places: [(household(5), scope.clone())].into(),
        drafted: RefCell::new(vec![household(5)]),
        ..Phone::default()
    };
    let (mut device, _) = leading(&phone, 0);
    let gone = page(
        scope.clone(),
        vec![(household(5), None), (household(6), None)],
    );
    let answer = news(vec![scope.clone()], vec![gone]);
    let effects = device.step(Input::Pulled(Ok(Pulled::News(answer))), &phone);
    let left = |written: &[Written]| {
        let pages = written.iter().flat_map(|one| match one {
            Written::Changes { feeds: pages, .. } | Written::Settled { left: pages, .. } => {
                pages.clone()
            }
            _ => Vec::new(),
        });
        let keys = pages.flat_map(|page| page.changes).map(|change| change.key);
        keys.collect::<Vec<_>>()
    };
    let written = rest(&mut device, &phone, effects);
    assert_eq!(left(&written), [household(6)]);

    let round = |device: &mut Device| {
        asks(&device.step(Input::Pressed, &phone));
        let nothing = Pulled::Nothing(Some(DateTime::<Utc>::UNIX_EPOCH));
        let effects = device.step(Input::Pulled(Ok(nothing)), &phone);
        rest(device, &phone, effects)
    };
    assert_eq!(left(&round(&mut device)), []);
    phone.drafted.borrow_mut().clear();
    assert_eq!(left(&round(&mut device)), [household(5)]);
    assert_eq!(left(&round(&mut device)), []);
}

/// An outbox with one operation that is held, and what an officer decided on it.
fn ruled(phone: &Phone, ruling: Ruling) -> (Outbox, RulingRecord) {
    let (said, _) = leading(phone, 1);
    let raw = said.outbox().iter().next().unwrap().1.raw.clone();
    let told = RulingRecord {
        operation: raw.id().unwrap(),
        digest: raw.digest().to_string(),
        officer: UserId(Uuid::from_u128(9)),
        at: DateTime::UNIX_EPOCH,
        ruling,
    };
    let sent = Sent {
        operation: raw,
        receipt: Receipt {
            operation: told.operation,
            received: DateTime::UNIX_EPOCH,
            outcome: Outcome::Held {
                reason: HeldReason::ForeignScope,
            },
        },
    };
    let mut outbox = Outbox::default();
    outbox.sent(1, sent);
    (outbox, told)
}

#[test]
fn s8_12_what_an_officer_decided_is_known_when_the_feed_that_tells_it_is_committed() {
    let phone = Phone::default();
    let (outbox, told) = ruled(&phone, Ruling::Apply);
    let mut device = Device::new(DEVICE, outbox, Exchange::default());
    let effects = device.step(Input::Leading(true), &phone);
    asks(&effects);
    let person: Scope = format!("p:{}", Uuid::from_u128(5)).parse().unwrap();
    let body = serde_json::to_string(&told).unwrap();
    let key = RecordKey::Ruling(told.digest.clone());
    let feeds = vec![page(person.clone(), vec![(key, Some(&body))])];
    let effects = device.step(
        Input::Pulled(Ok(Pulled::News(news(vec![person], feeds)))),
        &phone,
    );
    assert!(matches!(effects[..], [Effect::Store(_)]));
    assert_eq!(device.outbox().held().count(), 1, "it is not written yet");
    device.step(Input::Stored(Ok(())), &phone);
    assert_eq!(device.outbox().held().count(), 0);
}

#[test]
fn s9_4_what_the_office_has_forgotten_is_sent_again_once_in_each_epoch() {
    let phone = Phone::default();
    let (mut device, effects) = leading(&phone, 3);
    let effects = received(&mut device, &phone, &effects);
    assert_eq!(asks(&effects).acknowledged, Some(3));
    let forgot = |epoch| PullAnswer {
        epoch: Some(Epoch(epoch)),
        forgotten: true,
        ..news(Vec::new(), Vec::new())
    };
    for epoch in [2, 3] {
        let effects = device.step(Input::Pulled(Ok(Pulled::News(forgot(epoch)))), &phone);
        assert!(matches!(&effects[..], [Effect::Store(_)]));
        let mut effects = device.step(Input::Stored(Ok(())), &phone);
        let Some(Effect::Store(Commit {
            written: Written::Again(again),
            ..
        })) = effects.pop()
        else {
            panic!("{effects:?}");
        };
        assert_eq!(again.len(), 3);
        assert_eq!(
            device.outbox().waiting(),
            0,
            "nothing is so before the commit"
        );
        let mut effects = device.step(Input::Stored(Ok(())), &phone);
        while let [Effect::Store(_)] = &effects[..] {
            effects = device.step(Input::Stored(Ok(())), &phone);
        }
        let effects = received(&mut device, &phone, &effects);
        asks(&effects);

        // Some of it was too old to be here still: that is no reason to send the rest for ever.
        let effects = device.step(Input::Pulled(Ok(Pulled::News(forgot(epoch)))), &phone);
        let written = rest(&mut device, &phone, effects);
        assert!(!written.iter().any(|one| matches!(one, Written::Again(_))));
        asks(&device.step(Input::Pressed, &phone));
    }
}

/// The office was put back to a backup between two pages: what has changed since lies before the cursor again.
#[test]
fn s9_2_a_reading_that_was_cut_and_finds_nothing_more_begins_anew() {
    let phone = Phone::default();
    let (mut device, _) = leading(&phone, 0);
    let cut = FeedPage {
        more: true,
        ..page(hamlet(1), vec![(household(1), Some("{}"))])
    };
    let first = news(vec![hamlet(1)], vec![cut]);
    let effects = device.step(Input::Pulled(Ok(Pulled::News(first))), &phone);
    assert!(matches!(&effects[..], [Effect::Store(_)]));
    let effects = device.step(Input::Stored(Ok(())), &phone);
    assert_eq!(asks(&effects).cursors.0, [(hamlet(1), Seq(1))].into());
    let nothing = || Input::Pulled(Ok(Pulled::Nothing(None)));
    let effects = device.step(nothing(), &phone);
    assert!(matches!(&effects[..], [Effect::Store(_)]));
    let effects = device.step(Input::Stored(Ok(())), &phone);
    assert_eq!(asks(&effects).cursors.0, [(hamlet(1), Seq(0))].into());
    // Where there is nothing at all any more, the device rests all the same.
    let effects = device.step(nothing(), &phone);
    rest(&mut device, &phone, effects);
    assert_eq!(*device.phase(), Phase::Resting);
}

#[test]
fn a_device_tells_how_it_stands_when_that_is_news() {
    let phone = Phone::default();
    let (mut device, effects) = leading(&phone, 0);
    assert!(asks(&effects).report.is_some());
    let nothing = || Input::Pulled(Ok(Pulled::Nothing(Some(DateTime::UNIX_EPOCH))));
    let effects = device.step(nothing(), &phone);
    rest(&mut device, &phone, effects);
    assert_eq!(asks(&device.step(Input::Pressed, &phone)).report, None);
    let effects = device.step(nothing(), &phone);
    rest(&mut device, &phone, effects);
    phone.report.borrow_mut().drafts = 1;
    let told = asks(&device.step(Input::Pressed, &phone)).report.unwrap();
    assert_eq!((told.drafts, told.made), (1, Some(0)));
    // An answer that never came told nobody.
    device.step(Input::Pulled(Err(Failure::NoAnswer)), &phone);
    assert!(asks(&device.step(Input::Pressed, &phone)).report.is_some());
}

/// What is of a scope that begins anew stays until its last page is here; what has not come again leaves then, but for
/// what a draft is about.
#[test]
fn s9_5_a_reading_that_is_cut_takes_nothing_away() {
    let scope = hamlet(1);
    let phone = Phone {
        places: [5, 6, 7, 8]
            .map(|number| (household(number), scope.clone()))
            .into(),
        drafted: RefCell::new(vec![household(7)]),
        ..Phone::default()
    };
    let (mut device, _) = leading(&phone, 0);
    let begins = FeedPage {
        anew: true,
        more: true,
        ..page(scope.clone(), vec![(household(5), Some("{}"))])
    };
    let answer = news(vec![scope.clone()], vec![begins]);
    let effects = device.step(Input::Pulled(Ok(Pulled::News(answer))), &phone);
    let [Effect::Store(Commit { exchange, written })] = &effects[..] else {
        panic!("{effects:?}");
    };
    let brought = |written: &Written| match written {
        Written::Changes { feeds, .. } => feeds.clone(),
        other => panic!("{other:?}"),
    };
    let first = brought(written);
    assert!(!first[0].anew);
    assert_eq!(
        first[0].changes.len(),
        1,
        "nothing leaves with the first page"
    );

    // The phone is without a network for days, and started anew.
    let text = serde_json::to_string(exchange).unwrap();
    let kept: Exchange = serde_json::from_str(&text).unwrap();
    let mut device = Device::new(DEVICE, Outbox::default(), kept);
    asks(&device.step(Input::Leading(true), &phone));
    let last = page(scope.clone(), vec![(household(8), Some("{}"))]);
    let answer = news(vec![scope.clone()], vec![last]);
    let effects = device.step(Input::Pulled(Ok(Pulled::News(answer))), &phone);
    let [Effect::Store(Commit { exchange, written })] = &effects[..] else {
        panic!("{effects:?}");
    };
    let leaves = brought(written).remove(0).changes.into_iter();
    let leaves = leaves.filter(|change| change.body.is_none());
    let leaves: Vec<_> = leaves.map(|change| change.key).collect();
    assert_eq!(leaves, [household(6)]);
    assert_eq!(exchange.leaving, [(scope, household(7))]);
}

/// The office was put back to a backup of before an officer's decision.
#[test]
fn s8_12_what_the_office_has_not_decided_after_all_is_open_again() {
    let phone = Phone::default();
    let (outbox, told) = ruled(&phone, Ruling::Close { note: "x".into() });
    let person: Scope = format!("p:{}", Uuid::from_u128(5)).parse().unwrap();
    let key = RecordKey::Ruling(told.digest.clone());
    let mut device = Device::new(DEVICE, outbox, Exchange::default());
    device.step(Input::Leading(true), &phone);
    let mut takes = |phone: &Phone, epoch, feed| {
        let answer = PullAnswer {
            epoch: Some(Epoch(epoch)),
            ..news(vec![person.clone()], vec![feed])
        };
        let effects = device.step(Input::Pulled(Ok(Pulled::News(answer))), phone);
        rest(&mut device, phone, effects);
        let open = device.outbox().held().count();
        asks(&device.step(Input::Pressed, phone));
        open
    };
    let body = serde_json::to_string(&told).unwrap();
    let decided = page(person.clone(), vec![(key.clone(), Some(&body))]);
    assert_eq!(takes(&phone, 1, decided), 0);
    let phone = Phone {
        places: [(key, person.clone())].into(),
        ..phone
    };
    let again = FeedPage {
        anew: true,
        ..page(person.clone(), vec![])
    };
    assert_eq!(takes(&phone, 2, again), 1);
}
