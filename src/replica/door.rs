//! The door of a store: what is known of it before it is open, and by what it opens.

use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_form::Lang;
use dong_hanh_vault::{Cost, DataKey, Keyring, Nonce, Pin, RecoverySecret, Salt, Tries, Turn};
use gloo_timers::future::TimeoutFuture;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::boot::store_name;
use super::facts::{Facts, text_of};
use super::{Replica, SaveError};
use crate::device::store::{Batch, Doorway, RawStore, Shelf, Store, Value};
use crate::device::{chance, clock, preferences};
use crate::words::{lost, vault as words};

/// Names on the shelf [`Shelf::Door`].
pub(super) mod name {
    pub(in crate::replica) const DEVICE: &str = "device";
    pub(in crate::replica) const KEYRING: &str = "keyring";
    pub(in crate::replica) const TRIES: &str = "tries";
    /// The office was told that the phone is lost.
    pub(in crate::replica) const LOST: &str = "lost";
    /// Photos of the time before vaults are still to be sealed.
    pub(in crate::replica) const PLAIN_PHOTOS: &str = "plain_photos";
}

/// A store at whose door somebody stands.
pub(super) struct Door {
    pub(super) user: UserId,
    doorway: Doorway,
    /// Which device it is; none where nobody was here.
    pub(super) device: Option<DeviceId>,
    pub(super) behind: Behind,
    /// The office was told that the phone is lost: no PIN opens it.
    pub(super) is_lost: bool,
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
    /// The office was told that the phone is lost.
    #[error("the phone is lost")]
    Lost,
    /// The office was not heard of for so many days, and does not answer.
    #[error("away for too long")]
    Alone {
        /// Days.
        days: u16,
    },
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
            Self::Lost => lost::refused(lang),
            Self::Alone { days } => lost::alone(lang, *days),
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
    ///
    /// # Errors
    /// [`SaveError::Newer`] where what lies there cannot be read: nobody may take it for nothing.
    pub(super) async fn of(user: UserId) -> Result<Self, SaveError> {
        let store = store_name(user);
        let doorway = Doorway::open(&store).await?;
        let keyring: Option<Keyring> = read(doorway.get(name::KEYRING).await?)?;
        let device = doorway.get(name::DEVICE).await?;
        let device = device.and_then(|device| device.parse().ok());
        let is_lost = doorway.get(name::LOST).await?.is_some();
        let tries = doorway.get(name::TRIES).await?;
        let tries = tries.and_then(|tries| serde_json::from_str(&tries).ok());
        let (behind, before) = match keyring {
            Some(keyring) => (Behind::Vault(Box::new(keyring)), None),
            None => {
                let [meta] = RawStore::open(&store).await?.read([Shelf::Meta]).await?;
                let facts = Facts::read(meta.into_iter().map(|(key, value)| (key, Some(value))));
                let device = facts.device;
                match facts.account {
                    Some(_) => (Behind::Plain(Box::new(facts)), device),
                    None if facts.texts.is_empty() => (Behind::Nothing, None),
                    None => return Err(SaveError::Newer),
                }
            }
        };
        Ok(Self {
            user,
            doorway,
            device: device.or(before),
            behind,
            is_lost,
            tries: tries.unwrap_or_default(),
        })
    }

    /// Makes the device known that stands here, before anything else of it is kept.
    pub(super) async fn name_device(&self, device: DeviceId) -> Result<(), SaveError> {
        self.doorway.put(name::DEVICE, device.to_string()).await
    }

    /// Remembers what the office says: that the phone is lost, or that it is not any more.
    pub(super) async fn say_lost(&self, lost: bool) -> Result<(), SaveError> {
        match lost {
            _ if lost == self.is_lost => Ok(()),
            true => self.doorway.put(name::LOST, "true").await,
            false => self.doorway.take_away(name::LOST).await,
        }
    }

    /// Gives the PIN its tries back: its person has shown who they are.
    pub(super) async fn forgive(&self) -> Result<(), SaveError> {
        let tries = text_of(&Tries::default())?;
        self.doorway.put(name::TRIES, tries).await
    }

