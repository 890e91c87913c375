//! What the office keeps its records in: the store in memory, or a database.

use std::str::FromStr;

use dong_hanh_store::{MemoryStore, Store, StoreResult};
use dong_hanh_store_sqlite::SqliteStore;
use tokio::runtime::{Builder, Runtime};

/// What the office keeps its records in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The store in memory.
    Memory,
    /// A database of SQLite, which is in memory too.
    Sqlite,
}

/// The name of no store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a store is called memory or sqlite")]
pub struct NoBase;

impl FromStr for Base {
    type Err = NoBase;

    fn from_str(name: &str) -> Result<Self, NoBase> {
        match name {
            "memory" => Ok(Self::Memory),
            "sqlite" => Ok(Self::Sqlite),
            _ => Err(NoBase),
        }
    }
}

impl Base {
    /// An empty one.
    pub(crate) fn open(self) -> StoreResult<Box<dyn Database>> {
        Ok(match self {
            Self::Memory => Box::new(MemoryStore::default()),
            Self::Sqlite => Box::new(at_once(SqliteStore::open(":memory:"))?),
        })
    }
}

/// A store of which there are backups.
pub(crate) trait Database: Store {
    /// All that is in it at this moment.
    fn backup(&self) -> StoreResult<Box<dyn Database>>;
}

impl Database for MemoryStore {
    fn backup(&self) -> StoreResult<Box<dyn Database>> {
        Ok(Box::new(at_once(MemoryStore::backup(self))))
    }
}

impl Database for SqliteStore {
    fn backup(&self) -> StoreResult<Box<dyn Database>> {
        Ok(Box::new(at_once(SqliteStore::backup(self))?))
    }
}

thread_local! {
    static RUNTIME: Option<Runtime> = Builder::new_current_thread().enable_time().build().ok();
}

/// Waits for a store: one step of a schedule comes after the other.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    RUNTIME.with(|runtime| match runtime {
        Some(runtime) => runtime.block_on(future),
        None => unreachable!("a runtime of one thread needs nothing that could be missing"),
    })
}
