//! Who am I?

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::routes::session::Me;

/// The person of this session, with the rights that they have now.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "session",
    responses(
        (status = OK, body = Me),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(State(app): State<Arc<App>>, who: SignedIn) -> Result<Json<Me>, Problem> {
    Ok(Json(Me::of(&app, who.account).await?))
}
