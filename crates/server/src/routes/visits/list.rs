//! Visits by state and hamlet.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use dong_hanh_domain::{Act, HamletId, Scope};
use dong_hanh_store::{VisitFilter, VisitState, VisitSummary};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// The most visits in one answer.
const LIMIT: u32 = 500;

/// Which visits.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Only in this state.
    #[param(value_type = Option<schema::VisitState>)]
    state: Option<VisitState>,
    /// Only of this hamlet.
    #[param(value_type = Option<Uuid>)]
    hamlet: Option<HamletId>,
    /// At most so many: 100 unless told, 500 at most.
    limit: Option<u32>,
}

/// The visits of the hamlets that the person may read, newest first.
#[utoipa::path(
    get, path = "/api/v1/visits", tag = "record", params(Asked),
    responses(
        (status = OK, body = Vec<schema::VisitSummary>),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<VisitSummary>>, Problem> {
    let hamlets = match asked.hamlet {
        Some(hamlet) => {
            who.require(&Act::Read(Scope::Hamlet(hamlet)))?;
            [hamlet].into()
        }
        None => who.role().hamlets().clone(),
    };
    let filter = VisitFilter {
        hamlets,
        state: asked.state,
        limit: asked.limit.unwrap_or(100).min(LIMIT),
    };
    Ok(Json(app.store.visits(who.role().unit(), &filter).await?))
}
