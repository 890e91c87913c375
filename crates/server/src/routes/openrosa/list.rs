//! The forms that there are.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use dong_hanh_xform::Listed;

use super::blank::{address, current, md5};
use super::{Keyed, Origin, ROOT, xml};
use crate::app::App;
use crate::error::Problem;

/// The current forms of the unit, in the order of their names.
#[utoipa::path(
    get, path = "/api/v1/odk/{key}/formList", tag = "openrosa", security(()), params(("key" = String, Path, description = "The volunteer's key")),
    responses(
        (status = OK, description = "`xforms` of OpenRosa", body = String, content_type = "text/xml"),
        (status = BAD_REQUEST, description = "An address that cannot be read", body = String, content_type = "text/xml"),
        (status = FORBIDDEN, description = "The key counts no more", body = String, content_type = "text/xml"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    keyed: Keyed,
    Origin(origin): Origin,
) -> Result<Response, Problem> {
    let forms = current(&app, &keyed).await?;
    let mut listed: Vec<Listed> = forms
        .iter()
        .map(|(id, blank)| {
            let at = format!("{origin}{ROOT}{}/forms/{}", keyed.key, address(id));
            Listed {
                id: blank.form.name.clone(),
                name: blank.title().to_owned(),
                version: blank.version.clone(),
                md5: md5(blank.made.xml.as_bytes()),
                manifest: format!("{at}/manifest"),
                form: at,
            }
        })
        .collect();
    listed.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(xml(StatusCode::OK, Listed::document(&listed)))
}
