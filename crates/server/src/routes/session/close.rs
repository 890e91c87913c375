//! Signing out.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use dong_hanh_audit::AuditAct;

/// Ends this session. The device keeps what it has not sent.
#[utoipa::path(
    delete, path = "/api/v1/session", tag = "session",
    responses(
        (status = NO_CONTENT),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn close(State(app): State<Arc<App>>, who: SignedIn) -> Result<StatusCode, Problem> {
    who.note(&app, AuditAct::SignedOut {}).await?;
    app.store
        .revoke_session(who.user(), who.session.id, app.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
