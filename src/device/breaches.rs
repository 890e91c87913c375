//! Breaches of personal data, which the server alone reckons.

use chrono::{DateTime, Utc};
use dong_hanh_domain::breach::{Breach, Exposure, Incident, Step};
use dong_hanh_domain::{BreachId, HouseholdId, UnitKey};
use dong_hanh_sync::device::Failure;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use uuid::Builder;
use web_sys::File;

use super::network::Network;
use super::people::PeopleError;
use super::{chance, share};

const BREACHES: &str = "/api/v1/breaches";

/// A breach, as it is listed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Row {
    /// It.
    pub breach: Breach,
    /// What its unit is called.
    pub unit_name: String,
}

/// A breach with what it exposed.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Details {
    /// It.
    pub breach: Breach,
    /// What its unit is called.
    pub unit_name: String,
    /// What it exposed.
    pub exposure: Exposure,
    /// The people concerned; nobody for whoever may not see them.
    pub concerned: Vec<Concerned>,
    /// How many more households stand in the file.
    pub more: usize,
    /// Whether whoever asks may see the people concerned.
    pub names: bool,
    /// Whom the authority is.
    pub authority: String,
}

/// A household that is to be told.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Concerned {
    /// Which.
    pub household: HouseholdId,
    /// The hamlet in which it lives now.
    pub hamlet: String,
    /// The head.
    pub head: String,
    /// The address inside the hamlet.
    pub address: String,
    /// The telephone, where it is known.
    #[serde(default)]
    pub phone: Option<String>,
    /// When it was told first.
    #[serde(default)]
    pub told: Option<DateTime<Utc>>,
}

/// A breach that somebody has learnt of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewBreach {
    /// The unit whose data it is: one's own where none is said.
    pub unit: Option<UnitKey>,
    /// What happened.
    pub incident: Incident,
    /// Since when data lay open.
    pub since: DateTime<Utc>,
    /// When somebody of the office learnt of it.
    pub discovered: DateTime<Utc>,
    /// Who told them.
    pub reported_by: String,
}

#[derive(Serialize)]
struct Stepped<'a> {
    version: u64,
    step: &'a Step,
}

/// An id for a breach that is about to be opened: sent again under it, it is opened once.
///
/// # Errors
/// [`PeopleError`] in a browser that has no chance.
pub fn fresh_id() -> Result<BreachId, PeopleError> {
    let bytes = chance::bytes().map_err(|_| PeopleError::NoAnswer)?;
    Ok(BreachId(Builder::from_random_bytes(bytes).into_uuid()))
}

/// The breaches that one sees to.
///
/// # Errors
/// [`PeopleError`].
pub async fn list(network: &Network) -> Result<Vec<Row>, PeopleError> {
    Ok(network.get(BREACHES).await?)
}

/// One of them.
///
/// # Errors
/// [`PeopleError`].
pub async fn show(network: &Network, id: BreachId) -> Result<Details, PeopleError> {
    Ok(network.get(&format!("{BREACHES}/{id}")).await?)
}

/// Opens one.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may be open or not, and is opened once under the same id.
pub async fn open(
    network: &Network,
    id: BreachId,
    new: &NewBreach,
) -> Result<Details, PeopleError> {
    Ok(network.put_of(&format!("{BREACHES}/{id}"), new).await?)
}

/// Says something of one.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may count or not, which the page says.
pub async fn step(network: &Network, breach: &Breach, step: &Step) -> Result<Details, PeopleError> {
    let path = format!("{BREACHES}/{}/steps", breach.id);
    let version = breach.version;
    Ok(network.make_of(&path, &Stepped { version, step }).await?)
}

/// Fetches the file for the authority, and gives it to the browser's downloads.
///
/// # Errors
/// [`PeopleError`].
pub async fn file(network: &Network, id: BreachId) -> Result<(), PeopleError> {
    let bytes = network.get_bytes(&format!("{BREACHES}/{id}/file")).await?;
    let parts = js_sys::Array::of1(&Uint8Array::from(&bytes[..]));
    let file = File::new_with_u8_array_sequence(&parts, "thong-bao-su-co.xlsx");
    let saved = file.and_then(|file| share::save(&file));
    saved.map_err(|_| Failure::NoAnswer.into())
}
