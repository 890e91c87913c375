//! Publishing a form.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_form::FormId;
use dong_hanh_store::NewForm;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Made, Publisher, Workbook, compiled};
use crate::app::App;
use crate::auth::Costly;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// What was checked.
#[derive(Deserialize, IntoParams)]
pub struct Of {
    /// The id of the form that the workbook was when it was checked.
    #[param(value_type = String)]
    id: FormId,
    /// The version that was current then, if there was one.
    #[param(value_type = Option<String>)]
    over: Option<FormId>,
}

/// Publishes a workbook that was checked as a form of the officer's unit: new visits begin with it, and those that were
/// begun with an earlier version are received as before. Again it changes nothing.
#[utoipa::path(
    post, path = "/api/v1/forms", tag = "forms", params(Of),
    request_body(content = schema::Workbook, content_type = "multipart/form-data", description = "The same as was checked"),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`; `not-json` where the body was cut off or is no form data", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`form-changed`: it is another form than the one that was checked; `form-moved-on`: another version is current than then", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`, `form-too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "`wrong-type`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`form-mistakes`, `wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn publish(
    State(app): State<Arc<App>>,
    _: Costly,
    who: Publisher,
    Query(of): Query<Of>,
    workbook: Workbook,
) -> Result<StatusCode, Problem> {
    let unit = who.unit();
    let made = compiled(&app, workbook).await?;
    let Made {
        record, sources, ..
    } = made.map_err(|_| Problem::FormMistakes)?;
    if record.id != of.id {
        return Err(Problem::FormChanged);
    }
    let new = NewForm {
        record,
        by: who.0.user(),
        over: of.over,
        sources,
    };
    let published = AuditAct::FormPublished {
        form: new.record.id.clone(),
    };
    who.0.note(&app, published).await?;
    if app.store.publish_new_form(unit, &new).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::FormMovedOn)
    }
}
