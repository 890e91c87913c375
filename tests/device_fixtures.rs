//! Stores of phones as released versions left them, opened by this one in a real browser: nothing in them is missed.
//!
//! `cargo xtask fixtures` writes the one of the newest schema; a schema that is released is never written again.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use std::collections::BTreeMap;

use dong_hanh::device::SaveError;
use dong_hanh::device::store::{Doorway, RawStore, Shelf, VERSION, Value as Kept};
use dong_hanh::replica::{
    BlockedWhy, Boot, HouseholdFilter, Medium, Replica, Session, SignInError, Standing, Why,
};
use dong_hanh_sync::device::Phase;
use js_sys::Uint8Array;
use leptos::prelude::GetUntracked;
use phone::*;
use rexie::{ObjectStore, Rexie, TransactionMode};
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// One of each schema from the first that was released.
const GOLDEN: [&str; 2] = [
    include_str!("fixtures/phone-8.json"),
    include_str!("fixtures/phone-9.json"),
];

/// From this one on a PIN opens it.
const VAULTS_SINCE: u32 = 9;

#[derive(Deserialize)]
struct Golden {
    name: String,
    version: u32,
    shelves: BTreeMap<String, Vec<(Value, Value)>>,
    /// The head of a household whose visit the office has.
    sent: String,
    /// Of one whose visit waits, with a photo.
    waits: String,
    /// Of one whose visit was begun.
    begun: String,
}

impl Golden {
    fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap()
    }

    /// Lays it down as it was, under a version of its own or a later one.
    async fn lay(&self, version: u32) {
        ANSWERS.with_borrow_mut(std::collections::VecDeque::clear);
        listen_as_the_office();
        Rexie::delete(&self.name).await.unwrap();
        let builder = Rexie::builder(&self.name).version(version);
        let builder = self.shelves.keys().fold(builder, |builder, shelf| {
            builder.add_object_store(ObjectStore::new(shelf))
        });
        let database = builder.build().await.unwrap();
        let names: Vec<&str> = self.shelves.keys().map(String::as_str).collect();
        let transaction = database
            .transaction(&names, TransactionMode::ReadWrite)
            .unwrap();
        for (shelf, entries) in &self.shelves {
            let store = transaction.store(shelf).unwrap();
            for (key, value) in entries {
                let key = match key {
                    Value::String(key) => JsValue::from_str(key),
                    key => JsValue::from_f64(key.as_f64().unwrap()),
                };
                store.put(&stored(value), Some(&key)).await.unwrap();
            }
        }
        transaction.done().await.unwrap();
        database.close();
        // The list of another test's people would hold before the one in local storage.
        Rexie::delete("dong-hanh").await.unwrap();
        let user = self.name.strip_prefix("dong-hanh:").unwrap();
        let known = match version {
            ..VAULTS_SINCE => json!([{"user": user, "sign_in": "lai", "name": "Trần Thị Lài"}]),
            _ => json!([{"user": user, "sign_in": "lai", "called": "cô Lài", "has_pin": true}]),
        };
        settings()
            .set_item("dong-hanh.known", &known.to_string())
            .unwrap();
    }

    fn count(&self, shelf: Shelf) -> usize {
        self.shelves[shelf.name()].len()
    }
}

fn stored(value: &Value) -> JsValue {
    match value {
        Value::String(text) => JsValue::from_str(text),
        bytes => {
            let text = bytes["bytes"].as_str().unwrap();
            let text = web_sys::window().unwrap().atob(text).unwrap();
            let bytes: Vec<u8> = text
                .chars()
                .map(|c| u8::try_from(c as u32).unwrap())
                .collect();
            Uint8Array::from(bytes.as_slice()).unchecked_into()
        }
    }
}

async fn open() -> Replica {
    let session = Session::start();
    match opened(session).await {
        Boot::Choosing(choosing) => {
            assert_eq!(choosing.why, Why::Plain);
            assert_eq!(session.choose_pin(&pin(PIN)).await, Ok(()));
        }
        _ => assert_eq!(unlock(session).await, Ok(())),
    }
    let Boot::Open(replica) = session.boot() else {
        panic!("it did not open")
    };
    leads(replica).await;
    replica
}

