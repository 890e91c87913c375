//! The OpenAPI document.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use crate::error::Problem;

static DOCUMENT: LazyLock<Option<Bytes>> =
    LazyLock::new(|| crate::routes::document().to_json().ok().map(Bytes::from));

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "server", security(()), responses((status = OK, body = Object)))]
pub async fn show() -> Result<Response, Problem> {
    let document = DOCUMENT.clone().ok_or(Problem::Internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], document).into_response())
}
