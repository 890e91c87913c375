//! Who has signed in on this device, the last one first.
//!
//! The list is kept twice. A browser brings local storage to the disk only after some seconds, so after a battery
//! that was empty soon after a sign-in it tells who was here before, and the phone would be shut to whoever works on
//! it; a database is on the disk at once, and its list holds. When the databases were cleared, local storage is where
//! that is noticed.

use dong_hanh_domain::UserId;
use serde::{Deserialize, Serialize};

use super::facts::text_of;
use crate::device::preferences;
use crate::device::store::{Batch, SaveError, Shelf, Store};

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
    /// The name that others see.
    pub name: String,
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
    list.insert(0, user);
    preferences::write(LIST, &list);
    let batch = Batch::strict().put(Shelf::Meta, LIST, text_of(&list)?);
    Store::open(DATABASE).await?.write(batch).await
}

async fn kept() -> Result<Option<Vec<KnownUser>>, SaveError> {
    let value = Store::open(DATABASE).await?.get(Shelf::Meta, LIST).await?;
    let text = value.and_then(|value| value.text());
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
