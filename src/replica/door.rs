//! The door of a store: what is known of it before it is open, and by what it opens.

use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_form::Lang;
use dong_hanh_vault::{Cost, DataKey, Keyring, Nonce, Pin, RecoverySecret, Salt, Tries, Turn};
use gloo_timers::future::TimeoutFuture;
use thiserror::Error;

use super::SaveError;
use super::boot::store_name;
use super::facts::{Facts, text_of};
use crate::device::store::{Batch, Doorway, RawStore, Shelf, Store};
use crate::device::{chance, clock};
use crate::words::vault as words;

/// Names on the shelf [`Shelf::Door`].
pub(super) mod name {
    pub(in crate::replica) const DEVICE: &str = "device";
    pub(in crate::replica) const KEYRING: &str = "keyring";
    pub(in crate::replica) const TRIES: &str = "tries";
    /// Photos of the time before vaults are still to be sealed.
    pub(in crate::replica) const PLAIN_PHOTOS: &str = "plain_photos";
}

/// A store at whose door somebody stands.
pub(super) struct Door {
    doorway: Doorway,
    /// Which device it is; none where nobody was here.
    pub(super) device: Option<DeviceId>,
    pub(super) behind: Behind,
    tries: Tries,
}

/// What lies behind a door.
#[derive(Clone, Debug)]
pub(super) enum Behind {
    /// Nothing.
    Nothing,
    /// The store of a time before there were vaults: whoever comes in chooses a PIN first.
    Plain(Box<Facts>),
    /// A vault.
    Vault(Box<Keyring>),
}

/// Why a PIN did not open.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UnlockError {
    /// It is another one.
    #[error("not the PIN")]
    Wrong(Turn),
    /// It was not tried, as too many were wrong.
    #[error("not tried")]
    NotTried(Turn),
    /// There is nothing that a PIN opens.
    #[error("no vault")]
    NoVault,
    /// The first records are not all here, and could not be fetched.
    #[error("the first records are missing")]
    Unfinished,
    /// The storage does not work.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl UnlockError {
    /// What to do, for the screen.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Wrong(Turn::Free { left: 0 }) => words::wrong(lang),
            Self::Wrong(Turn::Free { left }) => words::wrong_left(lang, *left),
            Self::Wrong(Turn::Wait { seconds }) => {
                words::wrong_wait(lang, &waiting(lang, *seconds))
            }
            Self::NotTried(Turn::Wait { seconds }) => words::wait(lang, &waiting(lang, *seconds)),
            Self::Wrong(Turn::Office) | Self::NotTried(_) => words::ask_office(lang),
            Self::NoVault => words::no_vault(lang),
            Self::Unfinished => words::unfinished(lang),
            Self::Save(error) => error.text(lang),
        }
    }
}

fn waiting(lang: Lang, seconds: u32) -> String {
    match seconds {
        ..=59 => words::seconds(lang, seconds),
        _ => words::minutes(lang, seconds.div_ceil(60)),
    }
}

impl Door {
    /// Goes to the door of a user's store.
    pub(super) async fn of(user: UserId) -> Result<Self, SaveError> {
        let store = store_name(user);
        let doorway = Doorway::open(&store).await?;
        let read = |text: Option<String>| text.and_then(|text| serde_json::from_str(&text).ok());
        let keyring: Option<Keyring> = read(doorway.get(name::KEYRING).await?);
        let device = doorway.get(name::DEVICE).await?;
        let device = device.and_then(|device| device.parse().ok());
        let tries = doorway.get(name::TRIES).await?;
        let tries = tries.and_then(|tries| serde_json::from_str(&tries).ok());
        let plain = match keyring {
            Some(_) => Facts::default(),
            None => {
                let [meta] = RawStore::open(&store).await?.read([Shelf::Meta]).await?;
                Facts::read(meta.into_iter().map(|(key, value)| (key, Some(value))))
            }
        };
        Ok(Self {
            doorway,
            device: device.or(plain.device),
            behind: match keyring {
                Some(keyring) => Behind::Vault(Box::new(keyring)),
                None if plain.account.is_some() => Behind::Plain(Box::new(plain)),
                None => Behind::Nothing,
            },
            tries: tries.unwrap_or_default(),
        })
    }

    /// Makes the device known that stands here, before anything else of it is kept.
    pub(super) async fn name_device(&self, device: DeviceId) -> Result<(), SaveError> {
        self.doorway.put(name::DEVICE, device.to_string()).await
    }

    /// Opens the store by its PIN. The try is counted before it is made.
    pub(super) async fn open(self, pin: &Pin) -> Result<(Store, DataKey), UnlockError> {
        let Behind::Vault(keyring) = &self.behind else {
            return Err(UnlockError::NoVault);
        };
        let now = || clock::now(None).corrected();
        let turn = self.tries.turn(now());
        if !matches!(turn, Turn::Free { .. }) {
            return Err(UnlockError::NotTried(turn));
        }
        let tries = self.tries.and_one(now());
        self.doorway.put(name::TRIES, text_of(&tries)?).await?;
        let Some(key) = tried(keyring, pin).await else {
            return Err(UnlockError::Wrong(tries.turn(now())));
        };
        let store = self.doorway.enter(key.clone());
        let right = Batch::strict().delete(Shelf::Door, name::TRIES);
        store.write(right).await?;
        Ok((store, key))
    }
}

/// The key of a vault, where the PIN is the one. What is on the screen is painted before, as nothing moves meanwhile.
pub(super) async fn tried(keyring: &Keyring, pin: &Pin) -> Option<DataKey> {
    painted().await;
    keyring.open(pin).ok()
}

/// Locks a key by a PIN, in the keyring that there is or a new one.
pub(super) async fn locked(
    keyring: Option<Keyring>,
    key: &DataKey,
    pin: &Pin,
) -> Result<Keyring, SaveError> {
    painted().await;
    let (salt, nonce) = (Salt(chance::bytes()?), Nonce(chance::bytes()?));
    let locked = match keyring {
        Some(keyring) => keyring.with_pin(key, pin, Cost::PHONE, salt, nonce),
        None => Keyring::new(key, pin, Cost::PHONE, salt, nonce),
    };
    locked.map_err(|error| SaveError::Other(error.to_string()))
}

/// The same keyring, that opens by the office's secret as well.
pub(super) fn with_secret(
    keyring: Keyring,
    key: &DataKey,
    secret: &RecoverySecret,
) -> Result<Keyring, SaveError> {
    let locked = keyring.with_secret(key, secret, Nonce(chance::bytes()?));
    locked.map_err(|error| SaveError::Other(error.to_string()))
}

async fn painted() {
    TimeoutFuture::new(30).await;
}

/// The key of a store that cannot be opened and only be read, as one of a newer version.
///
/// # Errors
/// As for a store that can.
pub(crate) async fn key_of(user: UserId, pin: &Pin) -> Result<DataKey, UnlockError> {
    let store = RawStore::open(&store_name(user)).await?;
    let keyring = store.get(Shelf::Door, name::KEYRING).await?;
    let keyring = keyring.and_then(|value| value.text());
    let keyring: Option<Keyring> = keyring.and_then(|text| serde_json::from_str(&text).ok());
    let keyring = keyring.ok_or(UnlockError::NoVault)?;
    let key = tried(&keyring, pin).await;
    key.ok_or(UnlockError::Wrong(Turn::Free { left: 0 }))
}
