//! A blank form.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::blank::find;
use super::{Keyed, xml};
use crate::app::App;
use crate::error::Problem;

/// A form that was published in the unit, current or not, as an XForm.
#[utoipa::path(
    get, path = "/api/v1/odk/{key}/forms/{form}", tag = "openrosa", security(()),
    params(("key" = String, Path, description = "The volunteer's key"), ("form" = String, Path, description = "The digest of the definition")),
    responses(
        (status = OK, description = "The XForm", body = String, content_type = "text/xml"),
        (status = BAD_REQUEST, description = "An address that cannot be read", body = String, content_type = "text/xml"),
        (status = FORBIDDEN, description = "The key counts no more", body = String, content_type = "text/xml"),
        (status = NOT_FOUND, description = "There is no such form", body = String, content_type = "text/xml"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    keyed: Keyed,
    Path((_, form)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let blank = find(&app, &keyed, &form).await?;
    Ok(xml(StatusCode::OK, blank.made.xml))
}
