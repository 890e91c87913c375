//! Several people on one phone: each with their own work, with and without a network.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use std::collections::VecDeque;

use dong_hanh::device::SaveError;
use dong_hanh::device::store::{Batch, Doorway, Shelf, Store, Value};
use dong_hanh::replica::{Boot, Replica, Session, SignInError, Typing, UnlockError, Why};
use dong_hanh_vault::{Pin, Turn};
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

/// Signs in with a network, and chooses a PIN.
async fn comes(phone: &Phone, session: Session, name: &str, household: &str) -> Replica {
    office_says(SESSION, 200, &phone.session());
    let feeds = phone.feeds(&[household], false);
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &feeds));
    assert_eq!(sign_in(session, name, PASSWORD).await, Ok(()));
    let replica = opened_by(session);
    leads(replica).await;
    replica
}

async fn tries(session: Session, name: &str, digits: &str) -> Result<(), UnlockError> {
    let mut known = session.known().into_iter();
    let known = known.find(|known| known.sign_in == name).unwrap();
    session.unlock(&known, &pin(digits)).await
}

async fn comes_back(session: Session, name: &str) -> Replica {
    assert_eq!(tries(session, name, PIN).await, Ok(()));
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
    session.lock();
    let replica = comes(&hue, session, "hue", "Nguyễn Văn An").await;
    finished(replica, "của Huệ").await;
    let draft = replica.begin_visit(first(replica), None).await.unwrap();
    session.lock();

    // In the field, with a phone that was switched off in between.
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let wrong = Err(UnlockError::Wrong(Turn::Free { left: 2 }));
    assert_eq!(tries(session, "lai", "904617").await, wrong);
    let replica = comes_back(session, "lai").await;
    assert!(!replica.sync().session_ended, "the session waited with it");
    assert_eq!(replica.sync().waiting, 1);
    assert_eq!(replica.draft(draft), None);
    assert_eq!(replica.households()[0].name.to_string(), "Lê Thị Hạnh");
    finished(replica, "của Lài, ngoài đồng").await;
    // A tab that died asks for the PIN again, whoever worked last.
    let replica = lai.restart(replica).await;
    assert_eq!(replica.sync().waiting, 2);
    replica.leave();
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    assert_eq!(session.known()[0].sign_in, "lai");
    let replica = comes_back(session, "hue").await;
    assert_eq!(replica.sync().waiting, 1);
    assert!(replica.draft(draft).is_some());
    assert_eq!(replica.households()[0].name.to_string(), "Nguyễn Văn An");
    session.lock();
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
    session.lock();
    let on_the_disk = settings().get_item(KNOWN).unwrap().unwrap();
    let replica = comes(&lai, session, "lai", "Lê Thị Hạnh").await;
    replica.leave();

    settings().set_item(KNOWN, &on_the_disk).unwrap();
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    assert_eq!(unlock(session).await, Ok(()));
    let replica = opened_by(session);
    assert_eq!(replica.households()[0].name.to_string(), "Lê Thị Hạnh");
    session.lock();
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
    session.lock();

    let replica = comes(&hue, session, "hue", "Nguyễn Văn An").await;
    assert_eq!(replica.typed(Typing::NewHousehold), None);
    assert_eq!(replica.sync().drafts, 0);
    session.lock();

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

/// [S16.2] Somebody changes it because another person knows the old one.
#[wasm_bindgen_test]
async fn s16_2_a_changed_pin_opens_the_phone_and_the_old_one_does_not() {
    const NEW: &str = "904617";
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&phone, session, "lai", "Lê Thị Hạnh").await;
    finished(replica, "trước khi đổi").await;
    let change = async |old: &str| replica.change_pin(&pin(old), &pin(NEW)).await;
    let wrong = UnlockError::Wrong(Turn::Free { left: 2 });
    assert_eq!(change(NEW).await, Err(wrong));
    script(
        "const p = IDBObjectStore.prototype; window.put = p.put; p.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    );
    let full = change(PIN).await;
    script("IDBObjectStore.prototype.put = window.put;");
    assert_eq!(full, Err(UnlockError::Save(SaveError::Full)));
    session.lock();
    let replica = comes_back(session, "lai").await;

    assert_eq!(replica.change_pin(&pin(PIN), &pin(NEW)).await, Ok(()));
    session.lock();
    let old = tries(session, "lai", PIN).await;
    assert_eq!(old, Err(UnlockError::Wrong(Turn::Free { left: 2 })));
    assert_eq!(tries(session, "lai", NEW).await, Ok(()));
    assert_eq!(opened_by(session).sync().waiting, 1);
    session.lock();
}

/// [S16.3] The count is on the disk before a PIN is tried, and nothing is erased for it.
#[wasm_bindgen_test]
async fn s16_3_wrong_pins_slow_down_and_then_ask_for_the_office() {
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&phone, session, "lai", "Lê Thị Hạnh").await;
    finished(replica, "chưa gửi").await;
    session.lock();
    for left in [2, 1] {
        let wrong = UnlockError::Wrong(Turn::Free { left });
        assert_eq!(tries(session, "lai", "904617").await, Err(wrong));
    }
    let waits = Turn::Wait { seconds: 60 };
    let wrong = tries(session, "lai", "904617").await;
    assert_eq!(wrong, Err(UnlockError::Wrong(waits)));
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let right = tries(session, "lai", PIN).await;
    assert!(matches!(
        right,
        Err(UnlockError::NotTried(Turn::Wait { .. }))
    ));
    // As if ten had been wrong.
    let door = Doorway::open(&name_of(phone.user)).await.unwrap();
    door.put("tries", r#"{"wrong":10,"last":null}"#)
        .await
        .unwrap();
    let right = tries(session, "lai", PIN).await;
    assert_eq!(right, Err(UnlockError::NotTried(Turn::Office)));

    // The office opens it: by the password, and by what it keeps for this device.
    office_says(SESSION, 200, &phone.session());
    assert_eq!(sign_in(session, "lai", PASSWORD).await, Ok(()));
    assert_eq!(opened_by(session).sync().waiting, 1);
    session.lock();
    let replica = comes_back(session, "lai").await;
    assert_eq!(replica.sync().waiting, 1);
    session.lock();
}

/// [S16.5] The office was put back to a time before it knew this device.
#[wasm_bindgen_test]
async fn s16_5_what_the_office_cannot_open_the_pin_opens_and_then_both_do() {
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&phone, session, "lai", "Lê Thị Hạnh").await;
    finished(replica, "chưa gửi").await;
    session.lock();

    let other = json!({"secret": SECRET.replacen('A', "B", 1)});
    let signs_in = async || {
        office_says(SESSION, 200, &phone.session());
        office_says(VAULT, 200, &other);
        sign_in(session, "lai", PASSWORD).await
    };
    assert_eq!(signs_in().await, Err(SignInError::PinNeeded));
    let before = {
        let door = Doorway::open(&name_of(phone.user)).await.unwrap();
        door.get("keyring").await.unwrap()
    };
    office_says(VAULT, 200, &other);
    let replica = comes_back(session, "lai").await;
    assert_eq!(replica.sync().waiting, 1);
    until(|| ANSWERS.with_borrow(|answers| answers.is_empty().then_some(()))).await;
    at_rest(replica).await;
    assert_eq!(
        replica.network().token().as_deref(),
        Some("new"),
        "the session that began"
    );
    // It is locked anew as soon as that is stored.
    let door = Doorway::open(&name_of(phone.user)).await.unwrap();
    for _ in 0..2_000 {
        if door.get("keyring").await.unwrap() != before {
            break;
        }
        TimeoutFuture::new(1).await;
    }
    assert_ne!(door.get("keyring").await.unwrap(), before);
    session.lock();
    assert_eq!(signs_in().await, Ok(()));
    assert_eq!(opened_by(session).sync().waiting, 1);
    session.lock();
}

