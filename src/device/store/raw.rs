//! A store as it is, whatever version wrote it: opened without a version, read and never written.

use dong_hanh_vault::DataKey;
use futures::future::try_join_all;
use idb::{Database, DatabaseEvent as _, Factory, TransactionMode};
use js_sys::JSON;
use wasm_bindgen::JsValue;

use super::seal::{plain, unseal};
use super::{Key, SaveError, Shelf, Value};

/// A connection for reading alone.
pub struct RawStore {
    database: Database,
    /// What its values are sealed with; without one they are read as those of the time before vaults.
    key: Option<DataKey>,
}

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
        let key = None;
        Ok(Self { database, key })
    }

    /// The same, that opens what was sealed with a key.
    #[must_use]
    pub fn with_key(mut self, key: DataKey) -> Self {
        self.key = Some(key);
        self
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
        let transaction = self
            .database
            .transaction(&known, TransactionMode::ReadOnly)?;
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
            let entry = |(key, value): (&JsValue, &JsValue)| {
                let key = Key::from_js(key)?;
                let value = self.as_close_as(shelf, &key, value);
                Some((key, value))
            };
            keys.iter().zip(&values).filter_map(entry).collect()
        }))
    }

    fn has(&self, name: &str) -> bool {
        self.database
            .store_names()
            .iter()
            .any(|there| there == name)
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
            .database
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
        if !self.has(shelf.name()) {
            return Ok(None);
        }
        let transaction = self
            .database
            .transaction(&[shelf.name()], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(shelf.name())?;
        let value = store.get(JsValue::from_str(name))?.await?;
        Ok(value.map(|value| self.as_close_as(shelf, &name.into(), &value)))
    }

    /// A value of this version, or as close to it as bytes come: what this key does not open stays sealed.
    fn as_close_as(&self, shelf: Shelf, key: &Key, value: &JsValue) -> Value {
        let opened = match &self.key {
            Some(with) => unseal(shelf, key, value, Some(with)),
            None => None,
        };
        opened.or_else(|| plain(value)).unwrap_or_else(|| {
            let text = JSON::stringify(value).ok();
            let text = text.and_then(|text| text.as_string()).unwrap_or_default();
            Value::Bytes(text.into_bytes())
        })
    }
}

impl Drop for RawStore {
    fn drop(&mut self) {
        self.database.close();
    }
}
