//! A list comes.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dong_hanh_audit::ListStep;
use dong_hanh_domain::ListId;
use dong_hanh_store::{Import, ImportState};

use super::correct::looked;
use super::{Taker, details};
use crate::app::App;
use crate::auth::Costly;
use crate::error::{Problem, ProblemDocument};
use crate::imports::{ImportDetails, new_id};
use crate::routes::forms::Workbook;
use crate::schema;

/// Takes a workbook with a list of households: guesses how it is read, and what it would make of the record. Nothing of the
/// record changes.
#[utoipa::path(
    post, path = "/api/v1/imports", tag = "imports",
    request_body(content = schema::Workbook, content_type = "multipart/form-data", description = "The workbook alone, at most 16 MiB"),
    responses(
        (status = CREATED, body = ImportDetails),
        (status = BAD_REQUEST, description = "`not-json` where the body was cut off", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "`wrong-type`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`, `not-workbook`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn begin(
    State(app): State<Arc<App>>,
    _: Costly,
    who: Taker,
    workbook: Workbook,
) -> Result<(StatusCode, Json<ImportDetails>), Problem> {
    let (name, file) = workbook.alone()?;
    let now = app.now();
    let mut import = Import {
        id: ListId(new_id(now)),
        unit: who.unit().clone(),
        officer: who.0.user(),
        at: now,
        file: name,
        state: ImportState::Checked,
        reading: String::new(),
    };
    let rows = looked(&app, &mut import, file.clone(), None).await?;
    who.step(&app, import.id, ListStep::Begun).await?;
    app.store.put_import(&import, Some(&file), &rows).await?;
    Ok((StatusCode::CREATED, Json(details(&app, &import).await?)))
}
