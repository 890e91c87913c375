//! How far visits reach in the communes of a city, which only the server knows.

use chrono::NaiveDate;
use dong_hanh_domain::UnitKey;
use dong_hanh_domain::coverage::{Period, Span, Tally};
use serde::Deserialize;

use super::network::Network;
use super::people::PeopleError;

/// What was counted in a city.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CityNumbers {
    /// The day for which it holds.
    pub day: NaiveDate,
    /// The whole city.
    pub all: Tally,
    /// Its communes of today.
    pub communes: Vec<UnitNumbers>,
    /// The same by the units of the time.
    pub units: Vec<UnitNumbers>,
}

/// What was counted in a commune.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CommuneNumbers {
    /// The day for which it holds.
    pub day: NaiveDate,
    /// What it is called.
    #[serde(default)]
    pub name: Option<String>,
    /// The whole commune.
    pub all: Tally,
    /// By hamlet.
    pub hamlets: Vec<HamletNumbers>,
    /// The same by the units of the time.
    pub units: Vec<UnitNumbers>,
}

/// What was counted in a unit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct UnitNumbers {
    /// Which, where it is known.
    #[serde(default)]
    pub unit: Option<UnitKey>,
    /// What it is or was called.
    #[serde(default)]
    pub name: Option<String>,
    /// What.
    pub tally: Tally,
}

/// What was counted in a hamlet.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct HamletNumbers {
    /// What it is called.
    #[serde(default)]
    pub name: Option<String>,
    /// What.
    pub tally: Tally,
}

/// Those of all communes.
///
/// # Errors
/// [`PeopleError`].
pub async fn of_city(
    network: &Network,
    city: &UnitKey,
    period: Period,
) -> Result<CityNumbers, PeopleError> {
    let asked = asked(period);
    let path = format!("/api/v1/units/{city}/communes/coverage?{asked}");
    Ok(network.get(&path).await?)
}

/// Those of one commune.
///
/// # Errors
/// [`PeopleError`].
pub async fn of_commune(
    network: &Network,
    commune: &UnitKey,
    period: Period,
) -> Result<CommuneNumbers, PeopleError> {
    let path = format!("/api/v1/units/{commune}/coverage?{}", asked(period));
    Ok(network.get(&path).await?)
}

fn asked(period: Period) -> String {
    let span = match period.span() {
        Span::Month => "month",
        Span::Quarter => "quarter",
        Span::Year => "year",
    };
    format!("span={span}&day={}", period.first())
}
