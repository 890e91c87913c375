//! Invitations: by which somebody comes in on a phone without a password.

use chrono::{DateTime, TimeDelta, Utc};
use dong_hanh_domain::{DeviceId, UserId};

use crate::TokenHash;

/// What an invitation is good for, from the moment at which it is made.
pub const INVITATION_LASTS: TimeDelta = TimeDelta::hours(24);

/// An invitation of somebody who has an account. Another one of the same person ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// SHA-256 of its code; the code itself is on paper and screens alone.
    pub code: TokenHash,
    /// Who is invited.
    pub user: UserId,
    /// Who invites.
    pub by: UserId,
    /// Until when it counts.
    pub expires: DateTime<Utc>,
    /// The device on which it was taken. It opens nothing on another one from then on; the same one, which may not
    /// have heard the answer, may take it again.
    pub taken: Option<DeviceId>,
}

impl Invitation {
    /// Whether it counts at a moment, for a device.
    #[must_use]
    pub fn opens(&self, device: DeviceId, now: DateTime<Utc>) -> bool {
        now < self.expires && self.taken.is_none_or(|taken| taken == device)
    }
}
