//! What can go wrong with a database, by what can be done about it.

use std::error::Error;

use thiserror::Error;

/// The result of asking a store.
pub type StoreResult<T> = Result<T, StoreError>;

/// Why a store did not do what it was asked; whatever it was, nothing of the request was written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Others were writing for too long. Trying again helps.
    #[error("the database is busy")]
    Busy,
    /// The disk is full or read-only. Somebody has to make room.
    #[error("the database cannot grow: {0}")]
    Full(String),
    /// What was read is not what was written, or the file is no database. A backup is needed.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The database was written by a newer version of this program. That version is needed.
    #[error("the database belongs to a newer version of this program: {0}")]
    Newer(String),
    /// The sign-in name belongs to another account. Another name is needed.
    #[error("the sign-in name is taken")]
    SignInTaken,
    /// The office was told that the device is lost. It has to be found before anybody signs in on it.
    #[error("the device was reported lost")]
    DeviceLost,
    /// Anything else: the program or its set-up is wrong.
    #[error("the database failed")]
    Other(#[source] Box<dyn Error + Send + Sync>),
}

impl StoreError {
    /// Whether the same request may succeed a little later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

impl From<serde_json::Error> for StoreError {
    /// Only what the store wrote itself is read as JSON, so this is damage.
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}
