//! What the server alone knows of the unit's people: on which devices they are signed in.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, HamletId, Person, SessionId, UserId};
use dong_hanh_form::Lang;
use serde::Deserialize;
use thiserror::Error;

use crate::words::office as words;

/// Somebody who works for the unit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Colleague {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// The sign-in name.
    pub sign_in: String,
    /// The hamlets that they were given.
    pub hamlets: BTreeSet<HamletId>,
}

/// One sign-in of somebody on a device.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// The device.
    pub device: DeviceId,
    /// What the device is called.
    pub label: String,
    /// When somebody signed in.
    pub opened: DateTime<Utc>,
    /// When it was last used, to the hour.
    pub used: DateTime<Utc>,
    /// When it ended, if it has.
    #[serde(default)]
    pub ended: Option<DateTime<Utc>>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// Why the server's answer did not come.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PeopleError {
    /// No network, or the server is away.
    #[error("no answer")]
    NoAnswer,
    /// The own session has ended.
    #[error("the session has ended")]
    SessionEnded,
    /// The server refuses, by the code of its problem document.
    #[error("refused: {0}")]
    Refused(String),
}

impl PeopleError {
    /// What to do, for the screen.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NoAnswer => words::devices_offline_text(lang),
            Self::SessionEnded => words::people_session_ended(lang),
            Self::Refused(code) => words::people_refused(lang, code),
        }
    }
}

/// Everybody of the unit with their sessions.
pub async fn with_sessions() -> Result<Vec<(Colleague, Vec<SessionRow>)>, PeopleError> {
    Err(PeopleError::NoAnswer)
}

/// Ends somebody's session.
pub async fn revoke(_user: UserId, _session: SessionId) -> Result<(), PeopleError> {
    Err(PeopleError::NoAnswer)
}

/// One's own sessions on every device.
pub async fn own_sessions() -> Result<Vec<SessionRow>, PeopleError> {
    Err(PeopleError::NoAnswer)
}

/// Ends one's own session on another device.
pub async fn revoke_own(_session: SessionId) -> Result<(), PeopleError> {
    Err(PeopleError::NoAnswer)
}
