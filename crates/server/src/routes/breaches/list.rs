//! The breaches that somebody sees to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_audit::{AuditAct, What};

use super::{BreachView, seers};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// The breaches of the officer's unit, or of the administrator's city and all its communes; in each, what was discovered
/// last first.
#[utoipa::path(
    get, path = "/api/v1/breaches", tag = "breaches",
    responses(
        (status = OK, body = Vec<BreachView>),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
) -> Result<Json<Vec<BreachView>>, Problem> {
    let units = seers(&who)?;
    let mut views = Vec::new();
    for unit in &units {
        for breach in app.store.breaches(unit).await? {
            views.push(BreachView::of(&app, &who, breach).await?);
        }
    }
    if views.is_empty() {
        // The start page asks at each opening, and mostly there is none.
        who.trace.owe_nothing();
    } else {
        let act = AuditAct::Read {
            what: What::Breaches {
                units: units.into_iter().collect(),
            },
            records: views.len() as u64,
        };
        who.note(&app, act).await?;
    }
    Ok(Json(views))
}
