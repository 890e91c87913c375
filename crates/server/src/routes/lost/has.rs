//! Whether a picture of a lost device is here.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_domain::DeviceId;
use uuid::Uuid;

use crate::app::App;
use crate::error::Problem;
use crate::routes::media::digest;

/// Whether a picture of a lost device has come before, so that it need not be sent.
#[utoipa::path(
    head, path = "/api/v1/lost/{device}/{shelf}/{name}", tag = "lost", security(()),
    params(("device" = Uuid, Path, description = "The device"), ("shelf" = String, Path, description = "`media`"), ("name" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the bytes")),
    responses(
        (status = OK),
        (status = BAD_REQUEST, description = "`wrong-address`"),
        (status = NOT_FOUND, description = "`not-found`: it has not come from this person, or the device is not lost"),
    )
)]
pub async fn has(
    State(app): State<Arc<App>>,
    Path((device, shelf, name)): Path<(Uuid, String, String)>,
) -> Result<StatusCode, Problem> {
    if shelf != "media" {
        return Err(Problem::WrongAddress);
    }
    let digest = digest(&name)?;
    let lost = app.store.lost(DeviceId(device)).await?;
    let known = app.store.media(&digest).await?;
    let is_theirs = lost.iter().any(|lost| known.senders.contains(&lost.user));
    if is_theirs && app.media.find(&digest).await?.is_some() {
        Ok(StatusCode::OK)
    } else {
        Err(Problem::NotFound)
    }
}
