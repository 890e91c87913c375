//! Feeds: the ordered changes of one scope, and how far a device has read them.

use std::collections::BTreeMap;

use dong_hanh_domain::{Household, RoleKind, Scope};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use crate::conflict::Conflict;
use crate::record::{RecordKey, RulingRecord};

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

/// How much one answer carries; whichever comes first ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLimit {
    /// Changes in all.
    pub changes: usize,
    /// Bytes of bodies behind which no change is added. The one that passes them still comes, so that a reader
    /// always gets on.
    pub bytes: usize,
}

impl PageLimit {
    /// What is left behind these changes.
    #[must_use]
    pub fn behind(self, changes: &[Change]) -> Self {
        Self {
            changes: self.changes.saturating_sub(changes.len()),
            bytes: changes
                .iter()
                .map(Change::bytes)
                .fold(self.bytes, usize::saturating_sub),
        }
    }

    /// Whether nothing more may be added.
    #[must_use]
    pub fn is_reached(self) -> bool {
        self.changes == 0 || self.bytes == 0
    }
}

impl Change {
    /// It, as somebody of a role is given it (SPEC.md S8.17). What this version cannot read stays as it came: a household
    /// that is missing is worse.
    #[must_use]
    pub fn as_given_to(mut self, role: RoleKind) -> Self {
        let given = self.body.as_ref().and_then(|body| match &self.key {
            RecordKey::Household(_) if role.may_need_less_than(body.get()) => {
                let household: Household = serde_json::from_str(body.get()).ok()?;
                to_raw_value(&household.as_given_to(role)).ok()
            }
            RecordKey::Conflict(id) if !role.needs(&id.fact) => {
                let conflict: Conflict = serde_json::from_str(body.get()).ok()?;
                to_raw_value(&conflict.as_given_to(role)).ok()
            }
            _ => None,
        });
        self.body = given.or(self.body);
        self
    }

    /// Length of the body.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.body.as_ref().map_or(0, |body| body.get().len())
    }
}

/// The time between two starts of the server on one database, named by chance. A database that was put back to an
/// earlier backup goes on in another epoch, which began before cursors that were read in the time that is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(pub u64);

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
    /// The feed is given from its beginning: what the device has of the scope and does not come again is gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anew: bool,
}

impl FeedPage {
    /// It, as somebody of a role is given it.
    #[must_use]
    pub fn as_given_to(self, role: RoleKind) -> Self {
        let changes = self.changes.into_iter();
        Self {
            changes: changes.map(|change| change.as_given_to(role)).collect(),
            ..self
        }
    }

    /// What officers decided on held work of the device's person, as it is told here, by the digest of the work;
    /// `None` for what the office knows no more, as it was put back to an earlier backup.
    pub fn rulings(&self) -> impl Iterator<Item = (&str, Option<RulingRecord>)> {
        self.changes.iter().filter_map(|change| {
            let RecordKey::Ruling(digest) = &change.key else {
                return None;
            };
            let Some(body) = &change.body else {
                return Some((digest.as_str(), None));
            };
            // What this version cannot read is shown as held, as it was.
            let told = serde_json::from_str(body.get()).ok()?;
            Some((digest.as_str(), Some(told)))
        })
    }
}
