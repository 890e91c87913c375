//! What a store holds that the office does not have, in the browser: read as it lies there, whatever version wrote it.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh::device::store::{Batch, Shelf, Store, VERSION};
use dong_hanh::replica::{Handover, Item};
use dong_hanh_domain::{DeviceTime, UserId};
use dong_hanh_sync::handover::{Decoder, Entry, Header, UNREAD};
use dong_hanh_vault::DataKey;
use gloo_timers::future::TimeoutFuture;
use idb::{DatabaseEvent as _, Factory, ObjectStoreParams};
use phone::{Phone, key_of, office_says, round};
use serde_json::json;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// What no version that there is can read.
const RIDDLE: &str =
    r#"{"id":"01936f00-0000-7000-8000-000000000009","action":{"of_the_future":1}}"#;

/// A store of somebody, with something of every kind.
async fn filled() -> UserId {
    let user = UserId(Uuid::now_v7());
    let store = Store::open(&name(user), key()).await.unwrap();
    let batch = Batch::strict()
        .founding()
        .put(Shelf::Meta, "device", Uuid::from_u128(31).to_string())
        .put(Shelf::Meta, "account", r#"{"handover":"age1x","new":[]}"#)
        .put(Shelf::Meta, "session", "ab".repeat(32))
        .put(Shelf::Meta, "new_household", "a household")
        .put(Shelf::Meta, facts_key(), "facts")
        .put(Shelf::Outbox, 3_u64, r#"{"id":1}"#)
        .put(Shelf::Outbox, 4_u64, RIDDLE)
        .put(Shelf::Outbox, 5_u64, vec![0, 255])
        .put(Shelf::Sent, 2_u64, "sent")
        .put(Shelf::Drafts, "a", "a draft")
        .put(Shelf::Media, "aa".repeat(32), vec![1, 2])
        .put(Shelf::MediaState, "aa".repeat(32), "waiting")
        .put(Shelf::Media, "bb".repeat(32), vec![3])
        .put(Shelf::MediaState, "bb".repeat(32), "received")
        .put(Shelf::Media, "cc".repeat(32), vec![4]);
    store.write(batch).await.unwrap();
    user
}

/// Where facts lie that are typed of a household.
fn facts_key() -> String {
    format!("facts:{}", Uuid::from_u128(32))
}

fn key() -> DataKey {
    DataKey::new([5; 32])
}

fn name(user: UserId) -> String {
    format!("dong-hanh:{user}")
}

/// What a file would hold.
async fn file(user: UserId) -> (Header, Vec<Entry>) {
    let mut handover = Handover::of(user, Some(key())).await.unwrap().unwrap();
    assert_eq!(handover.recipient(), "age1x");
    let mut decoder = Decoder::default();
    while let Some(bytes) = handover.next_bytes().await.unwrap() {
        decoder.feed(&bytes);
    }
    let mut entries = Vec::new();
    while let Some(entry) = decoder.next_entry().unwrap() {
        entries.push(entry);
    }
    assert!(decoder.is_whole());
    let Entry::Header(header) = entries.remove(0) else {
        panic!("a header");
    };
    (*header, entries)
}

fn expected() -> Vec<Entry> {
    let media = |sha256: &str, bytes: &[u8]| Entry::Media {
        sha256: sha256.repeat(32).parse().unwrap(),
        bytes: bytes.to_vec(),
    };
    vec![
        Entry::Operation(r#"{"id":1}"#.into()),
        Entry::Operation(RIDDLE.into()),
        Entry::Other {
            kind: UNREAD,
            content: vec![0, 255],
        },
        Entry::Draft("a draft".into()),
        Entry::Draft("facts".into()),
        Entry::Draft("a household".into()),
        media("aa", &[1, 2]),
        media("cc", &[4]),
        Entry::End,
    ]
}

#[wasm_bindgen_test]
async fn s5_1_everything_is_handed_over_that_the_office_does_not_have_and_stays_where_it_is() {
    let user = filled().await;
    let (header, entries) = file(user).await;
    assert_eq!(entries, expected());
    assert_eq!((header.user, header.session), (user, Some("ab".repeat(32))));
    let counts = header.counts;
    assert_eq!(
        (
            counts.operations,
            counts.drafts,
            counts.media,
            counts.others
        ),
        (2, 3, 2, 1)
    );
    assert_eq!(file(user).await.1, expected(), "once more");
    let store = Store::open(&name(user), key()).await.unwrap();
    let [outbox, drafts] = store.read([Shelf::Outbox, Shelf::Drafts]).await.unwrap();
    assert_eq!((outbox.len(), drafts.len()), (3, 1));
}

/// [S5.1]
#[wasm_bindgen_test]
async fn s5_1_each_thing_is_listed_that_will_be_in_the_file() {
    let user = filled().await;
    let started = DeviceTime {
        utc_ms: 1_795_500_000_000,
        zone_min: 420,
        mono_ms: 1,
        skew_ms: None,
    };
    let draft = json!({"started": started, "of_the_future": 1});
    let typed = json!({"phone": {"text": "0905", "since": "2026-11-24T03:00:00Z"}, "add": 1});
    let facts = json!({"facts_of": Uuid::from_u128(32), "typed": typed});
    let household = json!({"new_household": null, "head": {"name": "Lê Thị Bưởi", "birth": ""}});
    let store = Store::open(&name(user), key()).await.unwrap();
    let batch = Batch::strict()
        .put(Shelf::Drafts, "a", draft.to_string())
        .put(Shelf::Meta, facts_key(), facts.to_string())
        .put(Shelf::Meta, "new_household", household.to_string());
    store.write(batch).await.unwrap();
    let lying = Handover::of(user, Some(key()))
        .await
        .unwrap()
        .unwrap()
        .into_lying();
    let unread = || Item::Unread;
    let items = [
        unread(),
        unread(),
        unread(),
        Item::Draft(started),
        Item::Facts(2),
        Item::Typed("Lê Thị Bưởi".to_owned()),
    ];
    assert_eq!(lying.items().collect::<Vec<_>>(), items);
}

#[wasm_bindgen_test]
async fn s5_10_a_store_of_a_newer_version_is_read_and_keeps_its_version() {
    let user = filled().await;
    let factory = Factory::new().unwrap();
    let mut request = factory.open(&name(user), Some(VERSION + 1)).unwrap();
    request.on_upgrade_needed(|event| {
        let database = event.database().unwrap();
        let params = ObjectStoreParams::new();
        let future = database.create_object_store("of_the_future", params);
        drop(future.unwrap());
    });
    let newer = request.await.unwrap();
    // What a newer version writes is neither text nor bytes.
    let writing = newer.transaction(&["drafts"], idb::TransactionMode::ReadWrite);
    let writing = writing.unwrap();
    let odd = js_sys::Array::of1(&JsValue::from(7));
    let drafts = writing.object_store("drafts").unwrap();
    let put = drafts.put(&odd, Some(&JsValue::from_str("b"))).unwrap();
    put.await.unwrap();
    writing.await.unwrap();
    newer.close();

    assert!(Store::open(&name(user), key()).await.is_err());
    let mut all = expected();
    let odd = Entry::Other {
        kind: UNREAD,
        content: b"[7]".to_vec(),
    };
    all.insert(4, odd);
    assert_eq!(file(user).await.1, all);
    let again = factory.open(&name(user), None).unwrap().await.unwrap();
    assert_eq!(again.version().unwrap(), VERSION + 1);
    again.close();
}

#[wasm_bindgen_test]
async fn s5_3_a_store_that_was_never_told_for_whom_to_lock_says_so() {
    let user = UserId(Uuid::now_v7());
    drop(Store::open(&name(user), key()).await.unwrap());
    assert!(Handover::of(user, Some(key())).await.unwrap().is_none());
}

/// [S5.3] The server was older when its person signed in.
#[wasm_bindgen_test]
async fn s5_3_a_device_that_was_not_told_for_whom_to_lock_learns_it_with_the_next_round() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let user = UserId(phone.user);
    let replica = phone.start().await;
    round(replica).await;
    assert!(
        Handover::of(user, Some(key_of(phone.user)))
            .await
            .unwrap()
            .is_none()
    );
    let mut account = phone.account();
    account["handover"] = json!("age1x");
    office_says("/api/v1/me", 200, &account);
    round(replica).await;
    let mut handover = None;
    while handover.is_none() {
        // A round does not wait for the answer to be stored.
        TimeoutFuture::new(2).await;
        handover = Handover::of(user, Some(key_of(phone.user))).await.unwrap();
    }
    assert_eq!(handover.unwrap().recipient(), "age1x");
    replica.leave();
}