/// [S16.3] [S16.5] A child has played with the phone, and the office was put back: the PIN is all that there is.
#[wasm_bindgen_test]
async fn s16_3_nobody_is_sent_to_an_office_that_cannot_open() {
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    let replica = comes(&phone, session, "lai", "Lê Thị Hạnh").await;
    finished(replica, "chưa gửi").await;
    session.lock();
    let door = Doorway::open(&name_of(phone.user)).await.unwrap();
    door.put("tries", r#"{"wrong":10,"last":null}"#)
        .await
        .unwrap();
    office_says(SESSION, 200, &phone.session());
    let other = json!({"secret": SECRET.replacen('A', "B", 1)});
    office_says(VAULT, 200, &other);
    let came = sign_in(session, "lai", PASSWORD).await;
    assert_eq!(came, Err(SignInError::PinNeeded));
    let replica = comes_back(session, "lai").await;
    assert_eq!(replica.sync().waiting, 1);
    session.lock();
}

/// [S16.7]
#[wasm_bindgen_test]
async fn s16_7_a_pin_is_chosen_before_anything_of_the_record_is_fetched() {
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    office_says(SESSION, 200, &phone.session());
    let feeds = phone.feeds(&["Lê Thị Hạnh"], false);
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &feeds));
    let came = session.sign_in("lai".to_owned(), PASSWORD.to_owned());
    assert_eq!(came.await, Ok(()));
    let Boot::Choosing(choosing) = session.boot() else {
        panic!("no PIN is asked for")
    };
    assert_eq!(
        (choosing.why, choosing.called.as_str()),
        (Why::New, "cô Lài")
    );
    assert_eq!(ANSWERS.with_borrow(VecDeque::len), 1, "nothing was fetched");
    // Whoever chooses none leaves nothing behind but the name of the device.
    session.leave_unchosen();
    assert!(matches!(session.boot(), Boot::SignedOut { .. }));
    assert_eq!(phone.count(Shelf::Door).await, 1);
    assert_eq!(
        session.choose_pin(&pin(PIN)).await,
        Ok(()),
        "nobody is there"
    );
    assert!(matches!(session.boot(), Boot::SignedOut { .. }));
    assert!(Pin::chosen("123456").is_err());

    // The device that was named is the one from now on.
    for status in [200, 204, 200] {
        office_says(SESSION, status, &phone.session());
    }
    assert_eq!(sign_in(session, "lai", PASSWORD).await, Ok(()));
    assert_eq!(opened_by(session).households().len(), 1);
    session.lock();
}

