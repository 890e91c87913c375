//! Receiving a picture.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use dong_hanh_audit::AuditAct;
use dong_hanh_form::MediaKind;
use dong_hanh_store::NewMedia;

use super::digest;
use crate::app::App;
use crate::auth::SignedIn;
use crate::body::Whole;
use crate::error::{Problem, ProblemDocument};
use crate::media::MediaError;

/// Receives a JPEG of at most 2 MB in one request. It is durable when this answers. What is larger, of another kind or
/// to be resumed goes by `/api/v1/media/uploads`.
#[utoipa::path(
    put, path = "/api/v1/media/{sha256}", tag = "media", params(("sha256" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the bytes, 64 lower-case hexadecimal digits")),
    request_body(content = Vec<u8>, content_type = "image/jpeg"),
    responses(
        (status = CREATED, description = "It arrived"),
        (status = NO_CONTENT, description = "It had arrived before, or was erased by the office and is not kept"),
        (status = BAD_REQUEST, description = "`wrong-address`, `not-json` where the body was cut off", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "`not-jpeg`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-digest`, `bears-place`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-pictures`: 500 MB in a day; `Retry-After` says when this one is taken", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn put(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(sha256): Path<String>,
    headers: HeaderMap,
    Whole(bytes): Whole,
) -> Result<StatusCode, Problem> {
    let digest = digest(&sha256)?;
    if headers
        .get(header::CONTENT_TYPE)
        .is_none_or(|media_type| media_type != "image/jpeg")
    {
        return Err(Problem::NotJpeg);
    }
    // What was erased is not taken in again; whoever sends it is not to try for ever.
    if app.store.is_media_erased(&digest).await? {
        who.trace.owe_nothing();
        return Ok(StatusCode::NO_CONTENT);
    }
    let length = bytes.len() as u64;
    let takes_room = app.media.find(&digest).await?.is_none();
    if takes_room {
        app.allowance
            .take(who.user(), length, app.now())
            .map_err(|retry_after| Problem::TooManyPictures { retry_after })?;
    }
    // Also what is there already is checked, or knowing a digest would be enough to become its sender.
    let put = app.media.put(MediaKind::Jpeg, digest.clone(), bytes).await;
    if takes_room && put.is_err() {
        app.allowance.give_back(who.user(), length);
    }
    let new = put.map_err(|error| match error {
        MediaError::WrongKind => Problem::NotJpeg,
        error => error.into(),
    })?;
    let brought = AuditAct::Brought {
        media: digest.clone(),
    };
    who.note(&app, brought).await?;
    app.store
        .put_media(&NewMedia {
            digest,
            by: who.user(),
            bytes: length,
            received: app.now(),
        })
        .await?;
    Ok(if new {
        StatusCode::CREATED
    } else {
        StatusCode::NO_CONTENT
    })
}
