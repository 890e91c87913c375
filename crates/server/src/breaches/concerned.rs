//! The people whom a breach concerns, by their households: where they live, who the head is, how to reach them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::breach::{Breach, Exposure, How};
use dong_hanh_domain::{HamletId, HouseholdId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;

/// A household that is to be told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Concerned {
    /// Which.
    #[schema(value_type = Uuid)]
    pub household: HouseholdId,
    /// The hamlet in which it lives now: `Thôn An Hải`.
    pub hamlet: String,
    /// The head.
    pub head: String,
    /// The address inside the hamlet; may be empty.
    pub address: String,
    /// The telephone, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// How many people live there.
    pub people: usize,
    /// When it was told first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<DateTime<Utc>>,
    /// How.
    #[serde(skip)]
    pub how: Option<How>,
}

/// Those whom a breach concerns, as the record knows them now, by hamlet and name. A household that is no more in the
/// record of the unit is counted and not named.
///
/// # Errors
/// Where the store fails.
pub async fn concerned(
    app: &App,
    breach: &Breach,
    exposure: &Exposure,
) -> Result<Vec<Concerned>, Problem> {
    let hamlets = app.store.hamlets(&breach.unit).await?;
    let names: BTreeMap<HamletId, String> = hamlets
        .iter()
        .map(|hamlet| (hamlet.id, hamlet.full_name()))
        .collect();
    let ids: BTreeSet<HamletId> = names.keys().copied().collect();
    let households = app.store.households(&ids).await?;
    let concerned = households
        .into_iter()
        .filter(|household| exposure.households.contains(&household.id));
    let mut concerned: Vec<_> = concerned
        .map(|household| {
            let told = breach.household_told(household.id);
            Concerned {
                household: household.id,
                hamlet: names.get(&household.hamlet).cloned().unwrap_or_default(),
                head: household.head.name.to_string(),
                people: household.size(),
                told: told.map(|told| told.at),
                how: told.map(|told| told.how),
                address: household.address,
                phone: household.phone,
            }
        })
        .collect();
    concerned.sort_by(|a, b| (&a.hamlet, &a.head).cmp(&(&b.hamlet, &b.head)));
    Ok(concerned)
}
