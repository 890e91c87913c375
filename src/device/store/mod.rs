//! What this device keeps: one database for each user, owned by one task as long as the app runs.
//!
//! Screens come and go, and with them the futures that they wait on; the task's futures do not, as a
//! request that nobody waits for any more would abort its transaction.

mod batch;
mod database;
mod error;
mod schema;

use futures::StreamExt;
use futures::channel::{mpsc, oneshot};
use wasm_bindgen_futures::spawn_local;

pub use batch::{Batch, Key, Value};
use database::Database;
pub use error::SaveError;
pub use schema::{Shelf, VERSION};

/// The store of one user. Handles are clones of one another; the last one that goes closes the database.
#[derive(Clone, Debug)]
pub struct Store {
    jobs: mpsc::UnboundedSender<Job>,
}

type Reply<T> = oneshot::Sender<Result<T, SaveError>>;
/// Values by their keys; `None` for one that this version did not write.
pub type Entries = Vec<(Key, Option<Value>)>;

enum Job {
    Write(Batch, Reply<()>),
    Read(Vec<Shelf>, Reply<Vec<Entries>>),
    Get(Shelf, Key, Reply<Option<Value>>),
}

impl Store {
    /// Opens the store of a name; a new one is empty.
    ///
    /// # Errors
    /// [`SaveError::Newer`] where a newer version has upgraded it, and what the browser says else.
    pub async fn open(name: &str) -> Result<Self, SaveError> {
        let database = Database::open(name).await?;
        let (jobs, waiting) = mpsc::unbounded();
        spawn_local(work(database, waiting));
        Ok(Self { jobs })
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

async fn work(mut database: Database, mut jobs: mpsc::UnboundedReceiver<Job>) {
    while let Some(job) = jobs.next().await {
        // Whoever asked may have gone; the work was done all the same.
        let _ = match job {
            Job::Write(batch, reply) => reply
                .send(retried!(database, database.write(&batch)))
                .is_ok(),
            Job::Read(shelves, reply) => reply
                .send(retried!(database, database.read(&shelves)))
                .is_ok(),
            Job::Get(shelf, key, reply) => reply
                .send(retried!(database, database.get(shelf, key.clone())))
                .is_ok(),
        };
    }
    database.close();
}
