//! The database itself: rexie makes the shelves and reads; writing asks for strict durability, which rexie
//! cannot, so it has a connection of its own.
//!
//! Inside a transaction nothing is awaited but its own requests, or it would commit under our hands.

use std::cell::Cell;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::{Either, select, try_join_all};
use gloo_timers::future::TimeoutFuture;
use idb::Factory;
use js_sys::Array;
use rexie::{Rexie, TransactionMode};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbTransaction};

use super::batch::{Change, Durability, unseal};
use super::{Batch, Entries, Key, SaveError, Shelf, Value, schema};

/// An open that takes longer than this, in milliseconds, never ends (WebKit 226547).
const OPEN_MS: u32 = 15_000;

/// Both connections to one database.
pub(super) struct Database {
    name: String,
    reader: Rexie,
    writer: IdbDatabase,
}

impl Database {
    /// Opens the database and adds what is missing in it.
    pub(super) async fn open(name: &str) -> Result<Self, SaveError> {
        let opening = async {
            let reader = schema::builder(name).build().await?;
            let writer: IdbDatabase = Factory::new()?.open(name, None)?.await?.into();
            // A newer version in another tab must not wait for this one; what is written here from then on fails as `Newer`.
            let closing = writer.clone();
            let close = Closure::<dyn FnMut()>::new(move || closing.close()).into_js_value();
            writer.set_onversionchange(Some(close.unchecked_ref()));
            Ok(Self {
                name: name.to_owned(),
                reader,
                writer,
            })
        };
        match select(Box::pin(opening), TimeoutFuture::new(OPEN_MS)).await {
            Either::Left((opened, _)) => opened,
            Either::Right(_) => Err(SaveError::Lost),
        }
    }

    /// Opens it anew after the browser has closed it.
    pub(super) async fn reopen(&mut self) -> Result<(), SaveError> {
        *self = Self::open(&self.name).await?;
        Ok(())
    }

    /// Lets go of the database.
    pub(super) fn close(self) {
        self.reader.close();
        self.writer.close();
    }

    /// Everything on these shelves, as it was at one moment.
    pub(super) async fn read(&self, shelves: &[Shelf]) -> Result<Vec<Entries>, SaveError> {
        let names: Vec<&str> = shelves.iter().map(|shelf| shelf.name()).collect();
        let transaction = self.reader.transaction(&names, TransactionMode::ReadOnly)?;
        let stores = names
            .iter()
            .map(|name| transaction.store(name))
            .collect::<Result<Vec<_>, _>>()?;
        // All requests are made before the first is awaited.
        let read = try_join_all(stores.iter().map(|store| async {
            futures::try_join!(store.get_all_keys(None, None), store.get_all(None, None))
        }));
        let entries = |(keys, values): (Vec<JsValue>, Vec<JsValue>)| {
            keys.iter()
                .zip(&values)
                .filter_map(|(key, value)| Some((Key::from_js(key)?, unseal(value))))
                .collect()
        };
        Ok(read.await?.into_iter().map(entries).collect())
    }

    /// One value.
    pub(super) async fn get(&self, shelf: Shelf, key: Key) -> Result<Option<Value>, SaveError> {
        let transaction = self
            .reader
            .transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
        let value = transaction.store(shelf.name())?.get(key.into()).await?;
        Ok(value.as_ref().and_then(unseal))
    }

    /// Writes a batch in one transaction and waits for its commit.
    pub(super) async fn write(&self, batch: &Batch) -> Result<(), SaveError> {
        let mut shelves: Vec<Shelf> = batch.changes.iter().map(|(shelf, _)| *shelf).collect();
        shelves.sort_unstable();
        shelves.dedup();
        let names: Array = shelves
            .iter()
            .map(|shelf| JsValue::from_str(shelf.name()))
            .collect();
        let durability = match batch.durability {
            Durability::Relaxed => "relaxed",
            Durability::Strict => "strict",
        };
        let transaction = self.writer.unchecked_ref::<Connection>().transaction(
            &names,
            "readwrite",
            &options(durability)?,
        )?;

        let (report, ended) = oneshot::channel();
        let report = Rc::new(Cell::new(Some(report)));
        let on_end = |committed| {
            let report = report.clone();
            // Whoever waits is this function.
            Closure::once(move || {
                report
                    .take()
                    .is_some_and(|report| report.send(committed).is_ok())
            })
        };
        let (on_complete, on_abort) = (on_end(true), on_end(false));
        transaction.set_oncomplete(Some(on_complete.as_ref().unchecked_ref()));
        transaction.set_onabort(Some(on_abort.as_ref().unchecked_ref()));

        #[allow(
            deprecated,
            reason = "IndexedDB 3.0 has it again, and it saves waiting for the last request"
        )]
        let made = request(&transaction, batch)
            .and_then(|()| transaction.commit().map_err(SaveError::from));
        if let Err(error) = made {
            // Nothing of it may stay; a transaction that has ended already has been aborted by the browser.
            let _ = transaction.abort();
            return Err(error);
        }
        match ended.await {
            Ok(true) => Ok(()),
            _ => Err(transaction
                .error()
                .map_or(SaveError::Lost, |error| JsValue::from(error).into())),
        }
    }
}

fn request(transaction: &IdbTransaction, batch: &Batch) -> Result<(), SaveError> {
    for (shelf, change) in &batch.changes {
        let store = transaction.object_store(shelf.name())?;
        match change {
            Change::Put(key, value) => store.put_with_key(value, key)?,
            Change::Add(key, value) => store.add_with_key(value, key)?,
            Change::Delete(key) => store.delete(key)?,
        };
    }
    Ok(())
}

fn options(durability: &str) -> Result<JsValue, SaveError> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"durability".into(), &durability.into())?;
    Ok(options.into())
}

#[wasm_bindgen]
extern "C" {
    /// web-sys has the options of a transaction only behind its unstable flag.
    type Connection;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Connection,
        shelves: &Array,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}
