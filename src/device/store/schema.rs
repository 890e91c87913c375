//! What a store consists of, named once.

use rexie::{ObjectStore, RexieBuilder};

/// One object store. Their order is their history: the number of them is the version of the database,
/// so a new one goes to the end and none is ever taken out, since what is not declared is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Small facts by name: who works here, counters, cursors.
    Meta,
    /// Drafts by visit.
    Drafts,
    /// Operations without a receipt, by counter.
    Outbox,
    /// Operations with their receipts, by counter.
    Sent,
    /// The bytes of photos, by SHA-256.
    Media,
    /// Whether the office has a photo, by SHA-256.
    MediaState,
    /// What the last pulls brought, by number.
    Log,
    /// Packed records, by number.
    Segments,
    /// What has to be read before the store is open, by name: how it is opened. Alone of all it is not sealed.
    Door,
}

impl Shelf {
    /// Every shelf, oldest first.
    pub const ALL: [Self; 9] = [
        Self::Meta,
        Self::Drafts,
        Self::Outbox,
        Self::Sent,
        Self::Media,
        Self::MediaState,
        Self::Log,
        Self::Segments,
        Self::Door,
    ];

    /// Its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Drafts => "drafts",
            Self::Outbox => "outbox",
            Self::Sent => "sent",
            Self::Media => "media",
            Self::MediaState => "media_state",
            Self::Log => "log",
            Self::Segments => "segments",
            Self::Door => "door",
        }
    }
}

/// The version of the database.
#[allow(clippy::cast_possible_truncation)]
pub const VERSION: u32 = Shelf::ALL.len() as u32;

/// The database of a name, with every shelf.
pub(super) fn builder(name: &str) -> RexieBuilder {
    let builder = RexieBuilder::new(name).version(VERSION);
    Shelf::ALL.iter().fold(builder, |builder, shelf| {
        builder.add_object_store(ObjectStore::new(shelf.name()))
    })
}
