//! The households of a list.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_store::ImportRows;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::Taker;
use crate::app::App;
use crate::error::{Problem, ProblemDocument};
use crate::imports::{Row, RowPage};

/// So many at a time.
const MOST: u32 = 100;

/// Which households.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Of this kind: `new`, `changed`, `same` or `wrong`; of all without.
    pub kind: Option<String>,
    /// Of this outcome, as in `Told`.
    pub outcome: Option<String>,
    /// Behind this place.
    pub behind: Option<u32>,
}

/// The households of a list, at most 100 at a time, in its order.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}/rows", tag = "imports",
    params(("id" = Uuid, Path, description = "Which list"), Asked),
    responses(
        (status = OK, body = RowPage),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn rows(
    State(app): State<Arc<App>>,
    who: Taker,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Json<RowPage>, Problem> {
    let import = who.import(&app, id).await?;
    let wanted = ImportRows {
        kinds: asked.kind.into_iter().collect(),
        outcome: asked.outcome.map(Some),
        behind: asked.behind,
        most: MOST + 1,
        ..ImportRows::default()
    };
    let mut rows = app.store.import_rows(import.id, &wanted).await?;
    let more = rows.len() > MOST as usize;
    rows.truncate(MOST as usize);
    let act = AuditAct::Read {
        what: What::List { list: import.id },
        records: rows.len() as u64,
    };
    who.0.note(&app, act).await?;
    let rows = rows.into_iter().map(Row::of).collect::<Result<_, _>>()?;
    Ok(Json(RowPage { rows, more }))
}
