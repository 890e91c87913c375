//! Phones that the office was told are lost (SPEC.md S17).

use std::fmt;
use std::ops::AddAssign;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UserId};
use serde::{Deserialize, Serialize};

/// A device of one person that is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostDevice {
    /// Whose.
    pub user: UserId,
    /// Which.
    pub device: DeviceId,
    /// What opens its vault; none where it never asked for that.
    pub recovery: Option<RecoveryBytes>,
    /// How it was lost.
    pub loss: Loss,
}

/// That a device is lost, and what came of it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// When the office said so.
    pub since: DateTime<Utc>,
    /// Who said so.
    pub by: UserId,
    /// What it has handed over since that was new to the office.
    pub rescued: Rescued,
    /// When the office had all of it, and it began to erase itself.
    pub erased: Option<DateTime<Utc>>,
}

/// How much a lost device has handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rescued {
    /// Operations: visits, facts, households.
    pub operations: u64,
    /// What was begun and not finished.
    pub drafts: u64,
    /// Pictures and sounds.
    pub media: u64,
    /// What could not be read, and was kept as it came.
    pub unread: u64,
}

impl AddAssign for Rescued {
    fn add_assign(&mut self, more: Self) {
        self.operations += more.operations;
        self.drafts += more.drafts;
        self.media += more.media;
        self.unread += more.unread;
    }
}

/// The secret that opens the vault of one device; see `dong-hanh-vault`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecoveryBytes(pub [u8; 32]);

/// Nothing of it gets into a log.
impl fmt::Debug for RecoveryBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryBytes(…)")
    }
}
