//! A list that is not wanted.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_audit::ListStep;
use dong_hanh_domain::ListId;
use uuid::Uuid;

use super::Taker;
use crate::app::App;
use crate::error::{Problem, ProblemDocument};

/// Forgets a list of which nothing was said, with its file.
#[utoipa::path(
    delete, path = "/api/v1/imports/{id}", tag = "imports",
    params(("id" = Uuid, Path, description = "Which list")),
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`import-moved-on`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn forget(
    State(app): State<Arc<App>>,
    who: Taker,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    let import = who.import(&app, id).await?;
    who.step(&app, import.id, ListStep::Forgotten).await?;
    if app.store.forget_import(who.unit(), ListId(id)).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::ImportMovedOn)
    }
}
