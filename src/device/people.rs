//! What the server alone knows of the unit's people: on which devices they are signed in.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Courtesy, DeviceId, HamletId, Person, PersonName, SessionId, UserId};
use dong_hanh_form::Lang;
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::{Account, Report};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::network::Network;
use crate::words::office as words;

/// Somebody who works for the unit, with their sign-ins.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Colleague {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// The sign-in name.
    pub sign_in: String,
    /// The hamlets that they were given.
    pub hamlets: BTreeSet<HamletId>,
    /// Whether the account is closed.
    #[serde(default)]
    pub disabled: bool,
    /// Where they are and were signed in.
    pub sessions: Vec<SessionRow>,
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
    /// Whether it is a key for ODK Collect.
    #[serde(default)]
    pub collect: bool,
}

/// A device of somebody, as the server sees it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DeviceRow {
    /// Whose.
    pub user: UserId,
    /// Which.
    pub device: DeviceId,
    /// What it is called.
    pub label: String,
    /// When it was last heard of, to the hour.
    pub seen: DateTime<Utc>,
    /// How many of its operations have arrived.
    pub received: u64,
    /// When it last said how it stands.
    #[serde(default)]
    pub reported: Option<DateTime<Utc>>,
    /// How it said that it stands.
    #[serde(default)]
    pub report: Option<Report>,
    /// What it has made and what became of it, where it said how much that is.
    #[serde(default)]
    pub account: Option<Account>,
    /// That it is lost, where the office was told so.
    #[serde(default)]
    pub lost: Option<LossRow>,
}

/// That a device is lost, and what came of it since.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LossRow {
    /// When the office was told.
    pub since: DateTime<Utc>,
    /// Who told it.
    pub by: UserId,
    /// What it has handed over since that was new to the office.
    pub rescued: RescuedRow,
    /// When it erased itself.
    #[serde(default)]
    pub erased: Option<DateTime<Utc>>,
}

/// How much a lost device has handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct RescuedRow {
    /// Operations.
    pub operations: u64,
    /// What was begun.
    pub drafts: u64,
    /// Pictures and sounds.
    pub media: u64,
    /// What cannot be read.
    pub unread: u64,
}

/// Why the server's answer did not come.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PeopleError {
    /// No network, or the server is away.
    #[error("no answer")]
    NoAnswer,
    /// The server has too much to do just now.
    #[error("the server is busy")]
    Busy,
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
            Self::Busy => words::people_busy(lang),
            Self::SessionEnded => words::people_session_ended(lang),
            Self::Refused(code) => words::people_refused(lang, code),
        }
    }
}

/// Everybody of the unit with their sessions.
///
/// # Errors
/// [`PeopleError`].
pub async fn everybody(network: &Network) -> Result<Vec<Colleague>, PeopleError> {
    Ok(network.get("/api/v1/people").await?)
}

/// A key for ODK Collect, which is told once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GivenKey {
    /// The address that Collect asks for as its server.
    pub address: String,
    /// The same with the settings that go with it, as a code for Collect's camera.
    pub code: DrawnCode,
}

/// An invitation, which is told once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Invitation {
    /// Its code, to be read aloud.
    pub code: String,
    /// The address that a phone opens.
    pub address: String,
    /// The address as a code for the phone's camera.
    pub drawn: DrawnCode,
    /// Until when it counts.
    pub expires: DateTime<Utc>,
}

/// Somebody who is to visit households.
#[derive(Clone, Debug, Serialize)]
pub struct NewVolunteer {
    /// Họ và tên.
    pub name: PersonName,
    /// How they wish to be called.
    pub courtesy: Courtesy,
    /// The organisation that they come from.
    pub organisation: Option<String>,
    /// The hamlets that they are given.
    pub hamlets: BTreeSet<HamletId>,
}

/// Takes a volunteer on.
///
/// # Errors
/// [`PeopleError`]; where no answer came there may be an account that nobody knows, which is listed.
pub async fn add(network: &Network, new: &NewVolunteer) -> Result<Colleague, PeopleError> {
    Ok(network.make_of("/api/v1/people", new).await?)
}

/// Invites a volunteer to a phone.
///
/// # Errors
/// [`PeopleError`]; where no answer came, an earlier invitation may have ended.
pub async fn invite(network: &Network, user: UserId) -> Result<Invitation, PeopleError> {
    Ok(network
        .make(&format!("/api/v1/people/{user}/invitation"))
        .await?)
}

/// A code of dark squares on light ground.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct DrawnCode {
    /// How many squares it is wide and high.
    pub side: u32,
    /// The dark ones, as the data of a path in SVG.
    pub squares: String,
}

/// Gives a volunteer a key for ODK Collect.
///
/// # Errors
/// [`PeopleError`]; where no answer came there may be a key that nobody knows, which is listed and can be withdrawn.
pub async fn give_key(network: &Network, user: UserId) -> Result<GivenKey, PeopleError> {
    Ok(network.make(&format!("/api/v1/people/{user}/key")).await?)
}

/// How the devices of everybody of the unit stand.
///
/// # Errors
/// [`PeopleError`].
pub async fn devices(network: &Network) -> Result<Vec<DeviceRow>, PeopleError> {
    Ok(network.get("/api/v1/devices").await?)
}

/// Ends somebody's session.
///
/// # Errors
/// [`PeopleError`]: it goes on.
pub async fn revoke(
    network: &Network,
    user: UserId,
    session: SessionId,
) -> Result<(), PeopleError> {
    Ok(network
        .delete(&format!("/api/v1/people/{user}/sessions/{session}"))
        .await?)
}

/// Says that a device is lost.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may be.
pub async fn lose(network: &Network, user: UserId, device: DeviceId) -> Result<(), PeopleError> {
    Ok(network.put(&lost_path(user, device), &()).await?)
}

/// Says that a device was found.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may be.
pub async fn find(network: &Network, user: UserId, device: DeviceId) -> Result<(), PeopleError> {
    Ok(network.delete(&lost_path(user, device)).await?)
}

fn lost_path(user: UserId, device: DeviceId) -> String {
    format!("/api/v1/people/{user}/devices/{device}/lost")
}

/// One's own sessions on every device.
///
/// # Errors
/// [`PeopleError`].
pub async fn own_sessions(network: &Network) -> Result<Vec<SessionRow>, PeopleError> {
    Ok(network.get("/api/v1/sessions").await?)
}

/// Ends one's own session on another device.
///
/// # Errors
/// [`PeopleError`]: it goes on.
pub async fn revoke_own(network: &Network, session: SessionId) -> Result<(), PeopleError> {
    Ok(network
        .delete(&format!("/api/v1/sessions/{session}"))
        .await?)
}

impl From<Failure> for PeopleError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::SignedOut => Self::SessionEnded,
            Failure::Refused { code } => Self::Refused(code),
            Failure::Version => Self::Refused("protocol-unknown".to_owned()),
            Failure::Busy { .. } => Self::Busy,
            Failure::NoAnswer | Failure::Full | Failure::Storage => Self::NoAnswer,
        }
    }
}
