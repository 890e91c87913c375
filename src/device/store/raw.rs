//! A store as it is, whatever version wrote it: opened without a version, read and never written.

use futures::future::try_join_all;
use idb::{Database, DatabaseEvent as _, Factory, TransactionMode};
use js_sys::JSON;
use wasm_bindgen::JsValue;

use super::batch::unseal;
use super::{Key, SaveError, Shelf, Value};

/// A connection for reading alone.
pub struct RawStore(Database);

/// Values by their keys.
pub type RawEntries = Vec<(Key, Value)>;

impl RawStore {
    /// Opens the store of a name, which has to be there.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn open(name: &str) -> Result<Self, SaveError> {
        let mut database = Factory::new()?.open(name, None)?.await?;
        // Nobody who wants to make it newer waits for a reader.
        database.on_version_change(|event| {
            if let Ok(database) = event.database() {
                database.close();
            }
        });
        Ok(Self(database))
    }

    /// Everything on some shelves, as it was at one moment; nothing on those that it does not have.
    ///
    /// # Errors
    /// [`SaveError`] in the browser's words.
    pub async fn read<const N: usize>(
        &self,
        shelves: [Shelf; N],
    ) -> Result<[RawEntries; N], SaveError> {
        let known: Vec<&str> = shelves
            .iter()
            .map(|shelf| shelf.name())
            .filter(|name| self.has(name))
            .collect();
        if known.is_empty() {
            return Ok(std::array::from_fn(|_| Vec::new()));
        }
        let transaction = self.0.transaction(&known, TransactionMode::ReadOnly)?;
        let stores = known
            .iter()
            .map(|name| transaction.object_store(name))
            .collect::<Result<Vec<_>, _>>()?;
        // All requests are made before the first is awaited.
        let requests = stores.iter().map(|store| {
            let (keys, values) = (store.get_all_keys(None, None), store.get_all(None, None));
            async { futures::try_join!(keys?.into_future(), values?.into_future()) }
        });
        let read = try_join_all(requests.collect::<Vec<_>>()).await?;
        let mut read = known.iter().zip(read);
        Ok(shelves.map(|shelf| {
            let (keys, values) = match shelf {
                _ if !self.has(shelf.name()) => return Vec::new(),
                _ => read.next().map(|(_, read)| read).unwrap_or_default(),
            };
            let entries = keys.iter().zip(&values);
            entries
                .filter_map(|(key, value)| Some((Key::from_js(key)?, as_it_is(value))))
                .collect()
        }))
    }

    fn has(&self, name: &str) -> bool {
        self.0.store_names().iter().any(|there| there == name)
    }

    /// The keys of a shelf that are texts.
    ///
    /// # Errors
    /// [`SaveError`] in the browser's words.
    pub async fn names(&self, shelf: Shelf) -> Result<Vec<String>, SaveError> {
        if !self.has(shelf.name()) {
            return Ok(Vec::new());
        }
        let transaction = self
            .0
            .transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
        let keys = transaction
            .object_store(shelf.name())?
            .get_all_keys(None, None)?;
        Ok(keys.await?.iter().filter_map(JsValue::as_string).collect())
    }

    /// One value.
    ///
    /// # Errors
    /// [`SaveError`] in the browser's words.
    pub async fn get(&self, shelf: Shelf, name: &str) -> Result<Option<Value>, SaveError> {
        let transaction = self
            .0
            .transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(shelf.name())?;
        let value = store.get(JsValue::from_str(name))?.await?;
        Ok(value.as_ref().map(as_it_is))
    }
}

impl Drop for RawStore {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// A value of this version, or as close to it as bytes come.
fn as_it_is(value: &JsValue) -> Value {
    unseal(value).unwrap_or_else(|| {
        let text = JSON::stringify(value).ok();
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        Value::Bytes(text.into_bytes())
    })
}
