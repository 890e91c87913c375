//! On which devices somebody of the unit is signed in.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::UserId;
use uuid::Uuid;

use super::{of_own_unit, sessions_of};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::routes::sessions::SessionView;

/// The sessions of a person of the officer's unit, the last used first.
#[utoipa::path(
    get, path = "/api/v1/people/{user}/sessions", tag = "people", params(("user" = Uuid, Path, description = "The person")),
    responses(
        (status = OK, body = Vec<SessionView>),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(user): Path<Uuid>,
) -> Result<Json<Vec<SessionView>>, Problem> {
    let account = of_own_unit(&app, &who, UserId(user)).await?;
    let user = account.user();
    let sessions = sessions_of(&app, &who, user).await?;
    let act = AuditAct::Read {
        what: What::Sessions { user },
        records: sessions.len() as u64,
    };
    who.note(&app, act).await?;
    Ok(Json(sessions))
}
