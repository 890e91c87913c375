//! The store in a real browser: whole or not at all, and nothing lost when it grows.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use dong_hanh::device::SaveError;
use dong_hanh::device::store::{Batch, Doorway, Key, RawStore, Shelf, Store, VERSION, Value};
use dong_hanh_vault::DataKey;
use futures::FutureExt;
use rexie::{ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn fresh() -> String {
    format!("test:{}", uuid::Uuid::now_v7())
}

fn key() -> DataKey {
    DataKey::new([5; 32])
}

/// A store whose vault has begun.
async fn vault(name: &str) -> Store {
    let store = Store::open(name, key()).await.unwrap();
    let begins = Batch::strict().founding().put(Shelf::Door, "device", "a");
    store.write(begins).await.unwrap();
    store
}

async fn texts(store: &Store, shelf: Shelf) -> Vec<String> {
    let [entries] = store.read([shelf]).await.unwrap();
    entries
        .into_iter()
        .map(|(_, value)| value.unwrap().text().unwrap())
        .collect()
}

/// A database as an earlier or later version left it: so many stores, a text in `drafts`.
async fn left_by(name: &str, version: u32) {
    let shelves = Shelf::ALL
        .iter()
        .take(version as usize)
        .map(|shelf| shelf.name());
    let builder = Rexie::builder(name).version(version);
    let database = shelves
        .fold(builder, |builder, shelf| {
            builder.add_object_store(ObjectStore::new(shelf))
        })
        .build()
        .await
        .unwrap();
    let transaction = database
        .transaction(&["drafts"], TransactionMode::ReadWrite)
        .unwrap();
    transaction
        .store("drafts")
        .unwrap()
        .put(&"chưa gửi".into(), Some(&"visit".into()))
        .await
        .unwrap();
    transaction.done().await.unwrap();
    database.close();
}

#[wasm_bindgen_test]
async fn a_store_of_every_earlier_version_keeps_what_it_holds() {
    for version in 2..VERSION {
        let name = fresh();
        left_by(&name, version).await;
        let store = vault(&name).await;
        let raw = RawStore::open(&name).await.unwrap();
        let draft = raw.get(Shelf::Drafts, "visit").await.unwrap();
        let draft = draft.and_then(Value::text);
        assert_eq!(draft.as_deref(), Some("chưa gửi"), "version {version}");
        let newest = Shelf::ALL[Shelf::ALL.len() - 1];
        store
            .write(Batch::strict().put(newest, "new", "works"))
            .await
            .unwrap();
        let there = texts(&store, newest).await;
        assert!(there.contains(&"works".to_owned()), "version {version}");
    }
}

#[wasm_bindgen_test]
async fn a_store_of_a_newer_version_is_left_alone() {
    let name = fresh();
    left_by(&name, VERSION + 1).await;
    assert_eq!(
        Store::open(&name, key()).await.unwrap_err(),
        SaveError::Newer
    );
    let database = Rexie::builder(&name).version(VERSION + 1);
    let database = Shelf::ALL
        .iter()
        .fold(database, |builder, shelf| {
            builder.add_object_store(ObjectStore::new(shelf.name()))
        })
        .build()
        .await
        .unwrap();
    let transaction = database
        .transaction(&["drafts"], TransactionMode::ReadOnly)
        .unwrap();
    assert_eq!(
        transaction
            .store("drafts")
            .unwrap()
            .get("visit".into())
            .await
            .unwrap(),
        Some(JsValue::from("chưa gửi"))
    );
}

#[wasm_bindgen_test]
async fn a_tab_that_is_overtaken_by_a_newer_version_stops_writing() {
    let name = fresh();
    let store = vault(&name).await;
    store
        .write(Batch::strict().put(Shelf::Drafts, "visit", "trước"))
        .await
        .unwrap();
    let newer = Shelf::ALL.iter().fold(
        Rexie::builder(&name).version(VERSION + 1),
        |builder, shelf| builder.add_object_store(ObjectStore::new(shelf.name())),
    );
    let newer = newer.build().await.unwrap();
    assert_eq!(
        store
            .write(Batch::strict().put(Shelf::Drafts, "visit", "sau"))
            .await,
        Err(SaveError::Newer)
    );
    newer.close();
    let raw = RawStore::open(&name).await.unwrap().with_key(key());
    let draft = raw.get(Shelf::Drafts, "visit").await.unwrap();
    assert_eq!(draft.and_then(Value::text).as_deref(), Some("trước"));
}

/// [S16.1] One value in the place of another, or of another store, is none that can be read.
#[wasm_bindgen_test]
async fn s16_1_what_lies_in_a_store_is_sealed_for_its_place() {
    let name = fresh();
    let store = vault(&name).await;
    let batch = Batch::strict()
        .put(Shelf::Drafts, "visit", "mái dột")
        .put(Shelf::Media, "photo", vec![9, 9])
        .put(Shelf::Door, "device", "in the open");
    store.write(batch).await.unwrap();
    assert_eq!(texts(&store, Shelf::Drafts).await, ["mái dột"]);
    let sealed = {
        let raw = RawStore::open(&name).await.unwrap();
        let door = raw.get(Shelf::Door, "device").await.unwrap();
        assert_eq!(door.and_then(Value::text).as_deref(), Some("in the open"));
        let draft = raw.get(Shelf::Drafts, "visit").await.unwrap();
        draft.and_then(Value::bytes).unwrap()
    };
    assert!(!sealed.windows(3).any(|bytes| bytes == b"m\xc3\xa1"));
    drop(store);

    // Somebody puts it where another draft is.
    let builder = Rexie::builder(&name).version(VERSION);
    let builder = Shelf::ALL.iter().fold(builder, |builder, shelf| {
        builder.add_object_store(ObjectStore::new(shelf.name()))
    });
    let database = builder.build().await.unwrap();
    let transaction = database
        .transaction(&["drafts"], TransactionMode::ReadWrite)
        .unwrap();
    let bytes = js_sys::Uint8Array::from(sealed.as_slice());
    let drafts = transaction.store("drafts").unwrap();
    drafts.put(&bytes, Some(&"other".into())).await.unwrap();
    transaction.done().await.unwrap();
    database.close();
    let store = Store::open(&name, key()).await.unwrap();
    let [drafts] = store.read([Shelf::Drafts]).await.unwrap();
    let read = drafts
        .into_iter()
        .map(|(_, value)| value.and_then(Value::text));
    assert_eq!(read.collect::<Vec<_>>(), [None, Some("mái dột".to_owned())]);

    // Whoever has another key, or none any more, reads nothing.
    let other = Store::open(&name, DataKey::new([6; 32])).await.unwrap();
    let [drafts] = other.read([Shelf::Drafts]).await.unwrap();
    assert!(drafts.iter().all(|(_, value)| value.is_none()));
    // Nor does what it writes lie where the other key's values are.
    let late = Batch::strict().put(Shelf::Drafts, "late", "x");
    assert_eq!(other.write(late.clone()).await, Err(SaveError::OtherKey));
    let begins = late.clone().founding();
    assert_eq!(other.write(begins).await, Err(SaveError::OtherKey));
    store.lock();
    assert_eq!(
        store.read([Shelf::Drafts]).await.err(),
        Some(SaveError::Lost)
    );
    assert_eq!(
        store.get(Shelf::Drafts, "visit").await.err(),
        Some(SaveError::Lost)
    );
    assert_eq!(store.write(late).await, Err(SaveError::Lost));
}

/// [S6.5] [S16.1] The browser has cleared it, and another tab has made it anew: nothing is sealed for which there is no key.
#[wasm_bindgen_test]
async fn s16_1_nothing_is_written_into_a_store_that_has_no_key_at_its_door() {
    let name = fresh();
    let store = vault(&name).await;
    Rexie::delete(&name).await.unwrap();
    drop(Doorway::open(&name).await.unwrap());
    let batch = Batch::strict().put(Shelf::Drafts, "visit", "x");
    assert_eq!(store.write(batch.clone()).await, Err(SaveError::Cleared));
    store.restore(batch).await.unwrap();
    assert_eq!(texts(&store, Shelf::Drafts).await, ["x"]);
}

/// [S1.9]
#[wasm_bindgen_test]
async fn a_batch_is_written_whole_or_not_at_all() {
    let store = vault(&fresh()).await;
    store
        .write(Batch::strict().add(Shelf::Outbox, 1u32, "first"))
        .await
        .unwrap();
    let batch = Batch::strict()
        .put(Shelf::Meta, "counter", "1")
        .delete(Shelf::Outbox, 7u32)
        .add(Shelf::Outbox, 1u32, "second");
    // Another tab was faster.
    assert_eq!(store.write(batch).await, Err(SaveError::ReadOnly));
    assert_eq!(texts(&store, Shelf::Outbox).await, ["first"]);
    assert!(texts(&store, Shelf::Meta).await.is_empty());
}

#[wasm_bindgen_test]
async fn what_is_on_the_shelves_comes_in_the_order_of_the_counters() {
    let store = vault(&fresh()).await;
    let batch = [10u32, 2, 1, 300]
        .into_iter()
        .fold(Batch::relaxed(), |batch, counter| {
            batch.add(Shelf::Outbox, counter, counter.to_string())
        });
    store
        .write(batch.put(Shelf::Media, "photo", vec![0u8, 255, 7]))
        .await
        .unwrap();
    assert_eq!(texts(&store, Shelf::Outbox).await, ["1", "2", "10", "300"]);
    let photo = store
        .get(Shelf::Media, Key::from("photo"))
        .await
        .unwrap()
        .and_then(Value::bytes);
    assert_eq!(photo, Some(vec![0, 255, 7]));
}

#[wasm_bindgen_test]
async fn a_full_disk_is_said_as_such_and_nothing_of_the_batch_stays() {
    let store = vault(&fresh()).await;
    store
        .write(Batch::strict().put(Shelf::Drafts, "visit", "trước"))
        .await
        .unwrap();
    let full = Failing::on("IDBObjectStore", "add", "QuotaExceededError");
    let batch = Batch::strict()
        .delete(Shelf::Drafts, "visit")
        .put(Shelf::Meta, "counter", "1")
        .add(Shelf::Outbox, 1u32, "op");
    assert_eq!(store.write(batch).await, Err(SaveError::Full));
    drop(full);
    assert_eq!(texts(&store, Shelf::Drafts).await, ["trước"]);
    assert!(texts(&store, Shelf::Meta).await.is_empty());
    store
        .write(Batch::strict().add(Shelf::Outbox, 1u32, "op"))
        .await
        .unwrap();
}

#[wasm_bindgen_test]
async fn a_database_that_the_browser_has_closed_is_opened_once_more() {
    let store = vault(&fresh()).await;
    let lost = Failing::on("IDBDatabase", "transaction", "InvalidStateError");
    let refused = store
        .write(Batch::strict().put(Shelf::Meta, "a", "1"))
        .await;
    assert_eq!(refused, Err(SaveError::Lost));
    lost.times(1);
    store
        .write(Batch::strict().put(Shelf::Meta, "a", "2"))
        .await
        .unwrap();
    assert_eq!(texts(&store, Shelf::Meta).await, ["2"]);
}

#[wasm_bindgen_test]
async fn a_write_that_nobody_waits_for_is_done_all_the_same() {
    let store = vault(&fresh()).await;
    assert!(
        store
            .write(Batch::strict().put(Shelf::Drafts, "visit", "gone"))
            .now_or_never()
            .is_none()
    );
    assert_eq!(texts(&store, Shelf::Drafts).await, ["gone"]);
}

/// Makes a method of the browser fail with a `DOMException` as long as it lives.
struct Failing {
    prototype: JsValue,
    method: &'static str,
    whole: JsValue,
}

impl Failing {
    fn on(class: &str, method: &'static str, error: &str) -> Self {
        let class = js_sys::Reflect::get(&js_sys::global(), &class.into()).unwrap();
        let prototype = js_sys::Reflect::get(&class, &"prototype".into()).unwrap();
        let whole = js_sys::Reflect::get(&prototype, &method.into()).unwrap();
        js_sys::Reflect::set(&js_sys::global(), &"left".into(), &f64::INFINITY.into()).unwrap();
        let body = format!(
            "return function (...args) {{ if (globalThis.left-- > 0) throw new DOMException('made to fail', '{error}'); return whole.apply(this, args); }}"
        );
        let failing = js_sys::Function::new_with_args("whole", &body)
            .call1(&JsValue::NULL, &whole)
            .unwrap();
        js_sys::Reflect::set(&prototype, &method.into(), &failing).unwrap();
        Self {
            prototype,
            method,
            whole,
        }
    }

    fn times(&self, times: u32) {
        js_sys::Reflect::set(&js_sys::global(), &"left".into(), &times.into()).unwrap();
    }
}

impl Drop for Failing {
    fn drop(&mut self) {
        js_sys::Reflect::set(&self.prototype, &self.method.into(), &self.whole).unwrap();
    }
}
