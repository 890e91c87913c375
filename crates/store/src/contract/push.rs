//! Stories of what is sent: once, all or nothing, and nothing into the void.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dong_hanh_domain::{DeviceId, HouseholdId, OperationId, Role, Scope, UnitKey};
use dong_hanh_sync::{Action, HeldReason, HeldRecord, HeldState, Operation, Outcome, RawOperation};

use super::commune::{Commune, at, is_applied, minute, number, push, read_all, read_held, seal};
use crate::Store;

/// Sent ten times, an operation has one effect and the first receipt.
pub async fn receipt_once_and_the_same_on_replay(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let household = commune.household(&*store).await;
    let (visit, operation) = commune.visit(&commune.volunteer, household, 1, None);
    let first = push(&*store, &commune.volunteer, 2, [operation.clone()]).await;
    assert!(is_applied(&first[0]));
    assert_eq!(first[0].received, minute(2));
    let feed = read_all(&*store, &commune.scope()).await;
    for again in 3..12 {
        assert_eq!(
            push(&*store, &commune.volunteer, again, [operation.clone()]).await,
            first
        );
    }
    assert_eq!(read_all(&*store, &commune.scope()).await, feed);
    assert_eq!(
        store.visit(visit).await.unwrap().unwrap().received,
        minute(2)
    );
}

/// The same text twice in one batch counts once.
pub async fn one_batch_may_say_a_thing_twice(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (_, operation) = commune.register(&commune.volunteer, commune.near.id);
    let receipts = push(
        &*store,
        &commune.volunteer,
        1,
        [operation.clone(), operation],
    )
    .await;
    assert!(is_applied(&receipts[0]));
    assert_eq!(receipts[0], receipts[1]);
    assert_eq!(read_all(&*store, &commune.scope()).await.len(), 1);
}

/// A known id with other content is held; the first content and its receipt stay.
pub async fn other_content_under_a_known_id_is_held(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, first) = commune.register(&commune.volunteer, commune.near.id);
    let receipts = push(&*store, &commune.volunteer, 1, [first.clone()]).await;
    let mut second = commune.register(&commune.volunteer, commune.near.id).1;
    second.id = first.id;
    let held = push(&*store, &commune.volunteer, 2, [second.clone()]).await;
    assert_eq!(
        held[0].outcome,
        Outcome::Held {
            reason: HeldReason::OtherContent
        }
    );
    assert_eq!(
        push(&*store, &commune.volunteer, 3, [first]).await,
        receipts
    );
    assert!(store.household(household).await.unwrap().is_some());
    let office = read_held(&*store, &commune.unit).await;
    assert_eq!(office.len(), 1);
    assert!(
        office[0].2.contains(seal([second])[0].text()),
        "it is kept byte for byte"
    );
}

/// One operation that cannot be applied does not stand in the way of the others.
pub async fn the_good_goes_in_beside_what_is_held(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let author = &commune.volunteer;
    let (good, first) = commune.register(author, commune.near.id);
    let (foreign, second) = commune.register(author, commune.far.id);
    let (_, third) = commune.visit(author, HouseholdId(number(9)), 1, None);
    let mut fourth = commune.visit(author, good, 1, None).1;
    fourth.device = DeviceId(number(9));
    let (visit, fifth) = commune.visit(author, good, 1, None);
    let receipts = push(&*store, author, 2, [first, second, third, fourth, fifth]).await;
    let held = |n: usize| match &receipts[n].outcome {
        Outcome::Held { reason } => Some(reason.code()),
        Outcome::Applied { .. } => None,
    };
    let expected = [
        None,
        Some("foreign-scope"),
        Some("unknown-household"),
        Some("foreign-device"),
        None,
    ];
    assert_eq!([0, 1, 2, 3, 4].map(held), expected);
    assert!(store.visit(visit).await.unwrap().is_some());
    assert!(store.household(foreign).await.unwrap().is_none());
    assert_eq!(read_held(&*store, &commune.unit).await.len(), 3);
}

