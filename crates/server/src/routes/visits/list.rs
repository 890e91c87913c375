//! Visits by state and hamlet.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::{Act, HamletId, Scope};
use dong_hanh_store::{VisitFilter, VisitPlace, VisitState, VisitSummary};
use serde::{Deserialize, Deserializer, Serialize};
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
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "place")]
    after: Option<VisitPlace>,
    /// At most so many: 100 unless told, 500 at most.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_i64)]
    limit: Option<u32>,
}

/// Some of the visits, and where the next page begins.
#[derive(Serialize)]
pub struct VisitPage {
    visits: Vec<VisitSummary>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// The visits of the hamlets that the person may read, those received last first.
#[utoipa::path(
    get, path = "/api/v1/visits", tag = "record", params(Asked),
    responses(
        (status = OK, body = schema::VisitPage),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Json<VisitPage>, Problem> {
    let hamlets = match asked.hamlet {
        Some(hamlet) => {
            who.require(&Act::Read(Scope::Hamlet(hamlet)))?;
            [hamlet].into()
        }
        None => who.role().hamlets().clone(),
    };
    let limit = asked.limit.unwrap_or(100).clamp(1, LIMIT);
    let filter = VisitFilter {
        hamlets,
        state: asked.state,
        behind: asked.after,
        // One more tells whether there is another page.
        limit: limit + 1,
    };
    let mut visits = app.store.visits(who.role().unit(), &filter).await?;
    let more = visits.len() > limit as usize;
    visits.truncate(limit as usize);
    let last = visits.last().filter(|_| more);
    let next = last.map(|visit| visit.place().to_string());
    let act = AuditAct::Read {
        what: What::Visits {
            hamlet: asked.hamlet,
        },
        records: visits.len() as u64,
    };
    who.note(&app, act).await?;
    Ok(Json(VisitPage { visits, next }))
}

fn place<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<VisitPlace>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}
