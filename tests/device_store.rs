//! The store in a real browser: whole or not at all, and nothing lost when it grows.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use dong_hanh::device::SaveError;
use dong_hanh::device::store::{Batch, Key, Shelf, Store, VERSION, Value};
use futures::FutureExt;
use rexie::{ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn fresh() -> String {
    format!("test:{}", uuid::Uuid::now_v7())
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
        let store = Store::open(&name).await.unwrap();
        assert_eq!(
            texts(&store, Shelf::Drafts).await,
            ["chưa gửi"],
            "version {version}"
        );
        let newest = Shelf::ALL[Shelf::ALL.len() - 1];
        store
            .write(Batch::strict().put(newest, "new", "works"))
            .await
            .unwrap();
        assert_eq!(texts(&store, newest).await, ["works"], "version {version}");
    }
}

#[wasm_bindgen_test]
async fn a_store_of_a_newer_version_is_left_alone() {
    let name = fresh();
    left_by(&name, VERSION + 1).await;
    assert_eq!(Store::open(&name).await.unwrap_err(), SaveError::Newer);
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
    let store = Store::open(&name).await.unwrap();
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
    let transaction = newer
        .transaction(&["drafts"], TransactionMode::ReadOnly)
        .unwrap();
    assert_eq!(
        transaction
            .store("drafts")
            .unwrap()
            .get("visit".into())
            .await
            .unwrap(),
        Some(JsValue::from("trước"))
    );
}

/// [S1.9]
#[wasm_bindgen_test]
async fn a_batch_is_written_whole_or_not_at_all() {
    let store = Store::open(&fresh()).await.unwrap();
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
    let store = Store::open(&fresh()).await.unwrap();
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
    let store = Store::open(&fresh()).await.unwrap();
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
    let store = Store::open(&fresh()).await.unwrap();
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
    let store = Store::open(&fresh()).await.unwrap();
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
