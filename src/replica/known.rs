//! Who has signed in on this device, the last one first.
//!
//! The list is kept twice. A browser brings local storage to the disk only after some seconds, so after a battery
//! that was empty soon after a sign-in it tells who was here before, and the phone would be shut to whoever works on
//! it; a database is on the disk at once, and its list holds. When the databases were cleared, local storage is where
//! that is noticed.

use dong_hanh_domain::UserId;
use serde::{Deserialize, Serialize};

use super::facts::text_of;
use crate::device::network::Account;
use crate::device::preferences;
use crate::device::store::{Doorway, RawStore, SaveError, Shelf, Value};

/// The name of the list, in local storage and on the shelf.
const LIST: &str = "dong-hanh.known";

/// The database of the list; those of the users bear their ids.
const DATABASE: &str = "dong-hanh";

/// Somebody whose data is on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownUser {
    /// Their id.
    pub user: UserId,
    /// The name that they sign in with.
    pub sign_in: String,
    /// How they are greeted: `cô Lài`. Whoever finds the phone reads it too, so it is no whole name.
    #[serde(alias = "name")]
    pub called: String,
    /// A PIN opens their store.
    #[serde(default)]
    pub has_pin: bool,
}

impl KnownUser {
    /// Somebody who has signed in, and has chosen a PIN.
    pub(super) fn of(account: &Account, sign_in: String) -> Self {
        let person = &account.person;
        Self {
            user: account.user,
            sign_in,
            called: format!("{} {}", person.courtesy.word(), person.name.given()),
            has_pin: true,
        }
    }
}

/// The list.
pub(super) fn known() -> Vec<KnownUser> {
    preferences::read(LIST).unwrap_or_default()
}

/// Makes local storage say what the database says; where that says nothing, local storage holds.
pub(super) async fn recall() {
    if let Ok(Some(list)) = kept().await {
        preferences::write(LIST, &list);
    }
}

/// Puts somebody at the head of the list.
///
/// # Errors
/// [`SaveError`] where the list could not be made durable.
pub(super) async fn remember(user: KnownUser) -> Result<(), SaveError> {
    // Local storage may be that of another tab, which has read the list of before.
    let mut list = kept().await.ok().flatten().unwrap_or_else(known);
    list.retain(|known| known.user != user.user);
    preferences::forget(&erased(user.user));
    list.insert(0, user);
    keep(&list).await
}

/// Notes that somebody's store is erased on purpose, before it is: nobody writes it anew, or thinks that the browser has
/// thrown it away.
pub(super) fn mark_erased(user: UserId) {
    preferences::write(&erased(user), &true);
}

/// Whether somebody's store was erased on purpose, and they have not signed in since.
pub(super) fn is_erased(user: UserId) -> bool {
    preferences::read(&erased(user)).unwrap_or(false)
}

fn erased(user: UserId) -> String {
    format!("dong-hanh.erased.{user}")
}

/// Takes somebody off the list.
///
/// # Errors
/// [`SaveError`] where the list could not be made durable.
pub(super) async fn forget(user: UserId) -> Result<(), SaveError> {
    let mut list = kept().await.ok().flatten().unwrap_or_else(known);
    list.retain(|known| known.user != user);
    keep(&list).await
}

async fn keep(list: &[KnownUser]) -> Result<(), SaveError> {
    preferences::write(LIST, &list);
    let doorway = Doorway::open(DATABASE).await?;
    doorway.put(LIST, text_of(list)?).await
}

async fn kept() -> Result<Option<Vec<KnownUser>>, SaveError> {
    let text = Doorway::open(DATABASE).await?.get(LIST).await?;
    let text = match text {
        Some(text) => Some(text),
        // Where the list lay in the time before vaults.
        None => {
            let before = RawStore::open(DATABASE)
                .await?
                .get(Shelf::Meta, LIST)
                .await?;
            before.and_then(Value::text)
        }
    };
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
