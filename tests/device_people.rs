//! Several people on one phone: each with their own work, with and without a network.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh::device::SaveError;
use dong_hanh::device::store::{Batch, Shelf, Value};
use dong_hanh::replica::{Boot, PasswordError, Replica, Session, SignInError, Typing};
use dong_hanh_sync::device::Failure;
use gloo_timers::future::TimeoutFuture;
use phone::*;
use rexie::Rexie;
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PASSWORD: &str = "gạo trắng nước trong";

fn opened_by(session: Session) -> Replica {
    let Boot::Open(replica) = session.boot() else {
        panic!("it did not open")
    };
    replica
}

/// Signs in with a network, until it would also be possible without one.
async fn comes(phone: &Phone, session: Session, name: &str, household: &str) -> Replica {
    office_says(SESSION, 200, &phone.session());
    let feeds = phone.feeds(&[household], false);
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &feeds));
    let came = session.sign_in(name.to_owned(), PASSWORD.to_owned());
    assert_eq!(came.await, Ok(()));
    let replica = opened_by(session);
    leads(replica).await;
    let store = phone.store().await;
    for _ in 0..2_000 {
        if store.get(Shelf::Meta, "lock").await.unwrap().is_some() {
            return replica;
        }
        TimeoutFuture::new(5).await;
    }
    panic!("nothing opens it without a network")
}

async fn comes_back(session: Session, name: &str) -> Replica {
    let came = session.sign_in(name.to_owned(), PASSWORD.to_owned());
    assert_eq!(came.await, Ok(()));
    let replica = opened_by(session);
    leads(replica).await;
    replica
}

/// [S6.7] [S6.8]
#[wasm_bindgen_test]
async fn s6_8_people_come_back_to_their_own_work_without_a_network() {
    let (lai, hue) = (Phone::bare(), Phone::bare());
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&lai, session, "lai", "Lê Thị Hạnh").await;
    finished(replica, "của Lài").await;
    session.sign_out().await.unwrap();
    let replica = comes(&hue, session, "hue", "Nguyễn Văn An").await;
    finished(replica, "của Huệ").await;
    let draft = replica.begin_visit(first(replica), None).await.unwrap();
    session.sign_out().await.unwrap();

    // In the field, with a phone that was switched off in between.
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let wrong = session.sign_in("lai".to_owned(), "mật khẩu khác".to_owned());
    assert_eq!(wrong.await, Err(SignInError::WrongHere));
    let replica = comes_back(session, "lai").await;
    assert!(
        replica.sync().session_ended,
        "nothing is sent before a sign-in"
    );
    assert_eq!(replica.sync().waiting, 1);
    assert_eq!(replica.draft(draft), None);
    assert_eq!(replica.households()[0].name.to_string(), "Lê Thị Hạnh");
    finished(replica, "của Lài, ngoài đồng").await;
    // A tab that died asks nobody who they are.
    let replica = lai.restart(replica).await;
    assert_eq!(replica.sync().waiting, 2);
    assert!(replica.sync().session_ended);
    replica.leave();
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::Open(_)));
    session.sign_out().await.unwrap();
    let replica = comes_back(session, "hue").await;
    assert_eq!(replica.sync().waiting, 1);
    assert!(replica.draft(draft).is_some());
    assert_eq!(replica.households()[0].name.to_string(), "Nguyễn Văn An");
    session.sign_out().await.unwrap();
    let replica = comes_back(session, "lai").await;
    assert_eq!(replica.sync().waiting, 2);

    // With a network the same person signs in where they are, and what waits is sent.
    office_says(SESSION, 200, &lai.session());
    let applied = json!({"outcome": "applied"});
    let made: Vec<_> = replica
        .outbox()
        .iter()
        .rev()
        .map(|row| (row.operation, applied.clone()))
        .collect();
    office_says(OPERATIONS, 200, &receipts(&made));
    let came = session.sign_in("lai".to_owned(), PASSWORD.to_owned());
    assert_eq!(came.await, Ok(()));
    until(|| (replica.sync().waiting == 0).then_some(())).await;
    assert!(!replica.sync().session_ended);
    assert_eq!(lai.count(Shelf::Sent).await, 2);
    assert_eq!(
        hue.count(Shelf::Outbox).await,
        1,
        "what is not theirs is not sent"
    );
    replica.leave();
}

