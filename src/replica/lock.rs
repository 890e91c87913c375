//! Coming back to one's own work without a network: the password of the last sign-in here opens it.

use dong_hanh_sync::device::Failure;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use super::facts::{name, text_of};
use super::{Replica, SaveError};
use crate::device::store::{Batch, Shelf};
use crate::device::{clock, password};

/// About a second on a cheap phone, for whoever comes in and for whoever guesses.
const ROUNDS: u32 = 600_000;

/// What a store knows its person's password by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Lock {
    salt: Uuid,
    rounds: u32,
    derived: Vec<u8>,
}

impl Lock {
    async fn of(password: &str) -> Option<Self> {
        let salt = clock::new_id();
        let derived = password::derive(password, salt.as_bytes(), ROUNDS).await;
        Some(Self {
            salt,
            rounds: ROUNDS,
            derived: derived.ok()?,
        })
    }

    /// Whether the password is the one.
    pub(super) async fn opens(&self, password: &str) -> bool {
        let derived = password::derive(password, self.salt.as_bytes(), self.rounds).await;
        derived.is_ok_and(|derived| derived == self.derived)
    }
}

/// Why a password was not changed, or not everywhere.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PasswordError {
    /// The office did not change it, or nobody knows; the password of before opens this phone.
    #[error("the office: {0:?}")]
    Office(Failure),
    /// The office has changed it, and the one of before still opens this phone without a network.
    #[error(transparent)]
    Here(SaveError),
}

impl Replica {
    /// Gives whoever works here another password, at the office and for coming back without a network.
    ///
    /// # Errors
    /// [`PasswordError`]: which of the two passwords opens what.
    pub async fn change_password(self, old: &str, new: String) -> Result<(), PasswordError> {
        let changed = self.0.network.change_password(old, &new).await;
        changed.map_err(PasswordError::Office)?;
        self.lock_with(new).await.map_err(PasswordError::Here)
    }

    /// From now on this password opens the store without a network.
    ///
    /// # Errors
    /// [`SaveError`]: what opened it before still does.
    pub(super) async fn lock_with(self, password: String) -> Result<(), SaveError> {
        let Some(lock) = Lock::of(&password).await else {
            return Ok(());
        };
        self.write(Batch::strict().put(Shelf::Meta, name::LOCK, text_of(&lock)?))
            .await
    }
}
