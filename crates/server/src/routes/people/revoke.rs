//! Ending a session of somebody of the unit, whose phone was lost.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{SessionId, UserId};
use uuid::Uuid;

use super::of_own_unit;
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// Ends a session of a person of the officer's unit. Its device keeps what it has not sent.
#[utoipa::path(
    delete, path = "/api/v1/people/{user}/sessions/{id}", tag = "people",
    params(("user" = Uuid, Path, description = "The person"), ("id" = Uuid, Path, description = "The session")),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn revoke(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path((user, id)): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, Problem> {
    let account = of_own_unit(&app, &who, UserId(user)).await?;
    let (user, session) = (account.user(), SessionId(id));
    let ended = AuditAct::SessionEnded { user, session };
    who.note(&app, ended).await?;
    let found = app.store.revoke_session(user, session, app.now()).await?;
    if found {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::NotFound)
    }
}
