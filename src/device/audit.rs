//! Who did and read what, which the server alone knows.

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{DeviceId, HouseholdId, UserId};
use dong_hanh_sync::device::Failure;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web_sys::File;

use super::network::Network;
use super::people::PeopleError;
use super::share;

const AUDIT: &str = "/api/v1/audit";

/// Which entries are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Until this day, and with it.
    pub to: Option<NaiveDate>,
    /// What this person did.
    pub person: Option<UserId>,
    /// What names this household.
    pub household: Option<HouseholdId>,
}

/// Some of the entries, the last first.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Page {
    /// They.
    pub entries: Vec<Entry>,
    /// Where the next page begins.
    #[serde(default)]
    pub next: Option<u64>,
    /// How the chain stands.
    pub chain: Chain,
    /// Of whom entries may be asked for; on the first page alone.
    #[serde(default)]
    pub people: Vec<Called>,
}

/// Somebody, and how they are called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Called {
    /// Who.
    pub id: UserId,
    /// With the form of address.
    pub called: String,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// Its place.
    pub number: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: a user's id, or a word for whoever is none.
    pub actor: String,
    /// How they are called, where it is somebody with an account.
    #[serde(default)]
    pub called: Option<String>,
    /// On which device.
    #[serde(default)]
    pub device: Option<DeviceId>,
    /// What, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// Why, in Vietnamese.
    #[serde(default)]
    pub why_vi: Option<String>,
    /// The same in English.
    #[serde(default)]
    pub why_en: Option<String>,
    /// What it names.
    pub subjects: Vec<Uuid>,
}

/// How far the chain is whole.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Chain {
    /// Up to this entry.
    pub whole_to: u64,
    /// The last entry, with its hash.
    pub head: String,
    /// What is wrong behind that, in Vietnamese.
    #[serde(default)]
    pub broken_vi: Option<String>,
    /// The same in English.
    #[serde(default)]
    pub broken_en: Option<String>,
}

impl Sought {
    fn query(&self) -> Vec<String> {
        let said = [
            self.from.map(|day| format!("from={day}")),
            self.to.map(|day| format!("to={day}")),
            self.person.map(|user| format!("person={user}")),
            self.household
                .map(|household| format!("subject={household}")),
        ];
        said.into_iter().flatten().collect()
    }
}

/// Asks for entries; behind those that are shown, for the ones before a number.
///
/// # Errors
/// [`PeopleError`].
pub async fn entries(
    network: &Network,
    sought: &Sought,
    before: Option<u64>,
) -> Result<Page, PeopleError> {
    let mut query = sought.query();
    query.extend(before.map(|before| format!("before={before}")));
    Ok(network.get(&format!("{AUDIT}?{}", query.join("&"))).await?)
}

/// A household that somebody opened or took out, with the reason.
#[derive(Serialize)]
struct Look {
    household: HouseholdId,
    why: &'static str,
    at: DateTime<Utc>,
}

/// Enters that somebody looks at all that is kept of a household, as somebody asks for their rights.
///
/// # Errors
/// [`PeopleError`]: it was not entered.
pub async fn note_rights(
    network: &Network,
    household: HouseholdId,
    at: DateTime<Utc>,
) -> Result<(), PeopleError> {
    #[derive(Serialize)]
    struct Looks {
        looks: [Look; 1],
    }
    let why = "rights_request";
    let looks = [Look { household, why, at }];
    let (path, looks) = (format!("{AUDIT}/looks"), Looks { looks });
    Ok(network.post(&path, &looks).await?)
}

/// Fetches the entries as a table for Excel, and gives it to the browser's downloads.
///
/// # Errors
/// [`PeopleError`].
pub async fn export(network: &Network, sought: &Sought) -> Result<(), PeopleError> {
    let path = format!("{AUDIT}/export?{}", sought.query().join("&"));
    let bytes = network.get_bytes(&path).await?;
    let parts = js_sys::Array::of1(&Uint8Array::from(&bytes[..]));
    let saved =
        File::new_with_u8_array_sequence(&parts, "nhat-ky.csv").and_then(|file| share::save(&file));
    saved.map_err(|_| Failure::NoAnswer.into())
}
