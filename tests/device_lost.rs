//! A phone that is lost: shut, emptied as it lies, and erased when the office has all of it. [S17]
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh::device::store::{Batch, Doorway, Shelf};
use dong_hanh::device::tabs;
use dong_hanh::replica::{Boot, LostStage, Session, UnlockError};
use dong_hanh_domain::UserId;
use phone::*;
use rexie::Rexie;
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A phone on which a visit is finished and another one begun, locked, with the app at its door.
async fn locked() -> (Phone, String) {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    finished(replica, "chưa gửi").await;
    let draft = replica.begin_visit(first(replica), None).await.unwrap();
    answer(replica, draft, note(), "đang ghi").await.unwrap();
    at_rest(replica).await;
    replica.leave();
    let door = Doorway::open(&name_of(phone.user)).await.unwrap();
    let device = door.get("device").await.unwrap().unwrap();
    (phone, device)
}

fn stage(session: Session, phone: &Phone) -> Option<LostStage> {
    session.lost().get(&UserId(phone.user)).copied()
}

async fn is_at(session: Session, phone: &Phone, wanted: LostStage) {
    until(|| (stage(session, phone) == Some(wanted)).then_some(())).await;
}

fn network_is_back() {
    script("window.dispatchEvent(new Event('online'))");
}

fn lost(device: &str) -> String {
    format!("/api/v1/lost/{device}")
}

/// [S17.2] [S17.3] [S17.4]
#[wasm_bindgen_test]
async fn s17_4_it_is_erased_when_all_of_it_has_come_and_no_sooner() {
    let (phone, device) = locked().await;
    let (is_lost, taken) = (json!({"lost": true}), json!({"new": true}));
    office_says(&lost(&device), 200, &is_lost);
    office_says(&format!("{}/outbox/1", lost(&device)), 200, &taken);
    let session = Session::start();
    // The answer to the second never comes.
    is_at(session, &phone, LostStage::Waiting).await;
    assert_eq!(unlock(session).await, Err(UnlockError::Lost));
    assert_eq!(phone.count(Shelf::Outbox).await, 1);
    assert_eq!(phone.count(Shelf::Drafts).await, 1);

    let [drafts] = phone.store().await.read([Shelf::Drafts]).await.unwrap();
    let draft = drafts[0].0.text().unwrap().to_owned();
    office_says(&lost(&device), 200, &is_lost);
    office_says(
        &format!("{}/outbox/1", lost(&device)),
        200,
        &json!({"new": false}),
    );
    office_says(&format!("{}/drafts/{draft}", lost(&device)), 200, &taken);
    office_says(
        &format!("{}/end", lost(&device)),
        200,
        &json!({"device": device}),
    );
    network_is_back();
    is_at(session, &phone, LostStage::Erased { handed: 2 }).await;
    let names = Rexie::builder(&name_of(phone.user))
        .version(1)
        .build()
        .await
        .unwrap();
    assert_eq!(
        names.store_names(),
        Vec::<String>::new(),
        "nothing of it is left"
    );
    assert!(
        !session
            .known()
            .iter()
            .any(|known| known.user == UserId(phone.user))
    );
}

/// [S17.3]
#[wasm_bindgen_test]
async fn s17_3_whoever_writes_is_waited_for() {
    let (phone, device) = locked().await;
    // Another tab works still, and writes after the phone has heard of its loss.
    let works = tabs::hold(&name_of(phone.user)).await;
    office_says(&lost(&device), 200, &json!({"lost": true}));
    let session = Session::start();
    until(|| ANSWERS.with_borrow(VecDeque::is_empty).then_some(())).await;
    let late = Batch::strict().put(Shelf::Drafts, "late", "{}");
    phone.store().await.write(late).await.unwrap();
    assert_eq!(stage(session, &phone), None, "nothing is handed over yet");

    let [drafts] = phone.store().await.read([Shelf::Drafts]).await.unwrap();
    office_says(
        &format!("{}/outbox/1", lost(&device)),
        200,
        &json!({"new": true}),
    );
    for (key, _) in drafts {
        let path = format!("{}/drafts/{}", lost(&device), key.text().unwrap());
        office_says(&path, 200, &json!({"new": true}));
    }
    office_says(
        &format!("{}/end", lost(&device)),
        200,
        &json!({"device": device}),
    );
    drop(works);
    is_at(session, &phone, LostStage::Erased { handed: 3 }).await;
}

/// [S17.4]
#[wasm_bindgen_test]
async fn s17_4_nothing_is_erased_where_the_office_cannot_open_it() {
    let (phone, device) = locked().await;
    office_says(&lost(&device), 200, &json!({"lost": true}));
    let closed = json!({"code": "vault-closed"});
    office_says(&format!("{}/outbox/1", lost(&device)), 422, &closed);
    let session = Session::start();
    is_at(session, &phone, LostStage::Closed).await;
    assert_eq!(phone.count(Shelf::Outbox).await, 1);

    // It was found: the PIN opens it, and all is there.
    office_says(&lost(&device), 200, &json!({"lost": false}));
    network_is_back();
    until(|| stage(session, &phone).is_none().then_some(())).await;
    assert_eq!(unlock(session).await, Ok(()));
    let Boot::Open(replica) = session.boot() else {
        panic!("it did not open")
    };
    assert_eq!(replica.sync().waiting, 1);
}

/// [S17.5]
#[wasm_bindgen_test]
async fn s17_5_whoever_was_away_for_too_long_needs_the_office() {
    let (phone, _) = locked().await;
    let heard = |days: i64| -> DateTime<Utc> { phone_now() - TimeDelta::days(days) };
    let set = async |contact: serde_json::Value| {
        let batch = Batch::strict().put(Shelf::Meta, "contact", contact.to_string());
        phone.store().await.write(batch).await.unwrap();
    };
    set(json!({"at": heard(31), "seen": heard(31)})).await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    ANSWERS.with_borrow_mut(|answers| answers.push_back((CHANGES.to_owned(), 503, String::new())));
    assert_eq!(unlock(session).await, Err(UnlockError::Alone { days: 30 }));
    assert_eq!(phone.count(Shelf::Outbox).await, 1);

    // A clock that is turned back wins nothing.
    set(json!({"at": heard(60), "seen": heard(10)})).await;
    ANSWERS.with_borrow_mut(|answers| answers.push_back((CHANGES.to_owned(), 503, String::new())));
    assert_eq!(unlock(session).await, Err(UnlockError::Alone { days: 30 }));
    set(json!({"at": heard(29), "seen": heard(1)})).await;
    assert_eq!(unlock(session).await, Ok(()));
}

fn phone_now() -> DateTime<Utc> {
    let now = js_sys::Date::now();
    #[allow(clippy::cast_possible_truncation)]
    DateTime::from_timestamp_millis(now as i64).unwrap()
}