/// [S6.8] The battery is empty before the browser has brought local storage to the disk.
#[wasm_bindgen_test]
async fn s6_8_a_phone_that_dies_soon_after_a_sign_in_opens_for_whoever_signed_in_last() {
    let (lai, hue) = (Phone::bare(), Phone::bare());
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    comes(&hue, session, "hue", "Nguyễn Văn An").await;
    session.sign_out().await.unwrap();
    let on_the_disk = settings().get_item(KNOWN).unwrap().unwrap();
    let replica = comes(&lai, session, "lai", "Lê Thị Hạnh").await;
    replica.leave();

    settings().set_item(KNOWN, &on_the_disk).unwrap();
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::Open(_)));
    let replica = opened_by(session);
    assert_eq!(replica.households()[0].name.to_string(), "Lê Thị Hạnh");
    session.sign_out().await.unwrap();
}

/// [S6.7] A household that is being typed is one's own, as a visit that is being recorded is.
#[wasm_bindgen_test]
async fn s6_7_a_household_that_is_being_typed_waits_for_whoever_typed_it() {
    const TYPED: &str = r#"{"head":{"name":"Hồ Thị Bông"}}"#;
    let (lai, hue) = (Phone::bare(), Phone::bare());
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&lai, session, "lai", "Lê Thị Hạnh").await;
    assert_eq!(replica.typed(Typing::NewHousehold), None);
    let kept = replica.keep_typed(Typing::NewHousehold, Some(TYPED.to_owned()));
    assert_eq!(kept.await, Ok(()));
    assert_eq!(
        replica.sync().drafts,
        1,
        "it is told before the phone is locked"
    );
    session.sign_out().await.unwrap();

    let replica = comes(&hue, session, "hue", "Nguyễn Văn An").await;
    assert_eq!(replica.typed(Typing::NewHousehold), None);
    assert_eq!(replica.sync().drafts, 0);
    session.sign_out().await.unwrap();

    let replica = comes_back(session, "lai").await;
    assert_eq!(replica.typed(Typing::NewHousehold).as_deref(), Some(TYPED));
    // It ends with the household, in one transaction.
    let household = lai.household("Hồ Thị Bông");
    replica.register_household(household).await.unwrap();
    assert_eq!(replica.typed(Typing::NewHousehold), None);
    let replica = lai.restart(replica).await;
    assert_eq!(replica.typed(Typing::NewHousehold), None);
    assert_eq!(replica.sync().waiting, 1);
    replica.leave();
}

/// [S6.8] Somebody changes it because another person knows the old one.
#[wasm_bindgen_test]
async fn s6_8_a_changed_password_opens_the_phone_without_a_network_and_the_old_one_does_not() {
    const NEW: &str = "sóng yên biển lặng";
    const PATH: &str = "/api/v1/me/password";
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&phone, session, "lai", "Lê Thị Hạnh").await;
    let change = |new: &str| replica.change_password(PASSWORD, new.to_owned());
    let unknown = Err(PasswordError::Office(Failure::NoAnswer));
    assert_eq!(change("không tới nơi").await, unknown);
    office_says(PATH, 204, &json!(null));
    script(
        "const p = IDBObjectStore.prototype; window.put = p.put; p.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    );
    let here = change("không ghi được").await;
    script("IDBObjectStore.prototype.put = window.put;");
    assert_eq!(here, Err(PasswordError::Here(SaveError::Full)));
    session.sign_out().await.unwrap();
    let replica = comes_back(session, "lai").await;

    office_says(PATH, 204, &json!(null));
    let changed = replica.change_password(PASSWORD, NEW.to_owned());
    assert_eq!(changed.await, Ok(()));
    session.sign_out().await.unwrap();
    let old = session.sign_in("lai".to_owned(), PASSWORD.to_owned());
    assert_eq!(old.await, Err(SignInError::WrongHere));
    let new = session.sign_in("lai".to_owned(), NEW.to_owned());
    assert_eq!(new.await, Ok(()));
    session.sign_out().await.unwrap();
}