/// [S10.2] [S16.6]
#[wasm_bindgen_test]
async fn s10_2_a_store_of_every_released_schema_opens_with_all_that_is_in_it() {
    for text in GOLDEN {
        let golden = Golden::read(text);
        golden.lay(golden.version).await;
        let replica = open().await;
        at_rest(replica).await;
        assert_eq!(replica.unreadable(), 0);
        assert!(replica.households().len() > 3);
        let household = |name: &str| {
            let found = replica.search(name, HouseholdFilter::default());
            replica.household(found[0]).unwrap().id
        };
        let standing = |name: &str| {
            let visits = replica.visits_of(household(name));
            visits[0].standing.clone()
        };
        assert!(matches!(standing(&golden.sent), Standing::Received { .. }));
        assert_eq!(standing(&golden.waits), Standing::OnDevice);
        let draft = &replica.drafts()[0];
        assert_eq!(draft.household, household(&golden.begun));
        assert!(draft.answers.iter().count() > 3);
        assert_eq!(replica.sync().waiting, 1);
        assert_eq!(replica.outbox().len(), golden.count(Shelf::Sent) + 1);

        // The photo is here, and goes behind its text.
        let waits = replica.outbox()[0].clone();
        assert_eq!(waits.photos, (0, 1));
        let visit = replica.visits_of(household(&golden.waits))[0].id;
        let media = replica
            .visit(visit)
            .unwrap()
            .answers
            .media()
            .next()
            .unwrap()
            .clone();
        let photo = replica.medium(&media);
        until(|| matches!(photo.get_untracked(), Medium::Ready(_)).then_some(())).await;

        // And it is worked with.
        let before = draft.visit;
        replica
            .change_answers(before, |answers, _| {
                answers.set(note_of_home_visit(), words("hôm sau"));
            })
            .await
            .unwrap();
        let begun = replica.begin_visit(household(&golden.sent), None).await;
        assert!(begun.is_ok(), "{begun:?}");
        assert_ne!(replica.sync().phase, Phase::Following);
        replica.leave();
        nothing_lies_open(&golden.name).await;
    }
}

/// Whatever lies there is sealed: it is bytes, and of the first format.
async fn nothing_lies_open(name: &str) {
    let store = RawStore::open(name).await.unwrap();
    let shelves = Shelf::ALL.into_iter().filter(|shelf| *shelf != Shelf::Door);
    for shelf in shelves {
        let [entries] = store.read([shelf]).await.unwrap();
        for (key, value) in entries {
            let is_sealed = matches!(&value, Kept::Bytes(bytes) if bytes[0] == 1);
            assert!(is_sealed, "{shelf:?} {key:?}");
        }
    }
}

/// [S16.6] Two tabs were open when the app was renewed, and in both a PIN is chosen; and a write fails in between.
#[wasm_bindgen_test]
async fn s16_6_a_store_without_a_vault_is_sealed_once() {
    let golden = Golden::read(GOLDEN[0]);
    golden.lay(golden.version).await;
    let (one, two) = (Session::start(), Session::start());
    for tab in [one, two] {
        assert!(matches!(opened(tab).await, Boot::Choosing(_)));
    }
    script(FULL);
    let full = one.choose_pin(&pin(PIN)).await;
    script(WHOLE);
    assert_eq!(full, Err(SignInError::Save(SaveError::Full)));
    assert!(matches!(one.boot(), Boot::Choosing(_)), "it is asked again");
    assert_eq!(one.choose_pin(&pin(PIN)).await, Ok(()));
    let late = two.choose_pin(&pin("904617")).await;
    assert_eq!(late, Err(SignInError::Save(SaveError::OtherKey)));
    let Boot::Open(replica) = one.boot() else {
        panic!("it did not open")
    };
    leads(replica).await;
    assert_eq!((replica.unreadable(), replica.sync().waiting), (0, 1));
    one.lock();
    assert_eq!(unlock(two).await, Ok(()));
    let Boot::Open(replica) = two.boot() else {
        panic!("it did not open")
    };
    leads(replica).await;
    assert_eq!((replica.unreadable(), replica.sync().waiting), (0, 1));
    assert_eq!(replica.drafts().len(), 1);
    two.lock();
}

const FULL: &str = "const p = IDBObjectStore.prototype; window.kept = p.put; p.put = function (...a) { if (this.name === 'segments') throw new DOMException('full', 'QuotaExceededError'); return window.kept.apply(this, a); };";
const WHOLE: &str = "IDBObjectStore.prototype.put = window.kept;";

/// [S10.3] [S6.3]
#[wasm_bindgen_test]
async fn s10_3_a_store_of_a_newer_version_is_left_as_it_is() {
    for text in GOLDEN {
        let golden = Golden::read(text);
        golden.lay(VERSION + 1).await;
        let session = Session::start();
        let Boot::Blocked(why) = opened(session).await else {
            panic!("it opened what it does not know")
        };
        assert_eq!(why, BlockedWhy::Newer);
        assert_eq!(session.known().len(), 1);
        let came = session.sign_in("lai".to_owned(), "mật khẩu".to_owned());
        assert!(came.await.is_err());
        assert_eq!(
            Doorway::open(&golden.name).await.err(),
            Some(SaveError::Newer)
        );

        let database = Rexie::builder(&golden.name).version(VERSION + 1);
        let database = golden.shelves.keys().fold(database, |builder, shelf| {
            builder.add_object_store(ObjectStore::new(shelf))
        });
        let database = database.build().await.unwrap();
        for (shelf, entries) in &golden.shelves {
            let transaction = database
                .transaction(&[shelf], TransactionMode::ReadOnly)
                .unwrap();
            let store = transaction.store(shelf).unwrap();
            let left = store.get_all(None, None).await.unwrap();
            assert_eq!(left.len(), entries.len(), "{shelf}");
        }
        database.close();
    }
}

fn note_of_home_visit() -> dong_hanh_form::Path {
    "closing/note".parse().unwrap()
}
