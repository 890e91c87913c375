//! Who works here, how the exchange goes, how safe the data is: small facts as screens show them.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, Person, Role, UserId};
use dong_hanh_sync::device::Phase;

/// Who works on this device.
#[derive(Clone, Debug, PartialEq)]
pub struct Me {
    /// Their id.
    pub user: UserId,
    /// As others see them.
    pub person: Person,
    /// What they may do, and where.
    pub role: Role,
    /// This installation.
    pub device: DeviceId,
    /// What their unit is called: `Phường Thuận An`.
    pub unit_name: String,
}

/// How the exchange with the office goes.
#[derive(Clone, Debug, PartialEq)]
pub struct SyncView {
    /// What is under way.
    pub phase: Phase,
    /// Whether the browser believes that there is a network.
    pub online: bool,
    /// Operations that wait to be sent.
    pub waiting: usize,
    /// Those of them that the office refused and that go again only when a person wants it.
    pub set_aside: usize,
    /// What the office holds and its author has not seen to; nothing of it waits to be sent.
    pub held: usize,
    /// Photos of finished visits that are on this device only.
    pub photos: usize,
    /// Visits that were begun here and not finished.
    pub drafts: usize,
    /// When the office last answered, by its clock.
    pub last_contact: Option<DateTime<Utc>>,
    /// Server clock minus device clock, in milliseconds.
    pub skew_ms: Option<i64>,
    /// The session has ended: work goes on, sending waits for a sign-in.
    pub session_ended: bool,
}

impl SyncView {
    /// How many things of this device need a person: the one count of them.
    #[must_use]
    pub fn attention(&self) -> usize {
        self.held + self.set_aside
    }
}

/// How safe the data is on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageView {
    /// Whether the browser has promised not to clear the data by itself; `None` where it does not say.
    pub persisted: Option<bool>,
    /// Bytes in use.
    pub used: Option<u64>,
    /// Bytes that the browser gives at most.
    pub quota: Option<u64>,
    /// The browser has thrown the data of this user away since the last start.
    pub lost: bool,
}
