//! The database itself: rexie makes the shelves and reads; writing asks for strict durability, which rexie
//! cannot, so it has a connection of its own.
//!
//! Inside a transaction nothing is awaited but its own requests, or it would commit under our hands.

use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;

use dong_hanh_vault::DataKey;
use futures::channel::oneshot;
use futures::future::{Either, select, try_join_all};
use gloo_timers::future::TimeoutFuture;
use idb::Factory;
use js_sys::{Array, Reflect};
use leptos::prelude::Set;
use rexie::{Rexie, TransactionMode};
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbTransaction};

use super::batch::{Change, Durability, Expected};
use super::seal::{seal, unseal};
use super::{Batch, Entries, Key, SaveError, Shelf, Trouble, VERSION, Value, schema};

/// An open that takes longer than this, in milliseconds, never ends (WebKit 226547).
const OPEN_MS: u32 = 15_000;

/// Both connections to one database.
pub(super) struct Database {
    name: String,
    reader: Rexie,
    writer: IdbDatabase,
    trouble: Trouble,
    /// What its values are sealed with; none while nobody has opened it.
    key: Option<DataKey>,
}

impl Database {
    /// Opens the database and adds what is missing in it.
    pub(super) async fn open(name: &str, trouble: Trouble) -> Result<Self, SaveError> {
        in_time(async {
            let reader = schema::builder(name).build().await?;
            let writer = as_it_is(name).await?;
            // A newer version in another tab must not wait for this one; what is written here from then on fails as `Newer`.
            let (closing, told) = (writer.clone(), trouble.clone());
            let close = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
                closing.close();
                let newer = Reflect::get(&event, &"newVersion".into());
                // Where it is deleted there is none.
                if newer.is_ok_and(|version| version.as_f64().is_some()) {
                    told.set(Some(SaveError::Newer));
                }
            });
            writer.set_onversionchange(Some(close.into_js_value().unchecked_ref()));
            Ok(Self {
                name: name.to_owned(),
                reader,
                writer,
                trouble,
                key: None,
            })
        })
        .await
    }

    /// From now on its values are sealed with this key; with none they are out of reach.
    pub(super) fn use_key(&mut self, key: Option<DataKey>) {
        self.key = key;
    }

    /// Opens it anew after the browser has closed it. One that was cleared meanwhile stays empty, so that nobody takes
    /// what is written there next for all that there is.
    pub(super) async fn reopen(&mut self) -> Result<(), SaveError> {
        let found = in_time(as_it_is(&self.name)).await?;
        let is_whole = found.version() >= f64::from(VERSION);
        found.close();
        if !is_whole {
            return Err(SaveError::Cleared);
        }
        self.renew().await
    }

    /// Opens it anew, whatever is left of it.
    pub(super) async fn renew(&mut self) -> Result<(), SaveError> {
        let anew = Self::open(&self.name, self.trouble.clone()).await?;
        *self = Self {
            key: self.key.take(),
            ..anew
        };
        Ok(())
    }

    /// Lets go of the database.
    pub(super) fn close(self) {
        self.reader.close();
        self.writer.close();
    }

    /// Without its key it says nothing, not even that nothing is there.
    fn is_open_for(&self, shelves: &[Shelf]) -> Result<(), SaveError> {
        let is_open = self.key.is_some() || shelves == [Shelf::Door];
        is_open.then_some(()).ok_or(SaveError::Lost)
    }

    /// Everything on these shelves, as it was at one moment.
    pub(super) async fn read(&self, shelves: &[Shelf]) -> Result<Vec<Entries>, SaveError> {
        self.is_open_for(shelves)?;
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
        let entries = |(shelf, (keys, values)): (&Shelf, (Vec<JsValue>, Vec<JsValue>))| {
            let entry = |(key, value): (&JsValue, &JsValue)| {
                let key = Key::from_js(key)?;
                let value = unseal(*shelf, &key, value, self.key.as_ref());
                Some((key, value))
            };
            keys.iter().zip(&values).filter_map(entry).collect()
        };
        Ok(shelves.iter().zip(read.await?).map(entries).collect())
    }

    /// One value.
    pub(super) async fn get(&self, shelf: Shelf, key: Key) -> Result<Option<Value>, SaveError> {
        self.is_open_for(&[shelf])?;
        let transaction = self
            .reader
            .transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
        let value = transaction.store(shelf.name())?.get((&key).into()).await?;
        Ok(value.and_then(|value| unseal(shelf, &key, &value, self.key.as_ref())))
    }

    /// Writes a batch in one transaction and waits for its commit.
    pub(super) async fn write(&self, batch: &Batch) -> Result<(), SaveError> {
        let mut shelves: Vec<Shelf> = batch.changes.iter().map(|(shelf, _)| *shelf).collect();
        // What the store is sealed with is looked at in the same transaction.
        shelves.push(Shelf::Door);
        shelves.sort_unstable();
        shelves.dedup();
        let names: Array = shelves
            .iter()
            .map(|shelf| JsValue::from_str(shelf.name()))
            .collect();
        // Sealed before there is a transaction, which waits for nobody.
        let changes = batch.changes.iter();
        let changes: Vec<_> = changes
            .map(|(shelf, change)| self.request(*shelf, change))
            .collect::<Result<_, _>>()?;
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

        let refused = Rc::new(Cell::new(None));
        let _ask = self.check(&transaction, batch.door, &changes, refused.clone())?;
        match ended.await {
            Ok(true) => Ok(()),
            _ => Err(refused.take().unwrap_or_else(|| {
                let error = transaction.error();
                error.map_or(SaveError::Lost, |error| JsValue::from(error).into())
            })),
        }
    }

    /// Asks in a transaction with what the store is sealed, and for the changes behind that without waiting; where it is
    /// not this key nothing of them is written, and `refused` says why. What is given back has to live until the
    /// transaction ends.
    fn check(
        &self,
        transaction: &IdbTransaction,
        expected: Expected,
        changes: &[Request],
        refused: Rc<Cell<Option<SaveError>>>,
    ) -> Result<Closure<dyn FnMut()>, SaveError> {
        let key = self.key.as_ref().map(DataKey::id);
        let made = match (&key, expected) {
            (Some(key), Expected::Nothing | Expected::NoOtherKey) => {
                let key = JsValue::from_str(key);
                vec![Request::Put(Shelf::Door, KEY.into(), key)]
            }
            _ => Vec::new(),
        };
        let door = transaction.object_store(Shelf::Door.name())?;
        let asked = door.get(&KEY.into())?;
        let (on, asks) = (transaction.clone(), asked.clone());
        let refuse = {
            let on = transaction.clone();
            move |error| {
                refused.set(Some(error));
                // Nothing of it may stay; a transaction that has ended already has been aborted by the browser.
                let _ = on.abort();
            }
        };
        if let Err(error) = request(transaction, changes) {
            refuse(error);
        }
        let answered = Closure::<dyn FnMut()>::new(move || {
            let lies_there = asks.result().ok().and_then(|value| value.as_string());
            let fits = match (&key, &lies_there, expected) {
                // Nobody has opened it: only what lies at the door is written.
                (None, ..) | (Some(_), None, Expected::Nothing | Expected::NoOtherKey) => Ok(()),
                (Some(_), None, Expected::Key) => Err(SaveError::Cleared),
                (Some(key), Some(there), Expected::Key | Expected::NoOtherKey) if key == there => {
                    Ok(())
                }
                (Some(_), Some(_), _) => Err(SaveError::OtherKey),
            };
            #[allow(
                deprecated,
                reason = "IndexedDB 3.0 has it again, and it saves waiting for the last request"
            )]
            let made = fits
                .and_then(|()| request(&on, &made))
                .and_then(|()| on.commit().map_err(SaveError::from));
            if let Err(error) = made {
                refuse(error);
            }
        });
        asked.set_onsuccess(Some(answered.as_ref().unchecked_ref()));
        Ok(answered)
    }
}

