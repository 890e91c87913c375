//! Files in which phones hand over what they could not send (SPEC.md S5): the office's key for them, and their import.

use std::fmt;

use age::secrecy::ExposeSecret as _;
use age::x25519;
use dong_hanh_store::{HandoverKey, Store, StoreError, StoreResult};

mod import;
mod read;
mod report;

pub use import::{By, Importer, Trust};
pub use report::{Imported, Tallied};

/// The most bytes of a file.
pub const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// What opens the files: made once for a database, so that no file that is under way becomes unreadable.
pub struct HandoverIdentity(x25519::Identity);

impl fmt::Debug for HandoverIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandoverIdentity(…)")
    }
}

impl HandoverIdentity {
    /// The one of a database, made where there is none yet.
    ///
    /// # Errors
    /// Where the store fails, or keeps something else.
    pub async fn of(store: &dyn Store) -> StoreResult<Self> {
        let fresh = x25519::Identity::generate();
        let fresh = HandoverKey(fresh.to_string().expose_secret().to_owned());
        let kept = store.handover_key(&fresh).await?;
        kept.0
            .parse()
            .map(Self)
            .map_err(|error: &str| StoreError::Corrupt(error.to_owned()))
    }

    /// For whom phones lock their files.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }
}
