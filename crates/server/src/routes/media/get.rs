//! Giving out a picture, a sound or a file.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use super::{digest, require_sight};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use dong_hanh_audit::{AuditAct, What};

/// The bytes of a picture, a sound or a file.
#[utoipa::path(
    get, path = "/api/v1/media/{sha256}", tag = "media", params(("sha256" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the bytes")),
    responses(
        (status = OK, content(
            (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/png"), (Vec<u8> = "image/webp"),
            (Vec<u8> = "audio/webm"), (Vec<u8> = "audio/mp4"), (Vec<u8> = "audio/ogg"),
            (Vec<u8> = "video/mp4"), (Vec<u8> = "video/webm"), (Vec<u8> = "video/3gpp"), (Vec<u8> = "video/quicktime"),
            (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn get(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(sha256): Path<String>,
) -> Result<Response, Problem> {
    let digest = digest(&sha256)?;
    require_sight(&app, &who, &digest).await?;
    let what = What::Media {
        media: digest.clone(),
    };
    who.note(&app, AuditAct::Read { what, records: 1 }).await?;
    let (kind, bytes) = app.media.get(&digest).await?.ok_or(Problem::NotFound)?;
    Ok(([(header::CONTENT_TYPE, kind.media_type())], bytes).into_response())
}
