//! How the devices of a unit's people stand.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::{Act, DeviceId, UserId};
use dong_hanh_store::DeviceSummary;
use dong_hanh_sync::{Account, Report, Tally};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
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
        }
    }
}

/// The devices of the people of the officer's unit.
#[utoipa::path(
    get, path = "/api/v1/devices", tag = "people",
    responses(
        (status = OK, body = Vec<DeviceView>),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
) -> Result<Json<Vec<DeviceView>>, Problem> {
    who.require(&Act::ManageSessions)?;
    let devices = app.store.devices_of(who.role().unit()).await?;
    let act = AuditAct::Read {
        what: What::Devices {
            unit: who.role().unit().clone(),
        },
        records: devices.len() as u64,
    };
    who.note(&app, act).await?;
    Ok(Json(devices.into_iter().map(DeviceView::from).collect()))
}
