//! Whether a picture arrived.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::{digest, require_sight};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;

/// Whether a picture arrived, without its bytes.
#[utoipa::path(
    head, path = "/api/v1/media/{sha256}", tag = "media", params(("sha256" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the bytes")),
    responses(
        (status = OK),
        (status = BAD_REQUEST, description = "`wrong-address`"),
        (status = UNAUTHORIZED, description = "`session-ended`"),
        (status = NOT_FOUND, description = "`not-found`"),
    )
)]
pub async fn head(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(sha256): Path<String>,
) -> Result<StatusCode, Problem> {
    let digest = digest(&sha256)?;
    require_sight(&app, &who, &digest).await?;
    if app.media.find(&digest).await?.is_some() {
        Ok(StatusCode::OK)
    } else {
        Err(Problem::NotFound)
    }
}
