//! What travels between a device and the server.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, DeviceTime, Scope};
use serde::{Deserialize, Serialize};

use crate::feed::{Cursors, FeedPage, PageLimit};
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
}

impl PullAnswer {
    /// Whether the server has more behind what this brings.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.feeds.iter().any(|feed| feed.more)
    }
}
