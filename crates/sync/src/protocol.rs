//! What travels between a device and the server.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, DeviceTime, Scope};
use serde::{Deserialize, Serialize};

use crate::feed::{Cursors, Epoch, FeedPage, PageLimit};
use crate::operation::RawOperation;
use crate::receipt::Receipt;

/// The version of the protocol that this build speaks. A server serves every version from 1 on.
pub const PROTOCOL: u16 = 1;

/// The most operations in one push.
pub const PUSH_LIMIT: usize = 100;

/// What one pull carries at most: about 1 MB, which a phone on 400 kbit/s has, compressed, within seconds.
pub const PULL_LIMIT: PageLimit = PageLimit {
    changes: 1_000,
    bytes: 1024 * 1024,
};

/// The largest body of a push in bytes, after decompression.
pub const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// Operations on their way to the office.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushRequest {
    /// [`PROTOCOL`] of the sender.
    pub protocol: u16,
    /// The device.
    pub device: DeviceId,
    /// The device's clock at the moment of sending, by which the server finds its skew.
    pub sent: DeviceTime,
    /// At most [`PUSH_LIMIT`] operations in the order of their counters.
    pub operations: Vec<RawOperation>,
}

/// A request of the sync, whatever it asks.
pub trait Spoken {
    /// In which version of the protocol it speaks.
    fn protocol(&self) -> u16;
}

impl Spoken for PushRequest {
    fn protocol(&self) -> u16 {
        self.protocol
    }
}

impl Spoken for PullRequest {
    fn protocol(&self) -> u16 {
        self.protocol
    }
}

/// The receipts, one for each operation of the request, in its order.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushAnswer {
    /// They.
    pub receipts: Vec<Receipt>,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

/// Asks for what changed since the cursors of a device.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PullRequest {
    /// [`PROTOCOL`] of the sender.
    pub protocol: u16,
    /// How far it has read, for every scope that it knows.
    pub cursors: Cursors,
    /// The epoch of the answer that brought the cursors up to here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<Epoch>,
    /// How many of this device's operations of this user have their receipt. A server that knows fewer has lost some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<u64>,
    /// How the device stands, where that has changed since it was last told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
}

/// How a device stands, for the office's page of devices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The version of the app.
    #[serde(default)]
    pub app: String,
    /// How many operations it has ever made, which is its highest counter; `None` from an app that does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<u64>,
    /// Operations that have no receipt.
    #[serde(default)]
    pub waiting: u64,
    /// Operations among them that the office refused when they came alone.
    #[serde(default)]
    pub set_aside: u64,
    /// Photos of finished visits that are on the device only.
    #[serde(default)]
    pub photos: u64,
    /// Visits that are begun and not finished.
    #[serde(default)]
    pub drafts: u64,
    /// Drafts and operations that this version of the app cannot read.
    #[serde(default)]
    pub unreadable: u64,
    /// Operations without a receipt among those.
    #[serde(default)]
    pub unread_operations: u64,
    /// Office clock minus device clock in whole minutes, where they are more than five apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_off_min: Option<i64>,
    /// Room that the browser still gives, in megabytes, where it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_mb: Option<u64>,
    /// Whether the browser has promised to keep the data.
    #[serde(default)]
    pub persisted: bool,
    /// The browser had thrown the data of this device away; how often that was noticed.
    #[serde(default)]
    pub evictions: u64,
    /// When that was noticed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evicted: Option<DateTime<Utc>>,
}

impl Report {
    /// Whether the office knows all of it from an earlier report: the room changes with every answer that is stored,
    /// and is told when it has changed by a fifth.
    #[must_use]
    pub fn says_the_same(&self, earlier: &Self) -> bool {
        let near = match (self.room_mb, earlier.room_mb) {
            (Some(now), Some(then)) => now.abs_diff(then) <= now.max(then) / 5,
            (now, then) => now == then,
        };
        let room_mb = self.room_mb;
        let same = Self {
            room_mb,
            ..earlier.clone()
        } == *self;
        near && same
    }
}

/// What changed since then. Where nothing did, the answer is 204 without a body.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PullAnswer {
    /// The scopes that the device's user has now; what is missing here is purged when its outbox is empty.
    pub scopes: Vec<Scope>,
    /// Changes, scope by scope, as many as [`PULL_LIMIT`] lets pass.
    pub feeds: Vec<FeedPage>,
    /// The server's clock.
    pub now: DateTime<Utc>,
    /// The epoch in which this was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<Epoch>,
    /// The server knows fewer of the device's operations than it once acknowledged: it was put back to an earlier
    /// backup, and the device sends again what it still has.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forgotten: bool,
}

impl PullAnswer {
    /// Whether the server has more behind what this brings.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.feeds.iter().any(|feed| feed.more)
    }
}
