//! What the server alone knows of the unit's people: on which devices they are signed in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{
    Courtesy, DeviceId, Given, Hamlet, HamletId, Person, PersonName, RoleKind, SessionId, Term,
    UnitKey, UserId,
};
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
    /// The unit that they work for.
    pub unit: UnitKey,
    /// What it is called.
    pub unit_name: String,
    /// The hamlets that they were given.
    pub hamlets: BTreeSet<HamletId>,
    /// From which day to which, where it was said.
    #[serde(default)]
    pub terms: BTreeMap<HamletId, Term>,
    /// Whether the account is closed.
    #[serde(default)]
    pub disabled: bool,
    /// Where they are and were signed in.
    pub sessions: Vec<SessionRow>,
}

impl Colleague {
    /// What they were given.
    #[must_use]
    pub fn given(&self) -> Given {
        Given {
            user: self.person.id,
            hamlets: self.hamlets.clone(),
            terms: self.terms.clone(),
        }
    }

    /// What is said of them as it stands.
    #[must_use]
    pub fn said(&self) -> SaidOfPerson {
        let is_given = self.person.role == RoleKind::Volunteer;
        SaidOfPerson {
            name: self.person.name.clone(),
            courtesy: self.person.courtesy,
            organisation: self.person.organisation.clone(),
            hamlets: if is_given {
                self.hamlets.clone()
            } else {
                BTreeSet::new()
            },
            terms: self.terms.clone(),
        }
    }
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
    /// Whether it ended because somebody has a copy of its token.
    #[serde(default)]
    pub copied: bool,
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

/// What is said of a person, and what a volunteer is given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SaidOfPerson {
    /// Họ và tên.
    pub name: PersonName,
    /// How they wish to be called.
    pub courtesy: Courtesy,
    /// The organisation that they come from.
    pub organisation: Option<String>,
    /// The hamlets that they are given.
    pub hamlets: BTreeSet<HamletId>,
    /// From which day to which, where it is said.
    pub terms: BTreeMap<HamletId, Term>,
}

/// Somebody who is to work for a unit.
#[derive(Clone, Debug, Serialize)]
pub struct NewPerson {
    /// As what.
    pub role: RoleKind,
    /// The unit.
    pub unit: UnitKey,
    /// Who they are.
    #[serde(flatten)]
    pub said: SaidOfPerson,
}

/// A commune of a city, as its administrators see it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Commune {
    /// Which.
    pub unit: UnitKey,
    /// What it is called.
    pub name: String,
    /// Its hamlets.
    pub hamlets: Vec<Hamlet>,
    /// Officers whose account is open.
    #[serde(default)]
    pub officers: usize,
    /// Volunteers whose account is open.
    #[serde(default)]
    pub volunteers: usize,
    /// Accounts that are closed.
    #[serde(default)]
    pub closed: usize,
}

/// The communes of a city.
///
/// # Errors
/// [`PeopleError`].
pub async fn communes(network: &Network, city: &UnitKey) -> Result<Vec<Commune>, PeopleError> {
    Ok(network
        .get(&format!("/api/v1/units/{city}/communes"))
        .await?)
}

/// Takes somebody on.
///
/// # Errors
/// [`PeopleError`]; where no answer came there may be an account that nobody knows, which is listed.
pub async fn add(network: &Network, new: &NewPerson) -> Result<Colleague, PeopleError> {
    Ok(network.make_of("/api/v1/people", new).await?)
}

/// Says something else of somebody, and gives them other hamlets.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may count or not, which the list says.
pub async fn change(
    network: &Network,
    user: UserId,
    said: &SaidOfPerson,
) -> Result<(), PeopleError> {
    Ok(network.put(&format!("/api/v1/people/{user}"), said).await?)
}

/// Closes somebody's account, or opens it again.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may count or not, which the list says.
pub async fn set_closed(
    network: &Network,
    user: UserId,
    is_closed: bool,
) -> Result<(), PeopleError> {
    let verb = if is_closed { "close" } else { "open" };
    Ok(network
        .post(&format!("/api/v1/people/{user}/{verb}"), &())
        .await?)
}

/// Invites a volunteer to a phone, or an officer to choose a password.
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
