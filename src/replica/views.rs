//! Who works here, how the exchange goes, how safe the data is: small facts as screens show them.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, Person, Role, UserId};
use dong_hanh_sync::device::Phase;

use super::Evictions;
use crate::device::storage::RESERVE;

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
    /// Photos of finished visits that are nowhere, as the browser threw them away before they were sent.
    pub photos_lost: usize,
    /// Files that forms show and that have not come yet.
    pub shown_to_come: usize,
    /// What was begun here and not finished: visits, households, facts.
    pub drafts: usize,
    /// When the office last answered, by its clock.
    pub last_contact: Option<DateTime<Utc>>,
    /// Office clock minus device clock in whole minutes, where they are too far apart.
    pub clock_off_min: Option<i64>,
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
    /// What the browser has thrown away of this user.
    pub evictions: Evictions,
}

/// How full the storage is, as far as somebody has to do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fullness {
    /// There is room, or nobody knows.
    Roomy,
    /// 70 % are in use.
    Filling,
    /// 85 % are in use.
    Scarce,
    /// 95 % are in use, or a photo would take the room that answers need.
    Full,
}

impl StorageView {
    /// How full it is.
    #[must_use]
    pub fn fullness(&self) -> Fullness {
        let Some((used, quota)) = self.used.zip(self.quota).filter(|(_, quota)| *quota > 0) else {
            return Fullness::Roomy;
        };
        if quota.saturating_sub(used) < RESERVE {
            return Fullness::Full;
        }
        match used.saturating_mul(100) / quota {
            0..70 => Fullness::Roomy,
            70..85 => Fullness::Filling,
            85..95 => Fullness::Scarce,
            _ => Fullness::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn s6_6_what_is_in_use_is_told_in_steps() {
        let of = |used: u64, quota: u64| {
            let view = StorageView {
                used: Some(used),
                quota: Some(quota),
                ..StorageView::default()
            };
            view.fullness()
        };
        let gigabyte = 1024 * 1024 * 1024;
        let at = |percent: u64| of(gigabyte / 100 * percent + gigabyte / 200, gigabyte);
        assert_eq!(at(69), Fullness::Roomy);
        assert_eq!(at(70), Fullness::Filling);
        assert_eq!(at(84), Fullness::Filling);
        assert_eq!(at(85), Fullness::Scarce);
        assert_eq!(at(95), Fullness::Full);
        assert_eq!(of(2 * RESERVE, 3 * RESERVE - 1), Fullness::Full);
        assert_eq!(of(0, 0), Fullness::Roomy);
        assert_eq!(StorageView::default().fullness(), Fullness::Roomy);
    }
}
