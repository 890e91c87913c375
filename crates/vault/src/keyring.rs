//! The key of a store as it lies beside what it seals: locked by its person's PIN, and by a secret that the office keeps.

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::key::{DataKey, Nonce};
use crate::pin::Pin;
use crate::text;

/// For which places keys are sealed: neither lock opens what lies in the other.
const BY_PIN: &str = "key/pin";
const BY_OFFICE: &str = "key/office";

/// A key with its locks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keyring {
    pin: ByPin,
    /// There is none before the device has heard the office's secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    office: Option<ByOffice>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ByPin {
    #[serde(with = "text")]
    salt: [u8; 16],
    #[serde(flatten)]
    cost: Cost,
    #[serde(with = "text")]
    key: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ByOffice {
    #[serde(with = "text")]
    key: Vec<u8>,
}

/// What one try of a PIN costs: Argon2id, one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory that it fills, in KiB.
    pub memory_kib: u32,
    /// How often it passes through it.
    pub passes: u32,
}

impl Cost {
    /// About half a second on a cheap phone, and the least that OWASP asks of Argon2id.
    pub const PHONE: Self = Self {
        memory_kib: 19 * 1024,
        passes: 2,
    };

    /// More memory than any version has asked for: a keyring that says so was not written by us.
    const MOST_KIB: u32 = 1024 * 1024;
}

/// Chance that makes two same PINs two different locks.
#[derive(Clone, Copy, Debug)]
pub struct Salt(pub [u8; 16]);

/// What the office keeps for one device, to open its vault for its person: 32 bytes of chance.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoverySecret(Zeroizing<[u8; 32]>);

/// Not the PIN or the secret of this keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("it does not open this keyring")]
pub struct WrongKey;

/// A cost that Argon2id cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the key cannot be locked at this cost")]
pub struct CannotLock;

impl Keyring {
    /// Locks a key by a PIN.
    ///
    /// # Errors
    /// [`CannotLock`] where Argon2id does not take the cost.
    pub fn new(
        key: &DataKey,
        pin: &Pin,
        cost: Cost,
        salt: Salt,
        nonce: Nonce,
    ) -> Result<Self, CannotLock> {
        let lock = derive(pin, &salt.0, cost).map_err(|_| CannotLock)?;
        Ok(Self {
            pin: ByPin {
                salt: salt.0,
                cost,
                key: lock.locked(BY_PIN, nonce, key)?,
            },
            office: None,
        })
    }

    /// The key, for whoever knows the PIN.
    ///
    /// # Errors
    /// [`WrongKey`] for everybody else.
    pub fn open(&self, pin: &Pin) -> Result<DataKey, WrongKey> {
        let lock = derive(pin, &self.pin.salt, self.pin.cost)?;
        unlock(&lock, BY_PIN, &self.pin.key)
    }

    /// The same keyring with another PIN in the place of the one that it had.
    ///
    /// # Errors
    /// As for [`Keyring::new`].
    pub fn with_pin(
        self,
        key: &DataKey,
        pin: &Pin,
        cost: Cost,
        salt: Salt,
        nonce: Nonce,
    ) -> Result<Self, CannotLock> {
        Ok(Self {
            pin: Self::new(key, pin, cost, salt, nonce)?.pin,
            ..self
        })
    }

    /// The key, for whom the office has told its secret.
    ///
    /// # Errors
    /// [`WrongKey`] where the secret is another one, as of an office that was put back to a time before, or was never
    /// heard here.
    pub fn rescue(&self, secret: &RecoverySecret) -> Result<DataKey, WrongKey> {
        let locked = self.office.as_ref().ok_or(WrongKey)?;
        unlock(&secret.key(), BY_OFFICE, &locked.key)
    }

    /// The same keyring that the office's secret opens as well.
    ///
    /// # Errors
    /// None that happens; see [`DataKey::seal`].
    pub fn with_secret(
        self,
        key: &DataKey,
        secret: &RecoverySecret,
        nonce: Nonce,
    ) -> Result<Self, CannotLock> {
        let key = secret.key().locked(BY_OFFICE, nonce, key)?;
        Ok(Self {
            office: Some(ByOffice { key }),
            ..self
        })
    }

    /// Whether some secret of the office opens it.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        self.office.is_some()
    }
}

impl RecoverySecret {
    /// A secret of 32 bytes of chance.
    #[must_use]
    pub fn new(chance: [u8; 32]) -> Self {
        Self(Zeroizing::new(chance))
    }

    /// As it travels: base64.
    #[must_use]
    pub fn text(&self) -> String {
        STANDARD_NO_PAD.encode(&self.0[..])
    }

    /// One that has travelled; `None` where it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(STANDARD_NO_PAD.decode(text).ok()?);
        Some(Self::new(bytes.as_slice().try_into().ok()?))
    }

    fn key(&self) -> DataKey {
        DataKey::new(*self.0)
    }
}

/// Nothing of it gets into a log.
impl fmt::Debug for RecoverySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoverySecret")
    }
}

impl DataKey {
    fn locked(&self, place: &str, nonce: Nonce, key: &Self) -> Result<Vec<u8>, CannotLock> {
        self.seal(place, nonce, key.bytes()).map_err(|_| CannotLock)
    }
}

fn unlock(lock: &DataKey, place: &str, locked: &[u8]) -> Result<DataKey, WrongKey> {
    let bytes = Zeroizing::new(lock.open(place, locked).map_err(|_| WrongKey)?);
    let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| WrongKey)?;
    Ok(DataKey::new(bytes))
}

fn derive(pin: &Pin, salt: &[u8], cost: Cost) -> Result<DataKey, WrongKey> {
    if cost.memory_kib > Cost::MOST_KIB {
        return Err(WrongKey);
    }
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|_| WrongKey)?;
    let mut memory = vec![Block::default(); params.block_count()];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut derived = Zeroizing::new([0; 32]);
    let filled =
        argon.hash_password_into_with_memory(pin.bytes(), salt, &mut derived[..], &mut memory);
    filled.map_err(|_| WrongKey)?;
    Ok(DataKey::new(*derived))
}