/// There is nothing that a receipt could name, and the rest of the batch is received.
pub async fn a_text_without_an_id_gets_no_receipt(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let mut batch = seal([commune.register(&commune.volunteer, commune.near.id).1]);
    batch.insert(0, RawOperation::from_text(r#"{"hello":1}"#.into()).unwrap());
    let receipts = store.push(&commune.volunteer, &batch, at(1)).await.unwrap();
    assert!(receipts[0].is_none());
    assert!(is_applied(receipts[1].as_ref().unwrap()));
}

/// A household that was found and visited on the same day arrives in one batch.
pub async fn a_batch_sees_what_it_said_before(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, found) = commune.register(&commune.volunteer, commune.near.id);
    let (visit, visited) = commune.visit(&commune.volunteer, household, 1, None);
    let receipts = push(&*store, &commune.volunteer, 2, [found, visited]).await;
    assert!(receipts.iter().all(is_applied));
    assert_eq!(
        store.visit(visit).await.unwrap().unwrap().household,
        household
    );
}

/// [S3.4]
/// A request that is given up in the middle, at whatever point, leaves the whole batch or nothing of it.
pub async fn an_abandoned_push_leaves_all_or_nothing(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let mut expected = 0;
    for patience in 0..60 {
        let operations: Vec<_> = (0..5)
            .map(|_| commune.register(&commune.volunteer, commune.near.id).1)
            .collect();
        let batch = seal(operations.clone());
        tokio::select! {
            biased;
            _ = store.push(&commune.volunteer, &batch, at(1)) => {}
            () = yields(patience) => {}
        }
        let found = read_all(&*store, &commune.scope()).await.len();
        assert!(
            [expected, expected + 5].contains(&found),
            "{found} after {expected}"
        );
        assert!(
            push(&*store, &commune.volunteer, 2, operations)
                .await
                .iter()
                .all(is_applied)
        );
        expected += 5;
        assert_eq!(read_all(&*store, &commune.scope()).await.len(), expected);
    }
    let numbers: Vec<u64> = read_all(&*store, &commune.scope())
        .await
        .iter()
        .map(|(seq, ..)| *seq)
        .collect();
    assert_eq!(numbers, (1..=300).collect::<Vec<u64>>());
}

async fn yields(times: u32) {
    for _ in 0..times {
        tokio::task::yield_now().await;
    }
}

/// [S10.4] A field that this version does not know comes out again as it went in.
pub async fn what_a_newer_version_says_is_kept(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (household, operation) = commune.register(&commune.volunteer, commune.near.id);
    let text = seal([operation])[0].text().replacen(
        r#""address":"kiệt 12""#,
        r#""address":"kiệt 12","flood_level_cm":40"#,
        1,
    );
    let batch = [RawOperation::from_text(text).unwrap()];
    store.push(&commune.volunteer, &batch, at(1)).await.unwrap();
    let kept = store.household(household).await.unwrap().unwrap();
    assert_eq!(kept.extra.0["flood_level_cm"], 40);
    assert!(
        read_all(&*store, &commune.scope()).await[0]
            .2
            .contains(r#""flood_level_cm":40"#)
    );
}

/// [S2.12] [S2.14]
/// What was held for its hamlet goes in when it comes again, and the office's feed says so; held again, only the
/// last is open.
pub async fn what_is_sent_again_settles_what_was_held(store: Arc<dyn Store>) {
    let mut commune = Commune::settle(&*store).await;
    let office = Scope::Office(commune.unit.clone());
    let (household, first) = commune.register(&commune.volunteer, commune.far.id);
    push(&*store, &commune.volunteer, 1, [first.clone()]).await;
    let second = commune.again(&commune.volunteer, &first);
    push(&*store, &commune.volunteer, 2, [second.clone()]).await;
    let states = [
        (second.id, HeldState::Open),
        (first.id, settled(second.id, 2)),
    ];
    assert_eq!(held(&*store, &commune.unit).await, states.into());

    commune.give(commune.far.id);
    let third = commune.again(&commune.volunteer, &second);
    let last = read_all(&*store, &office).await.len() as u64 + 1;
    let receipts = push(&*store, &commune.volunteer, 3, [third.clone()]).await;
    assert!(is_applied(&receipts[0]));
    assert!(store.household(household).await.unwrap().is_some());
    let states = [
        (second.id, settled(third.id, 3)),
        (first.id, settled(second.id, 2)),
    ];
    assert_eq!(held(&*store, &commune.unit).await, states.into());
    // A reader who had everything gets the one that changed, with the text that it came with.
    let feed = read_held(&*store, &commune.unit).await;
    assert!(feed[1].0 > last && feed[1].2.contains(seal([second])[0].text()));

    // Sent once more, it says what it said and moves nothing.
    assert_eq!(
        push(&*store, &commune.volunteer, 4, [third]).await,
        receipts
    );
    assert_eq!(read_held(&*store, &commune.unit).await, feed);
}

/// [S2.13]
/// Somebody else's naming of it leaves it open; its author's counts from wherever he is now.
pub async fn nobody_settles_what_another_sent(store: Arc<dyn Store>) {
    let commune = Commune::settle(&*store).await;
    let (_, first) = commune.register(&commune.volunteer, commune.far.id);
    push(&*store, &commune.volunteer, 1, [first.clone()]).await;
    let mut elsewhere = commune.volunteer.clone();
    elsewhere.role = Role::Volunteer {
        unit: "19901@2025-07-01".parse().unwrap(),
        hamlets: BTreeSet::new(),
    };
    let states = [
        (&commune.officer, None),
        // The author may work for another unit by now.
        (&elsewhere, Some(())),
    ];
    for (author, settles) in states {
        let seen = Operation {
            settles: Some(first.id),
            ..commune.operation(author, 2, Action::Acknowledge {})
        };
        let by = seen.id;
        assert!(is_applied(&push(&*store, author, 2, [seen]).await[0]));
        let state = settles.map_or(HeldState::Open, |()| settled(by, 2));
        assert_eq!(
            held(&*store, &commune.unit).await,
            [(first.id, state)].into()
        );
    }
}

fn settled(by: OperationId, minutes: i64) -> HeldState {
    HeldState::Settled {
        by,
        at: minute(minutes),
    }
}

/// What an office holds, and whether somebody has to see to it.
async fn held(store: &dyn Store, unit: &UnitKey) -> BTreeMap<OperationId, HeldState> {
    let feed = read_held(store, unit).await;
    feed.iter()
        .map(|(_, _, body)| serde_json::from_str::<HeldRecord>(body).unwrap())
        .map(|held| (held.operation, held.state))
        .collect()
}
