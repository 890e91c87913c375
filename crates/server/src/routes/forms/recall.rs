//! Going back to a version of a form that was published before.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_store::FormRuling;

use super::{Publisher, decide};
use crate::app::App;
use crate::error::{Problem, ProblemDocument};

/// Makes a version that was published in the officer's unit the current one of its name: new visits begin with it. One that is
/// current already stays so.
#[utoipa::path(
    put, path = "/api/v1/forms/{id}/current", tag = "forms", params(("id" = String, Path, description = "`sha256:` and the digest of the definition")),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn recall(
    State(app): State<Arc<App>>,
    who: Publisher,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    decide(&app, &who, id, FormRuling::Use).await
}
