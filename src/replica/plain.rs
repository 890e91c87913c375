//! Stores of the time before vaults: sealed when a PIN is chosen, photos one by one after that.

use dong_hanh_domain::UserId;

use super::boot::store_name;
use super::door;
use super::{Replica, SaveError};
use crate::device::store::{Batch, RawStore, Shelf};

/// Facts that nothing asks for any more.
const FORGOTTEN: [&str; 2] = ["lock", "open"];

/// All that lies in a store without a vault but the photos, to be written once more.
pub(super) async fn all_of(user: UserId) -> Result<Batch, SaveError> {
    let store = RawStore::open(&store_name(user)).await?;
    if store.get(Shelf::Door, door::name::KEYRING).await?.is_some() {
        return Err(SaveError::OtherKey);
    }
    let shelves = [
        Shelf::Meta,
        Shelf::Drafts,
        Shelf::Outbox,
        Shelf::Sent,
        Shelf::MediaState,
        Shelf::Log,
        Shelf::Segments,
    ];
    let read = store.read(shelves).await?;
    let entries = shelves.into_iter().zip(read);
    let entries = entries.flat_map(|(shelf, entries)| {
        let entry = move |(key, value)| (shelf, key, value);
        entries.into_iter().map(entry)
    });
    let batch = entries.fold(Batch::strict(), |batch, (shelf, key, value)| {
        let is_forgotten = key.text().is_some_and(|key| FORGOTTEN.contains(&key));
        match shelf {
            Shelf::Meta if is_forgotten => batch.delete(shelf, key),
            _ => batch.put(shelf, key, value),
        }
    });
    Ok(batch.put(Shelf::Door, door::name::PLAIN_PHOTOS, ""))
}

impl Replica {
    /// Seals the photos of the time before vaults. What does not come to its end goes on at the next start.
    pub(super) async fn seal_photos(self) {
        let are_plain = {
            let state = self.0.state.borrow();
            state.door.contains_key(door::name::PLAIN_PHOTOS)
        };
        if are_plain {
            // They are read as they are until then.
            let _ = self.seal_each_photo().await;
        }
    }

    async fn seal_each_photo(self) -> Result<(), SaveError> {
        let name = store_name(self.0.state.borrow().account.user);
        let photos = RawStore::open(&name).await?.names(Shelf::Media).await?;
        for photo in photos {
            let _turn = self.turn().await?;
            if let Some(bytes) = self.0.store.get(Shelf::Media, photo.as_str()).await? {
                let batch = Batch::relaxed().put(Shelf::Media, photo, bytes);
                self.write(batch).await?;
            }
        }
        let batch = Batch::strict().delete(Shelf::Door, door::name::PLAIN_PHOTOS);
        self.write(batch).await
    }
}
