//! The sessions of a person, on all their devices.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, SessionId};
use dong_hanh_store::Session;
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::people::key::is_key;

pub mod list;
pub mod revoke;

/// A session in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Its id.
    #[schema(value_type = Uuid)]
    pub id: SessionId,
    /// The device.
    #[schema(value_type = Uuid)]
    pub device: DeviceId,
    /// What the device is called.
    pub label: String,
    /// When somebody signed in.
    pub opened: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub used: DateTime<Utc>,
    /// When it ended, if it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<DateTime<Utc>>,
    /// Whether it ended because a token came that another one had taken the place of: somebody has a copy.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub copied: bool,
    /// Whether it is the one that asks.
    pub current: bool,
    /// Whether it is a key for ODK Collect.
    pub collect: bool,
}

impl SessionView {
    /// A session as seen by another or the same; one that ran out ended when it did.
    #[must_use]
    pub fn of(session: Session, asking: SessionId, now: DateTime<Utc>) -> Self {
        let ended = session
            .ended
            .or((session.expires <= now).then_some(session.expires));
        Self {
            collect: is_key(&session),
            copied: session.copied.is_some(),
            id: session.id,
            device: session.device,
            label: session.label,
            opened: session.opened,
            used: session.used,
            ended,
            current: session.id == asking,
        }
    }
}
