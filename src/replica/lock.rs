//! Coming back to one's own work without a network: the password of the last sign-in here opens it.

use serde::{Deserialize, Serialize};
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

impl Replica {
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
