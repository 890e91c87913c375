//! What of a unit only the server keeps and goes when its time is over: the list, and emptying what is due.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use chrono::NaiveDate;
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::retention::Which;
use dong_hanh_domain::{Act, UnitKey};
use dong_hanh_store::retention::{due, on_server};
use serde::{Deserialize, Serialize};
use tracing::warn;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// So much is emptied at once at most, so that others need not wait for the database.
const MOST: usize = 200;

/// One thing that only the server keeps, and since when its term runs.
#[derive(Serialize, ToSchema)]
pub struct Retained {
    /// Which.
    #[schema(value_type = schema::Retainable)]
    pub which: Which,
    /// Since when its term runs: the day on which a draft was closed, or a workbook came.
    pub since: NaiveDate,
    /// What a workbook is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// What an officer was shown and confirms.
#[derive(Deserialize, ToSchema)]
pub struct Shown {
    /// What.
    #[schema(value_type = Vec<schema::Retainable>, max_items = 200)]
    pub shown: Vec<Which>,
}

/// How much was emptied; what was not due stays.
#[derive(Serialize, ToSchema)]
pub struct EmptiedCounts {
    /// Drafts that were handed over.
    pub drafts: u64,
    /// Workbooks.
    pub workbooks: u64,
}

/// What of a unit only the server keeps and has a term: drafts that were handed over and closed, and workbooks of lists. When
/// each is due follows from what the unit's office has set, which its devices know.
#[utoipa::path(
    get, path = "/api/v1/units/{unit}/retention", tag = "record",
    params(("unit" = String, Path, description = "The unit: `19900@2025-07-01`")),
    responses(
        (status = OK, body = Vec<Retained>),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    Path(unit): Path<UnitKey>,
) -> Result<Json<Vec<Retained>>, Problem> {
    who.require(&Act::Empty(unit.clone()))?;
    let kept = on_server(&*app.store, &unit).await?;
    let act = AuditAct::Read {
        what: What::Retained { unit },
        records: kept.len() as u64,
    };
    who.note(&app, act).await?;
    let rows = kept.into_iter().map(|one| Retained {
        which: one.kept.which,
        since: one.kept.since,
        file: one.file,
    });
    Ok(Json(rows.collect()))
}

/// Empties what an officer was shown, as far as its time is over by the server's day and the terms of the unit, and nobody
/// holds it back. The rest stays, and households are none of it: those are erased by an operation.
#[utoipa::path(
    post, path = "/api/v1/units/{unit}/retention", tag = "record", request_body = Shown,
    params(("unit" = String, Path, description = "The unit: `19900@2025-07-01`")),
    responses(
        (status = OK, body = EmptiedCounts),
        (status = BAD_REQUEST, description = "`not-json`, `wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn empty(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    Path(unit): Path<UnitKey>,
    body::Json(request): body::Json<Shown>,
) -> Result<Json<EmptiedCounts>, Problem> {
    who.require(&Act::Empty(unit.clone()))?;
    if request.shown.len() > MOST {
        let problem = format!("{} things of {MOST} at most", request.shown.len());
        return Err(Problem::WrongShape(problem));
    }
    let today = day_of(app.now());
    let emptying = due(&*app.store, &unit, &request.shown, today).await?;
    let act = AuditAct::Emptied {
        unit: unit.clone(),
        drafts: emptying.drafts.len() as u64,
        workbooks: emptying.lists.len() as u64,
    };
    who.note(&app, act).await?;
    let emptied = app.store.empty(&unit, &emptying).await?;
    // What fails now is seen to within the hour.
    if let Err(error) = app.erasures.see_to(&*app.store, &app.media).await {
        warn!(%error, "what was erased is not gone everywhere");
    }
    Ok(Json(EmptiedCounts {
        drafts: emptied.drafts,
        workbooks: emptied.workbooks,
    }))
}
