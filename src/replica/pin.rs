//! Another PIN for the store that is open.

use dong_hanh_sync::device::Failure;
use dong_hanh_vault::{Pin, Turn};

use super::Replica;
use super::door::{self, UnlockError};

impl Replica {
    /// Gives the store that is open another PIN.
    ///
    /// # Errors
    /// [`UnlockError`]: the PIN of before opens it still.
    pub async fn change_pin(self, old: &Pin, new: &Pin) -> Result<(), UnlockError> {
        let keyring = self.keyring().ok_or(UnlockError::NoVault)?;
        let Some(key) = door::tried(&keyring, old).await else {
            return Err(UnlockError::Wrong(Turn::Free { left: 0 }));
        };
        let keyring = door::locked(Some(keyring), &key, new).await?;
        Ok(self.keep_keyring(&keyring).await?)
    }

    /// Gives whoever works here another password at the office. The PIN of this phone stays.
    ///
    /// # Errors
    /// The office did not change it, or nobody knows.
    pub async fn change_password(self, old: &str, new: &str) -> Result<(), Failure> {
        self.0.network.change_password(old, new).await
    }
}
