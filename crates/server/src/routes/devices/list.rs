//! How the devices of a unit's people stand.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use chrono::{DateTime, Utc};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_store::{DeviceSummary, Loss, Rescued};
use dong_hanh_sync::{Account, Report, Tally};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::routes::people::{OfUnit, one_and_others};
use crate::schema;

/// A device of one person, as the office sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeviceView {
    /// Whose.
    #[schema(value_type = Uuid)]
    pub user: UserId,
    /// Which.
    #[schema(value_type = Uuid)]
    pub device: DeviceId,
    /// What it is called: `Samsung A05, Chrome`.
    pub label: String,
    /// When it signed in for the first time.
    pub first: DateTime<Utc>,
    /// When it was last heard of, to the hour.
    pub seen: DateTime<Utc>,
    /// How many of its operations have arrived.
    pub received: u64,
    /// When it last said how it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported: Option<DateTime<Utc>>,
    /// How it said that it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<schema::Report>)]
    pub report: Option<Report>,
    /// What it has made and what became of it, where it said how much that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<schema::Account>)]
    pub account: Option<Account>,
    /// That it is lost, where the office was told so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<LossView>,
}

/// That a device is lost, and what came of it since.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LossView {
    /// When the office was told.
    pub since: DateTime<Utc>,
    /// Who told it.
    #[schema(value_type = Uuid)]
    pub by: UserId,
    /// What it has handed over since that was new to the office.
    #[schema(value_type = schema::Rescued)]
    pub rescued: Rescued,
    /// When the office had all of it, and it erased itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erased: Option<DateTime<Utc>>,
}

impl From<Loss> for LossView {
    fn from(loss: Loss) -> Self {
        Self {
            since: loss.since,
            by: loss.by,
            rescued: loss.rescued,
            erased: loss.erased,
        }
    }
}

impl From<DeviceSummary> for DeviceView {
    fn from(device: DeviceSummary) -> Self {
        let (report, reported) = device.report.unzip();
        let tally = Tally::of_office(device.received, device.held, report.as_ref());
        let made = report.as_ref().and_then(|report| report.made);
        Self {
            user: device.user,
            device: device.device,
            label: device.label,
            first: device.first,
            seen: device.seen,
            received: device.received,
            account: made.map(|made| tally.account(made)),
            reported,
            report,
            lost: device.lost.map(LossView::from),
        }
    }
}

/// The devices of the people of a unit, or of all units whose people one sees to.
#[utoipa::path(
    get, path = "/api/v1/devices", tag = "people", params(OfUnit),
    responses(
        (status = OK, body = Vec<DeviceView>),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Query(of): Query<OfUnit>,
) -> Result<Json<Vec<DeviceView>>, Problem> {
    let mut devices = Vec::new();
    let units = of.units(&who)?;
    for unit in &units {
        devices.extend(app.store.devices_of(unit).await?);
    }
    let (unit, others) = one_and_others(units)?;
    let act = AuditAct::Read {
        what: What::Devices { unit, others },
        records: devices.len() as u64,
    };
    who.note(&app, act).await?;
    Ok(Json(devices.into_iter().map(DeviceView::from).collect()))
}
