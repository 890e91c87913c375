//! What comes with a blank form.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use dong_hanh_xform::Attached;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::blank::{files, find, md5};
use super::{Keyed, Origin, ROOT, xml};
use crate::app::App;
use crate::error::Problem;

/// What an address has to spell otherwise.
const ODD: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// The files of a form: the households of the volunteer, the tables that are looked up by file, and the pictures, sounds and
/// films beside its words.
#[utoipa::path(
    get, path = "/api/v1/odk/{key}/forms/{form}/manifest", tag = "openrosa", security(()),
    params(("key" = String, Path, description = "The volunteer's key"), ("form" = String, Path, description = "The digest of the definition")),
    responses(
        (status = OK, description = "`manifest` of OpenRosa", body = String, content_type = "text/xml"),
        (status = BAD_REQUEST, description = "An address that cannot be read", body = String, content_type = "text/xml"),
        (status = FORBIDDEN, description = "The key counts no more", body = String, content_type = "text/xml"),
        (status = NOT_FOUND, description = "There is no such form", body = String, content_type = "text/xml"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    keyed: Keyed,
    Origin(origin): Origin,
    Path((_, form)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let blank = find(&app, &keyed, &form).await?;
    let files = files(&app, &keyed, &blank).await?;
    let files: Vec<Attached> = files
        .iter()
        .map(|file| Attached {
            name: file.name.clone(),
            md5: md5(&file.content),
            file: format!(
                "{origin}{ROOT}{}/forms/{form}/files/{}",
                keyed.key,
                utf8_percent_encode(&file.name, ODD)
            ),
        })
        .collect();
    Ok(xml(StatusCode::OK, Attached::document(&files)))
}
