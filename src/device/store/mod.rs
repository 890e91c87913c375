//! What this device keeps: one database for each user, owned by one task as long as the app runs.
//!
//! Screens come and go, and with them the futures that they wait on; the task's futures do not, as a
//! request that nobody waits for any more would abort its transaction.

mod batch;
mod database;
mod doorway;
mod error;
mod raw;
mod schema;
mod seal;

use futures::StreamExt;
use futures::channel::{mpsc, oneshot};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub use batch::{Batch, Key, Value};
use database::Database;
pub use database::erase;
use dong_hanh_vault::DataKey;
pub use doorway::Doorway;
pub use error::SaveError;
pub use raw::{RawEntries, RawStore};
pub use schema::{Shelf, VERSION};

/// The store of one user, open: everything on its shelves but the one at the door is sealed with its key. Handles are clones of one another; the last one that goes closes the database.
#[derive(Clone, Debug)]
pub struct Store {
    jobs: mpsc::UnboundedSender<Job>,
    trouble: Trouble,
}

/// Why the last work could not be done, until some can be.
type Trouble = ArcRwSignal<Option<SaveError>>;

type Reply<T> = oneshot::Sender<Result<T, SaveError>>;
/// Values by their keys; `None` for one that this version did not write.
pub type Entries = Vec<(Key, Option<Value>)>;

enum Job {
    Write(Batch, Reply<()>),
    Read(Vec<Shelf>, Reply<Vec<Entries>>),
    Get(Shelf, Key, Reply<Option<Value>>),
    Restore(Batch, Reply<()>),
    UseKey(Option<DataKey>),
}

impl Store {
    /// Opens the store of a name with its key; a new one is empty.
    ///
    /// # Errors
    /// [`SaveError::Newer`] where a newer version has upgraded it, and what the browser says else.
    pub async fn open(name: &str, key: DataKey) -> Result<Self, SaveError> {
        Ok(Doorway::open(name).await?.enter(key))
    }

    /// Forgets the key, in all handles: what is asked of the store from now on is out of reach.
    pub fn lock(&self) {
        // A store that is gone has forgotten it.
        let _ = self.jobs.unbounded_send(Job::UseKey(None));
    }

    async fn behind_the_door(name: &str) -> Result<Self, SaveError> {
        let trouble = Trouble::new(None);
        let database = Database::open(name, trouble.clone()).await?;
        let (jobs, waiting) = mpsc::unbounded();
        spawn_local(work(database, waiting, trouble.clone()));
        Ok(Self { jobs, trouble })
    }

    /// What keeps the store from working, whoever asked for the work: a background write that fails is told too.
    #[must_use]
    pub fn trouble(&self) -> ArcReadSignal<Option<SaveError>> {
        self.trouble.read_only()
    }

    /// Makes the store anew after the browser has cleared it, with what the caller still has in memory.
    ///
    /// # Errors
    /// [`SaveError`]: nothing of the batch was written.
    pub async fn restore(&self, batch: Batch) -> Result<(), SaveError> {
        self.ask(|reply| Job::Restore(batch, reply)).await
    }

    /// Writes all of a batch or nothing; resolves when it is as durable as the batch asks.
    ///
    /// # Errors
    /// [`SaveError`]: nothing of the batch was written.
    pub async fn write(&self, batch: Batch) -> Result<(), SaveError> {
        if batch.is_empty() {
            return Ok(());
        }
        self.ask(|reply| Job::Write(batch, reply)).await
    }

    /// Everything on some shelves, as it was at one moment, in the order of the keys.
    ///
    /// # Errors
    /// [`SaveError`] in the browser's words.
    pub async fn read<const N: usize>(
        &self,
        shelves: [Shelf; N],
    ) -> Result<[Entries; N], SaveError> {
        let read = self.ask(|reply| Job::Read(shelves.to_vec(), reply)).await?;
        read.try_into().map_err(|_| SaveError::Lost)
    }

    /// One value.
    ///
    /// # Errors
    /// [`SaveError`] in the browser's words.
    pub async fn get(&self, shelf: Shelf, key: impl Into<Key>) -> Result<Option<Value>, SaveError> {
        let key = key.into();
        self.ask(|reply| Job::Get(shelf, key, reply)).await
    }

    async fn ask<T>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, SaveError> {
        let (reply, answer) = oneshot::channel();
        self.jobs
            .unbounded_send(job(reply))
            .map_err(|_| SaveError::Lost)?;
        answer.await.unwrap_or(Err(SaveError::Lost))
    }
}

/// Does something again, once, after reopening a database that the browser has closed, as iOS does in the background.
macro_rules! retried {
    ($database:ident, $work:expr) => {
        match $work.await {
            Err(SaveError::Lost) => match $database.reopen().await {
                Ok(()) => $work.await,
                Err(error) => Err(error),
            },
            other => other,
        }
    };
}

async fn work(mut database: Database, mut jobs: mpsc::UnboundedReceiver<Job>, trouble: Trouble) {
    while let Some(job) = jobs.next().await {
        // Whoever asked may have gone; the work was done all the same.
        let _ = match job {
            Job::Write(batch, reply) => {
                let written = retried!(database, database.write(&batch));
                note(&trouble, written.as_ref().err(), true);
                reply.send(written).is_ok()
            }
            Job::Read(shelves, reply) => {
                let read = retried!(database, database.read(&shelves));
                note(&trouble, read.as_ref().err(), false);
                reply.send(read).is_ok()
            }
            Job::Get(shelf, key, reply) => {
                let got = retried!(database, database.get(shelf, key.clone()));
                note(&trouble, got.as_ref().err(), false);
                reply.send(got).is_ok()
            }
            Job::Restore(batch, reply) => {
                let restored = match database.renew().await {
                    Ok(()) => database.write(&batch.restoring()).await,
                    Err(error) => Err(error),
                };
                note(&trouble, restored.as_ref().err(), true);
                reply.send(restored).is_ok()
            }
            Job::UseKey(key) => {
                database.use_key(key);
                true
            }
        };
    }
    database.close();
}

/// Keeps what went wrong until it goes well again. A full disk can still be read, and what a newer version has upgraded
/// stays with it.
fn note(trouble: &Trouble, error: Option<&SaveError>, wrote: bool) {
    let before = trouble.get_untracked();
    let after = match error {
        // That another tab was faster is no trouble of the store.
        Some(SaveError::ReadOnly) => return,
        Some(error) => Some(error.clone()),
        None => match &before {
            Some(SaveError::Full) if !wrote => return,
            Some(SaveError::Newer) => return,
            _ => None,
        },
    };
    if after != before {
        trouble.set(after);
    }
}