/// Erases the store of a name with all that is in it.
///
/// # Errors
/// [`SaveError`] in the browser's words: it is all there.
pub async fn erase(name: &str) -> Result<(), SaveError> {
    Ok(Factory::new()?.delete(name)?.await?)
}

/// The name at the door of the id of the key with which the store is sealed.
const KEY: &str = "key";

/// A database in the version that it has; one that is not there is made, in the first.
async fn as_it_is(name: &str) -> Result<IdbDatabase, SaveError> {
    Ok(Factory::new()?.open(name, None)?.await?.into())
}

async fn in_time<T>(opening: impl Future<Output = Result<T, SaveError>>) -> Result<T, SaveError> {
    match select(pin!(opening), TimeoutFuture::new(OPEN_MS)).await {
        Either::Left((opened, _)) => opened,
        Either::Right(_) => Err(SaveError::Lost),
    }
}

/// What is asked of a transaction.
enum Request {
    Put(Shelf, JsValue, JsValue),
    Add(Shelf, JsValue, JsValue),
    Delete(Shelf, JsValue),
}

impl Database {
    fn request(&self, shelf: Shelf, change: &Change) -> Result<Request, SaveError> {
        let sealed = |key: &Key, value: &Value| seal(shelf, key, value, self.key.as_ref());
        Ok(match change {
            Change::Put(key, value) => Request::Put(shelf, key.into(), sealed(key, value)?),
            Change::Add(key, value) => Request::Add(shelf, key.into(), sealed(key, value)?),
            Change::Delete(key) => Request::Delete(shelf, key.into()),
        })
    }
}

fn request(transaction: &IdbTransaction, requests: &[Request]) -> Result<(), SaveError> {
    let on = |shelf: &Shelf| transaction.object_store(shelf.name());
    for request in requests {
        match request {
            Request::Put(shelf, key, value) => on(shelf)?.put_with_key(value, key)?,
            Request::Add(shelf, key, value) => on(shelf)?.add_with_key(value, key)?,
            Request::Delete(shelf, key) => on(shelf)?.delete(key)?,
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
