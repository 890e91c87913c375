//! My sessions.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::SessionView;
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// The sessions of the person who asks, the last used first.
#[utoipa::path(
    get, path = "/api/v1/sessions", tag = "session",
    responses(
        (status = OK, body = Vec<SessionView>),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
) -> Result<Json<Vec<SessionView>>, Problem> {
    let now = app.now();
    let sessions = app.store.sessions(who.user()).await?;
    Ok(Json(
        sessions
            .into_iter()
            .map(|session| SessionView::of(session, who.session.id, now))
            .collect(),
    ))
}
