//! The lists that a unit has taken in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_audit::{AuditAct, What};

use super::{Taker, summary};
use crate::app::App;
use crate::error::{Problem, ProblemDocument};
use crate::imports::ImportSummary;

/// The lists that the officer's unit has taken in, what came last first.
#[utoipa::path(
    get, path = "/api/v1/imports", tag = "imports",
    responses(
        (status = OK, body = Vec<ImportSummary>),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: Taker,
) -> Result<Json<Vec<ImportSummary>>, Problem> {
    let mut summaries = Vec::new();
    for import in app.store.imports(who.unit()).await? {
        summaries.push(summary(&app, &import).await?);
    }
    if summaries.is_empty() {
        who.0.trace.owe_nothing();
    } else {
        let act = AuditAct::Read {
            what: What::Lists {
                unit: who.unit().clone(),
            },
            records: summaries.len() as u64,
        };
        who.0.note(&app, act).await?;
    }
    Ok(Json(summaries))
}
