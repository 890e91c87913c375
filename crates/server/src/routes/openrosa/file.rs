//! A file that comes with a blank form.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use dong_hanh_audit::{AuditAct, What};
use dong_hanh_xform::HOUSEHOLDS;

use super::Keyed;
use super::blank::{file, find};
use crate::app::App;
use crate::error::Problem;

/// A table that a form looks up, or what it shows beside its words.
#[utoipa::path(
    get, path = "/api/v1/odk/{key}/forms/{form}/files/{name}", tag = "openrosa", security(()),
    params(
        ("key" = String, Path, description = "The volunteer's key"), ("form" = String, Path, description = "The digest of the definition"),
        ("name" = String, Path, description = "The file's name"),
    ),
    responses(
        (status = OK, description = "The table, or the picture, sound or film", body = String, content_type = "text/csv"),
        (status = BAD_REQUEST, description = "An address that cannot be read", body = String, content_type = "text/xml"),
        (status = FORBIDDEN, description = "The key counts no more", body = String, content_type = "text/xml"),
        (status = NOT_FOUND, description = "There is no such form, or no such file", body = String, content_type = "text/xml"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    keyed: Keyed,
    Path((_, form, name)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let blank = find(&app, &keyed, &form).await?;
    let file = file(&app, &keyed, &blank, &name).await?;
    let file = file.ok_or(Problem::NotFound)?;
    if name == format!("{HOUSEHOLDS}.csv") {
        let hamlets = keyed.who.role().hamlets().clone();
        let lines = file.content.iter().filter(|byte| **byte == b'\n').count();
        let act = AuditAct::Read {
            what: What::Households { hamlets },
            records: lines.saturating_sub(1) as u64,
        };
        keyed.who.note(&app, act).await?;
    } else {
        keyed.who.trace.owe_nothing();
    }
    let kind = HeaderValue::from_str(&file.mime).map_err(|_| Problem::Internal)?;
    Ok(([(header::CONTENT_TYPE, kind)], file.content).into_response())
}
