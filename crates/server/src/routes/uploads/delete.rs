//! Giving an upload up.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::{Tus, Version, cost, find, key};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::routes::media::digest;

/// Drops an upload with what has come of it. What is stored already stays.
#[utoipa::path(
    delete, path = "/api/v1/media/uploads/{sha256}", tag = "uploads",
    params(
        ("sha256" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the whole"),
        ("Tus-Resumable" = inline(Version), Header, description = "The version of tus"),
    ),
    responses(
        (status = NO_CONTENT, description = "It is gone"),
        (status = BAD_REQUEST, description = "`wrong-address`, `wrong-header`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: nothing of this person is on its way", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PRECONDITION_FAILED, description = "`wrong-tus`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "`not-media`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-digest`, `bears-place`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = LOCKED, description = "`taken`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn delete(
    State(app): State<Arc<App>>,
    who: SignedIn,
    _: Tus,
    Path(sha256): Path<String>,
) -> Result<StatusCode, Problem> {
    let key = key(&who, digest(&sha256)?);
    let _seat = app.media.sit(&key).await?;
    let upload = find(&app, &who, &key).await?.ok_or(Problem::NotFound)?;
    app.allowance.give_back(key.by, cost(upload.about));
    app.media.forget(&key).await?;
    Ok(StatusCode::NO_CONTENT)
}
