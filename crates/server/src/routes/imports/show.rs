//! One list.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_audit::{AuditAct, What};
use uuid::Uuid;

use super::{Taker, details};
use crate::app::App;
use crate::error::{Problem, ProblemDocument};
use crate::imports::ImportDetails;

/// A list of the officer's unit: how it is read, and how far it has come.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}", tag = "imports",
    params(("id" = Uuid, Path, description = "Which list")),
    responses(
        (status = OK, body = ImportDetails),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    who: Taker,
    Path(id): Path<Uuid>,
) -> Result<Json<ImportDetails>, Problem> {
    let import = who.import(&app, id).await?;
    let list = import.id;
    let what = What::List { list };
    who.0
        .note(&app, AuditAct::Read { what, records: 1 })
        .await?;
    Ok(Json(details(&app, &import).await?))
}
