//! Whether a picture of a lost device is here.

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
use crate::routes::media::digest;

/// Whether something is here.
#[derive(Serialize, ToSchema)]
pub struct Here {
    /// Whether it is.
    pub here: bool,
}

/// Whether a picture of a lost device has come before, so that it need not be sent.
#[utoipa::path(
    get, path = "/api/v1/lost/{device}/{shelf}/{name}", tag = "lost", security(()),
    params(("device" = Uuid, Path, description = "The device"), ("shelf" = String, Path, description = "`media`"), ("name" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the bytes")),
    responses(
        (status = OK, body = Here),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: the device is not lost", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn has(
    State(app): State<Arc<App>>,
    ClientAddress(address): ClientAddress,
    Path((device, shelf, name)): Path<(Uuid, String, String)>,
) -> Result<Json<Here>, Problem> {
    if shelf != "media" {
        return Err(Problem::WrongAddress);
    }
    let digest = digest(&name)?;
    let lost = app.store.lost(DeviceId(device)).await?;
    if lost.is_empty() {
        return Err(app.unknown(address, Problem::NotFound));
    }
    let known = app.store.media(&digest).await?;
    let is_theirs = lost.iter().any(|lost| known.senders.contains(&lost.user));
    // What was erased is not to come again.
    let here = is_theirs && app.media.find(&digest).await?.is_some()
        || app.store.is_media_erased(&digest).await?;
    Ok(Json(Here { here }))
}