/// [S6.8] Whoever locks the phone does not think of another tab.
#[wasm_bindgen_test]
async fn s6_8_a_lock_and_a_sign_in_count_in_every_tab() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let (one, two) = (Session::start(), Session::start());
    assert!(matches!(opened(one).await, Boot::Open(_)));
    assert!(matches!(opened(two).await, Boot::Open(_)));
    let (first_tab, second_tab) = (opened_by(one), opened_by(two));
    leads(first_tab).await;
    for tab in [first_tab, second_tab] {
        assert_eq!(tab.network().token().as_deref(), Some("a token"));
    }

    // The one that follows signs in; the one that leads sends.
    office_says(SESSION, 200, &phone.session());
    let came = two.sign_in("lai".to_owned(), PASSWORD.to_owned());
    assert_eq!(came.await, Ok(()));
    let adopted = || first_tab.network().token().filter(|token| token == "new");
    until(adopted).await;

    two.sign_out().await.unwrap();
    until(|| matches!(one.boot(), Boot::SignedOut { .. }).then_some(())).await;
    assert_eq!(first_tab.network().token(), None);
    let begun = first_tab.begin_visit(first(first_tab), None).await;
    assert_eq!(begun, Err(SaveError::ReadOnly), "nobody records any more");
}

/// [S6.5] [S6.8] The way in is stored again with the work behind it.
#[wasm_bindgen_test]
async fn s6_5_people_come_back_without_a_network_also_after_a_clearing() {
    let lai = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&lai, session, "lai", "Lê Thị Hạnh").await;
    at_rest(replica).await;
    let facts = ["device", "account", "token", "session", "lock", "exchange"];
    let before = stored(&lai, facts).await;
    clear(&lai).await;
    finished(replica, "trước khi khóa").await;
    at_rest(replica).await;
    assert_eq!(stored(&lai, facts).await, before);
    session.sign_out().await.unwrap();
    let replica = comes_back(session, "lai").await;
    assert_eq!(replica.sync().waiting, 1);

    // Who came back so stays inside after a reload too.
    at_rest(replica).await;
    clear(&lai).await;
    finished(replica, "sau khi khóa").await;
    let replica = lai.restart(replica).await;
    assert_eq!(replica.sync().waiting, 2);
    session.sign_out().await.unwrap();
}

/// [S6.5] A sign-in is not the first to write into a store that was cleared.
#[wasm_bindgen_test]
async fn s6_5_a_sign_in_after_a_clearing_finds_the_work_that_is_in_memory() {
    let lai = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&lai, session, "lai", "Lê Thị Hạnh").await;
    finished(replica, "chưa gửi").await;
    at_rest(replica).await;
    let device = replica.me().device;
    clear(&lai).await;
    office_says(SESSION, 200, &lai.session());
    let came = session.sign_in("lai".to_owned(), PASSWORD.to_owned());
    assert_eq!(came.await, Ok(()));
    let replica = lai.restart(replica).await;
    assert_eq!(replica.sync().waiting, 1);
    assert_eq!(replica.me().device, device);
    replica.leave();
}

/// What a browser does that needs the room.
async fn clear(phone: &Phone) {
    let name = format!("dong-hanh:{}", phone.user);
    Rexie::delete(&name).await.unwrap();
}

async fn stored<const N: usize>(phone: &Phone, facts: [&str; N]) -> Vec<String> {
    let store = phone.store().await;
    let mut texts = Vec::new();
    for fact in facts {
        let text = store.get(Shelf::Meta, fact).await.unwrap();
        texts.push(text.and_then(Value::text).unwrap());
    }
    texts
}

/// [S6.8] Who was never here needs a network, and so does who has not got all of the first records.
#[wasm_bindgen_test]
async fn s6_8_who_was_never_here_needs_a_network() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let signed_out = Batch::strict().delete(Shelf::Meta, "token");
    phone.store().await.write(signed_out).await.unwrap();
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    for name in ["lai", "nobody"] {
        let came = session.sign_in(name.to_owned(), PASSWORD.to_owned());
        assert_eq!(came.await, Err(SignInError::NoAnswer));
    }
}

/// [S6.9]
#[wasm_bindgen_test]
async fn s6_9_a_clock_that_is_off_is_told_by_how_much() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    for (skew_ms, told) in [(-450_000, Some(-7)), (294_000, None), (3_660_000, Some(61))] {
        let exchange = json!({"complete": true, "cursors": {}, "skew_ms": skew_ms});
        let batch = Batch::strict().put(Shelf::Meta, "exchange", exchange.to_string());
        phone.store().await.write(batch).await.unwrap();
        let replica = phone.start().await;
        assert_eq!(replica.sync().clock_off_min, told, "{skew_ms}");
        replica.leave();
    }
}
