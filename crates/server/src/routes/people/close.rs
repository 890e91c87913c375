//! Closing the account of somebody who leaves.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::UserId;
use uuid::Uuid;

use super::to_change;
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// Closes the account of a person, and ends their sessions: nobody signs in with it, and invitations of theirs count no more.
/// What their devices have not sent stays on them, and can be handed over. Again it changes nothing.
#[utoipa::path(
    post, path = "/api/v1/people/{user}/close", tag = "people", params(("user" = Uuid, Path, description = "The person")),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`: also an officer's own colleague", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn close(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(user): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    let account = to_change(&app, &who, UserId(user)).await?;
    let user = account.user();
    who.note(&app, AuditAct::AccountClosed { user }).await?;
    app.store.set_disabled(user, true, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
