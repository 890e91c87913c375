//! Ending one of my sessions, on a phone that was lost.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::SessionId;
use uuid::Uuid;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// Ends one of one's own sessions. Its device keeps what it has not sent.
#[utoipa::path(
    delete, path = "/api/v1/sessions/{id}", tag = "session", params(("id" = Uuid, Path, description = "The session")),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn revoke(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    let (user, session) = (who.user(), SessionId(id));
    let ended = AuditAct::SessionEnded { user, session };
    who.note(&app, ended).await?;
    let found = app.store.revoke_session(user, session, app.now()).await?;
    if found {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::NotFound)
    }
}
