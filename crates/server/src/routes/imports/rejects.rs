//! What was not taken, as a workbook.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_store::ImportRows;
use uuid::Uuid;

use super::{Taker, guess};
use crate::app::App;
use crate::auth::Costly;
use crate::error::{Problem, ProblemDocument};
use crate::imports::{outcome, rejects as write};
use crate::workbook::attached;

/// The same workbook with the rows alone that were not taken, and why not in a column behind the others.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}/rejects", tag = "imports",
    params(("id" = Uuid, Path, description = "Which list")),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`not-workbook`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn rejects(
    State(app): State<Arc<App>>,
    _: Costly,
    who: Taker,
    Path(id): Path<Uuid>,
) -> Result<Response, Problem> {
    let import = who.import(&app, id).await?;
    let wanted = |kind: Option<&str>, outcome: Option<&str>| ImportRows {
        kinds: kind.map(str::to_owned).into_iter().collect(),
        outcome: outcome.map(|outcome| Some(outcome.to_owned())),
        most: u32::MAX,
        ..ImportRows::default()
    };
    let mut rows = app
        .store
        .import_rows(import.id, &wanted(Some("wrong"), None))
        .await?;
    rows.extend(
        app.store
            .import_rows(import.id, &wanted(None, Some(outcome::HELD)))
            .await?,
    );
    let file = app.store.import_file(import.id).await?;
    let file = file.ok_or(Problem::NotFound)?;
    let reading = guess(&import)?.reading;
    let act = AuditAct::Exported {
        what: What::Rejects { list: import.id },
        records: rows.len() as u64,
    };
    who.0.note(&app, act).await?;
    let writing = tokio::task::spawn_blocking(move || write(&file, &reading, &rows));
    let book = writing.await.map_err(|_| Problem::Internal)??;
    Ok(attached("chua-nhan.xlsx", book))
}
