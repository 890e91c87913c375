//! Taking a list back.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_store::ImportState;
use tracing::error;
use uuid::Uuid;

use super::{Taker, summary};
use crate::app::App;
use crate::error::{Problem, ProblemDocument};
use crate::imports::{ImportSummary, undo as work};

/// Takes a list back: what nobody has gone on with since is as it was before, and what somebody has stays. It goes on while
/// nobody waits.
#[utoipa::path(
    put, path = "/api/v1/imports/{id}/undoing", tag = "imports",
    params(("id" = Uuid, Path, description = "Which list")),
    responses(
        (status = ACCEPTED, body = ImportSummary),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`import-moved-on`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn undo(
    State(app): State<Arc<App>>,
    who: Taker,
    Path(id): Path<Uuid>,
) -> Result<(StatusCode, Json<ImportSummary>), Problem> {
    let mut import = who.import(&app, id).await?;
    let fits = matches!(
        import.state,
        ImportState::Stopped | ImportState::Applying | ImportState::Applied | ImportState::Undoing
    );
    let running = app.imports.begin(import.id).filter(|_| fits);
    let running = running.ok_or(Problem::ImportMovedOn)?;
    app.store
        .note_import(import.id, ImportState::Undoing, &[])
        .await?;
    import.state = ImportState::Undoing;
    let summary = summary(&app, &import).await?;
    let (author, app) = (who.0.author(), Arc::clone(&app));
    tokio::spawn(async move {
        let store = Arc::clone(&app.store);
        let worked = work(store, &import, &author, &running, || app.now()).await;
        if let Err(problem) = worked {
            error!(import = %import.id.0, %problem, "a list broke off");
        }
    });
    Ok((StatusCode::ACCEPTED, Json(summary)))
}
