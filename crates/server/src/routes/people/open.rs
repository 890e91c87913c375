//! Opening the account of somebody who comes back.

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

/// Opens the account of a person again, with all that was given to them. They sign in anew; what their devices have not sent is
/// sent then.
#[utoipa::path(
    post, path = "/api/v1/people/{user}/open", tag = "people", params(("user" = Uuid, Path, description = "The person")),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`: also an officer's own colleague", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn open(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(user): Path<Uuid>,
) -> Result<StatusCode, Problem> {
    let account = to_change(&app, &who, UserId(user)).await?;
    let user = account.user();
    who.note(&app, AuditAct::AccountOpened { user }).await?;
    app.store.set_disabled(user, false, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
