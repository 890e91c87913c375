//! Stopping what is being said or taken back.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_audit::ListStep;
use uuid::Uuid;

use super::Taker;
use crate::app::App;
use crate::error::{Problem, ProblemDocument};

/// Stops a list that is being said or taken back, behind the rows that are under way. What was done stays, and it can go on.
#[utoipa::path(
    delete, path = "/api/v1/imports/{id}/application", tag = "imports",
    params(("id" = Uuid, Path, description = "Which list")),
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn stop(
    State(app): State<Arc<App>>,
    who: Taker,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    let import = who.import(&app, id).await?;
    who.step(&app, import.id, ListStep::Stopped).await?;
    app.imports.stop(import.id);
    Ok(StatusCode::NO_CONTENT)
}
