//! Feeds: the ordered changes of one scope, and how far a device has read them.

use std::collections::BTreeMap;

use dong_hanh_domain::Scope;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::record::RecordKey;

/// The number of a change in its feed, taken inside the transaction that makes it: 1, 2, 3, …
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A record as it is since a number of its feed. A feed gives each record once, with its latest number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    /// The number.
    pub seq: Seq,
    /// Which record.
    pub key: RecordKey,
    /// Its text, kept byte for byte; `None` when it left the scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Box<RawValue>>,
}

/// How far a device has read each of its feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursors(pub BTreeMap<Scope, Seq>);

/// The changes of one scope after a cursor.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FeedPage {
    /// The scope.
    pub scope: Scope,
    /// Its changes, by number.
    pub changes: Vec<Change>,
    /// The cursor behind the last of them.
    pub cursor: Seq,
    /// Whether more are waiting behind the cursor.
    pub more: bool,
}
