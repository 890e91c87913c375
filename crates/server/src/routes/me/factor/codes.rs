//! Other recovery codes.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;

use super::{RecoveryCodes, Shown, require_password_role};
use crate::app::App;
use crate::auth::SignedIn;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::factor;

/// Makes other recovery codes, for a code of the phone or the last one on paper. Those that are left count no more.
#[utoipa::path(
    post, path = "/api/v1/me/factor/codes", tag = "session", request_body = Shown,
    responses(
        (status = CREATED, body = RecoveryCodes),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`wrong-code`, `not-allowed`: volunteers have none", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`factor-moved-on`: none is asked for", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-tries`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn renew(
    State(app): State<Arc<App>>,
    who: SignedIn,
    body::Json(shown): body::Json<Shown>,
) -> Result<(StatusCode, Json<RecoveryCodes>), Problem> {
    require_password_role(&who)?;
    let factor = factor::of(&app, &who.account).await?;
    let factor = factor.ok_or(Problem::FactorMovedOn)?;
    factor::show(&app, &who.account, &factor, &shown.code).await?;
    who.note(&app, AuditAct::RecoveryCodesMade {}).await?;
    let (codes, kept) = factor::recovery_codes().map_err(std::io::Error::other)?;
    if !app.store.put_recovery_codes(who.user(), &kept).await? {
        return Err(Problem::FactorMovedOn);
    }
    Ok((StatusCode::CREATED, Json(RecoveryCodes { codes })))
}