    /// Opens the store by its PIN.
    pub(super) async fn open(self, pin: &Pin) -> Result<(Store, DataKey), UnlockError> {
        let Behind::Vault(keyring) = &self.behind else {
            return Err(UnlockError::NoVault);
        };
        let counter = Counter::Door(&self.doorway);
        let key = try_pin(keyring, pin, self.tries, &counter).await?;
        Ok((self.doorway.enter(key.clone()), key))
    }
}

/// What lies at a door under a name.
fn read<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>, SaveError> {
    text.map(|text| serde_json::from_str(&text).map_err(|_| SaveError::Newer))
        .transpose()
}

/// Where wrong PINs are counted.
enum Counter<'a> {
    Door(&'a Doorway),
    /// The store can only be read: they are counted in local storage.
    Settings(UserId),
}

impl Counter<'_> {
    /// Keeps the count. A phone that is full opens all the same, and takes its time.
    async fn keep(&self, tries: Tries) -> Result<(), SaveError> {
        let kept = match self {
            Self::Door(doorway) => doorway.put(name::TRIES, text_of(&tries)?).await,
            Self::Settings(user) => {
                preferences::write(&key(*user), &tries);
                Ok(())
            }
        };
        match kept {
            Err(SaveError::Full) => {
                TimeoutFuture::new(UNCOUNTED_MS).await;
                Ok(())
            }
            kept => kept,
        }
    }
}

/// How long a try takes that could not be counted, in milliseconds.
const UNCOUNTED_MS: u32 = 2_000;

fn key(user: UserId) -> String {
    format!("dong-hanh.tries.{user}")
}

/// The key of a vault, where the PIN is the one. The try is counted before it is made.
async fn try_pin(
    keyring: &Keyring,
    pin: &Pin,
    before: Tries,
    counter: &Counter<'_>,
) -> Result<DataKey, UnlockError> {
    let turn = |tries: Tries| tries.turn(clock::now(None).corrected(), keyring.has_secret());
    let may = turn(before);
    if !matches!(may, Turn::Free { .. }) {
        return Err(UnlockError::NotTried(may));
    }
    let tries = before.and_one(clock::now(None).corrected());
    counter.keep(tries).await?;
    painted().await;
    let key = keyring
        .open(pin)
        .map_err(|_| UnlockError::Wrong(turn(tries)))?;
    counter.keep(Tries::default()).await?;
    Ok(key)
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
    if store.get(Shelf::Door, name::LOST).await?.is_some() {
        return Err(UnlockError::Lost);
    }
    let keyring = store.get(Shelf::Door, name::KEYRING).await?;
    let keyring: Option<Keyring> = read(keyring.and_then(Value::text))?;
    let keyring = keyring.ok_or(UnlockError::NoVault)?;
    let tries = preferences::read(&key(user)).unwrap_or_default();
    try_pin(&keyring, pin, tries, &Counter::Settings(user)).await
}

impl Replica {
    /// Gives the store that is open another PIN.
    ///
    /// # Errors
    /// [`UnlockError`]: the PIN of before opens it still.
    pub async fn change_pin(self, old: &Pin, new: &Pin) -> Result<(), UnlockError> {
        let _turn = self.turn().await?;
        let user = self.0.state.borrow().account.user;
        let door = Door::of(user).await?;
        let Behind::Vault(keyring) = &door.behind else {
            return Err(UnlockError::NoVault);
        };
        let counter = Counter::Door(&door.doorway);
        let key = try_pin(keyring, old, door.tries, &counter).await?;
        let keyring = locked(Some((**keyring).clone()), &key, new).await?;
        Ok(self.keep_keyring(&keyring).await?)
    }

    /// Has the office's secret open the vault as well, where it does not.
    pub(super) async fn trust(self, secret: &RecoverySecret) -> Result<(), SaveError> {
        let _turn = self.turn().await?;
        let user = self.0.state.borrow().account.user;
        let (Behind::Vault(keyring), Some(key)) = (Door::of(user).await?.behind, self.key()) else {
            return Ok(());
        };
        if keyring.rescue(secret).is_ok() {
            return Ok(());
        }
        self.keep_keyring(&with_secret(*keyring, &key, secret)?)
            .await
    }

    async fn keep_keyring(self, keyring: &Keyring) -> Result<(), SaveError> {
        let batch = Batch::strict().put(Shelf::Door, name::KEYRING, text_of(keyring)?);
        self.write(batch).await?;
        self.announce();
        Ok(())
    }
}
