//! Whether a device is lost.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_domain::DeviceId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::auth::ClientAddress;
use crate::error::{Problem, ProblemDocument};
use crate::tries::Bucket;

/// What the office says of a device.
#[derive(Serialize, ToSchema)]
pub struct Standing {
    /// Whether it was told that the device is lost.
    pub lost: bool,
}

/// Tells a device whether it is lost: it shows nothing any more then, hands over what the office does not have, and erases
/// itself. Of a device that nobody knows the same is said as of one that is not lost.
#[utoipa::path(
    get, path = "/api/v1/lost/{device}", tag = "lost", security(()), params(("device" = Uuid, Path, description = "The device")),
    responses(
        (status = OK, body = Standing),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn look(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    Path(device): Path<Uuid>,
) -> Result<Json<Standing>, Problem> {
    let lost = app.store.lost(DeviceId(device)).await?;
    if lost.is_empty() {
        app.count(address, &[Bucket::lost(address)])?;
    }
    Ok(Json(Standing {
        lost: !lost.is_empty(),
    }))
}
