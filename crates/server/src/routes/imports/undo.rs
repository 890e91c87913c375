//! Taking a list back.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use uuid::Uuid;

use super::Taker;
use super::course::Course;
use crate::app::App;
use crate::error::{Problem, ProblemDocument};
use crate::imports::ImportSummary;

/// Takes a list back: what nobody has gone on with since is as it was before, and what somebody has stays. It goes on while
/// nobody waits.
#[utoipa::path(
    put, path = "/api/v1/imports/{id}/undoing", tag = "imports",
    params(("id" = Uuid, Path, description = "Which list")),
    responses(
        (status = ACCEPTED, body = ImportSummary),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`import-moved-on`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn undo(
    State(app): State<Arc<App>>,
    who: Taker,
    Path(id): Path<Uuid>,
) -> Result<(StatusCode, Json<ImportSummary>), Problem> {
    Course::Undo.begin(&app, &who, id).await
}
