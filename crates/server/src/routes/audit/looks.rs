//! What an officer opened on the screen, and why: his device holds the records already, so only it can tell.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use dong_hanh_audit::{Actor, AuditAct, Note, Why};
use dong_hanh_domain::{Act, HouseholdId, Scope};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// So many are told at once.
const MOST: usize = 100;

/// Households that were opened.
#[derive(Deserialize, ToSchema)]
pub struct Looks {
    /// They, at most 100.
    #[schema(max_items = 100)]
    pub looks: Vec<Look>,
}

/// A household that was opened out of turn.
#[derive(Deserialize, ToSchema)]
pub struct Look {
    /// Which.
    #[schema(value_type = Uuid)]
    pub household: HouseholdId,
    /// Why.
    #[schema(value_type = schema::Why)]
    pub why: Why,
    /// When, by the device's corrected clock.
    pub at: DateTime<Utc>,
}

/// Enters that an officer opened households out of turn, each with its reason. What a device could not tell at once it tells
/// later; told twice it is entered twice.
#[utoipa::path(
    post, path = "/api/v1/audit/looks", tag = "audit", request_body = Looks,
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`: also where there are more than 100", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn tell(
    State(app): State<Arc<App>>,
    who: SignedIn,
    body::Json(Looks { looks }): body::Json<Looks>,
) -> Result<StatusCode, Problem> {
    let office = Scope::Office(who.role().unit().clone());
    who.require(&Act::Read(office))?;
    if looks.len() > MOST {
        return Err(Problem::WrongShape("looks".to_owned()));
    }
    // Also of a household that is his no more: nothing is given out, and what he saw he saw.
    let notes: Vec<Note> = looks
        .into_iter()
        .map(|look| Note {
            at: app.now(),
            actor: Actor::User(who.user()),
            device: Some(who.session.device),
            act: AuditAct::Looked {
                household: look.household,
                at_ms: look.at.timestamp_millis(),
            },
            why: Some(look.why),
        })
        .collect();
    who.trace.leave(&app, &notes).await?;
    Ok(StatusCode::NO_CONTENT)
}
