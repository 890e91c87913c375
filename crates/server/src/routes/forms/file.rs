//! Giving out what a form was made from, so that somebody can go on from there.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use dong_hanh_form::FormId;
use dong_hanh_store::WHOLE;

use super::Publisher;
use crate::app::App;
use crate::error::{Problem, ProblemDocument};

/// A file that a form of the officer's unit was made from, as it was given.
#[utoipa::path(
    get, path = "/api/v1/forms/{id}/files/{name}", tag = "forms",
    params(
        ("id" = String, Path, description = "`sha256:` and the digest of the definition"),
        ("name" = String, Path, description = "One of its `sources`"),
    ),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn file(
    State(app): State<Arc<App>>,
    who: Publisher,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let unit = who.unit();
    let content = app.store.form_file(unit, &FormId(id), &name, WHOLE).await?;
    let content = content.ok_or(Problem::NotFound)?;
    // Whoever gave it could have called anything a workbook.
    Ok((
        [(header::CONTENT_TYPE, "application/octet-stream")],
        content,
    )
        .into_response())
}
