//! Whether a second factor is asked of me.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::require_password_role;
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::factor;

/// How the second factor stands.
#[derive(Serialize, ToSchema)]
pub struct FactorView {
    /// Since when it is asked for; missing where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
    /// How many recovery codes are left.
    pub recovery: u64,
}

/// Whether a second factor is asked of whoever asks, and how many recovery codes are left.
#[utoipa::path(
    get, path = "/api/v1/me/factor", tag = "session",
    responses(
        (status = OK, body = FactorView),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`: volunteers have none", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(State(app): State<Arc<App>>, who: SignedIn) -> Result<Json<FactorView>, Problem> {
    require_password_role(&who)?;
    let factor = factor::of(&app, &who.account).await?;
    Ok(Json(FactorView {
        since: factor.as_ref().and_then(|factor| factor.since),
        recovery: factor.map_or(0, |factor| factor.recovery),
    }))
}