/// [S16.7] Somebody has the app open twice, and chooses in both.
#[wasm_bindgen_test]
async fn s16_7_the_second_of_two_tabs_that_choose_a_pin_harms_nothing() {
    let phone = Phone::bare();
    nobody_was_here().await;
    let (one, two) = (Session::start(), Session::start());
    for (tab, answers) in [(one, &[200][..]), (two, &[200, 204, 200])] {
        assert!(matches!(opened(tab).await, Boot::SignedOut { .. }));
        for status in answers {
            office_says(SESSION, *status, &phone.session());
        }
        let came = tab.sign_in("lai".to_owned(), PASSWORD.to_owned());
        assert_eq!(came.await, Ok(()));
    }
    let feeds = phone.feeds(&["Lê Thị Hạnh"], false);
    office_says(CHANGES, 200, &phone.pulled(&phone.scopes(), &feeds));
    assert_eq!(one.choose_pin(&pin(PIN)).await, Ok(()));
    let replica = opened_by(one);
    leads(replica).await;
    finished(replica, "của cửa sổ đầu").await;
    let late = two.choose_pin(&pin("904617")).await;
    assert_eq!(late, Err(SignInError::Save(SaveError::OtherKey)));
    assert!(matches!(two.boot(), Boot::SignedOut { .. }));
    finished(replica, "và sau đó").await;
    one.lock();
    let replica = comes_back(two, "lai").await;
    assert_eq!(replica.sync().waiting, 2);
    two.lock();
}

/// [S6.8] Whoever locks the phone does not think of another tab.
#[wasm_bindgen_test]
async fn s6_8_a_lock_and_a_sign_in_count_in_every_tab() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let other_tab = phone.other_tab();
    let (one, two) = (Session::start(), Session::start());
    assert!(matches!(opened(one).await, Boot::Open(_)));
    assert!(matches!(opened(two).await, Boot::Open(_)));
    drop(other_tab);
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

    two.lock();
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
    let facts = ["device", "account", "token", "session", "exchange"];
    let before = stored(replica, &lai, facts).await;
    clear(&lai).await;
    finished(replica, "trước khi khóa").await;
    at_rest(replica).await;
    assert_eq!(stored(replica, &lai, facts).await, before);
    session.lock();
    let replica = comes_back(session, "lai").await;
    assert_eq!(replica.sync().waiting, 1);

    // Who came back so stays inside after a reload too.
    at_rest(replica).await;
    clear(&lai).await;
    finished(replica, "sau khi khóa").await;
    let replica = lai.restart(replica).await;
    assert_eq!(replica.sync().waiting, 2);
    session.lock();
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

async fn stored<const N: usize>(replica: Replica, phone: &Phone, facts: [&str; N]) -> Vec<String> {
    let name = name_of(phone.user);
    let store = Store::open(&name, replica.key().unwrap()).await.unwrap();
    let mut texts = Vec::new();
    for fact in facts {
        let text = store.get(Shelf::Meta, fact).await.unwrap();
        texts.push(text.and_then(Value::text).unwrap());
    }
    texts
}

/// [S6.8] Who was never here needs a network; who was, and has not got all of the first records, needs one too.
#[wasm_bindgen_test]
async fn s6_8_who_was_never_here_needs_a_network() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    for name in ["lai", "nobody"] {
        let came = session.sign_in(name.to_owned(), PASSWORD.to_owned());
        assert_eq!(came.await, Err(SignInError::NoAnswer));
    }
    // Without a session the work is there, and is not sent.
    let batch = Batch::strict().delete(Shelf::Meta, "token");
    phone.store().await.write(batch).await.unwrap();
    office_says(CHANGES, 401, &json!({"code": "session-ended"}));
    let replica = comes_back(session, "lai").await;
    assert!(replica.sync().session_ended);
    session.lock();
    let exchange = json!({"complete": false, "cursors": {}});
    let batch = Batch::strict().put(Shelf::Meta, "exchange", exchange.to_string());
    phone.store().await.write(batch).await.unwrap();
    office_says(CHANGES, 401, &json!({"code": "session-ended"}));
    let unfinished = tries(session, "lai", PIN).await;
    assert_eq!(unfinished, Err(UnlockError::Unfinished));
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
