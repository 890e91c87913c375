//! How far an upload is.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use super::{Tus, Version, find, headers, key, stored, under_way, whole};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::routes::media::digest;

/// How far an upload is: `Upload-Offset` bytes of it are here and survive a power cut. A request that still brings bytes
/// for it is ended first.
#[utoipa::path(
    head, path = "/api/v1/media/uploads/{sha256}", tag = "uploads",
    params(
        ("sha256" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the whole"),
        ("Tus-Resumable" = inline(Version), Header, description = "The version of tus"),
    ),
    responses(
        (status = OK, headers(("Upload-Offset" = u64), ("Upload-Length" = u64), ("Upload-Metadata" = String), ("Upload-Expires" = String))),
        (status = BAD_REQUEST, description = "`wrong-address`, `wrong-header`"),
        (status = UNAUTHORIZED, description = "`session-ended`"),
        (status = NOT_FOUND, description = "`not-found`: none of this person, or it expired"),
        (status = PRECONDITION_FAILED, description = "`wrong-tus`"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "`not-media`"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-digest`, `bears-place`"),
        (status = LOCKED, description = "`taken`"),
    )
)]
pub async fn head(
    State(app): State<Arc<App>>,
    who: SignedIn,
    _: Tus,
    Path(sha256): Path<String>,
) -> Result<Response, Problem> {
    let key = key(&who, digest(&sha256)?);
    let _seat = app.media.sit(&key).await?;
    let (mut answer, about) = if let Some(upload) = find(&app, &who, &key).await? {
        (under_way(StatusCode::OK, &upload), upload.about)
    } else {
        let about = stored(&app, &who, &key.digest).await?;
        let about = about.ok_or(Problem::NotFound)?;
        (whole(StatusCode::OK, about), about)
    };
    let told = answer.headers_mut();
    headers::length(told, about.length);
    headers::tell_metadata(told, &key.digest, about.kind);
    told.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
