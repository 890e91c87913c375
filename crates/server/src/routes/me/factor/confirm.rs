//! The first code of a key: the second factor counts.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_audit::AuditAct;

use super::{RecoveryCodes, Shown, require_password_role};
use crate::app::App;
use crate::auth::SignedIn;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::factor;

/// Shows a code of the key that was made last: from now on each sign-in asks for one. Sessions that are open go on.
#[utoipa::path(
    put, path = "/api/v1/me/factor", tag = "session", request_body = Shown,
    responses(
        (status = OK, body = RecoveryCodes),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`wrong-code`, `not-allowed`: volunteers have none", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`factor-moved-on`: no key was made, or one counts already", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn confirm(
    State(app): State<Arc<App>>,
    who: SignedIn,
    body::Json(shown): body::Json<Shown>,
) -> Result<Json<RecoveryCodes>, Problem> {
    require_password_role(&who)?;
    let begun = app.store.factor(who.user()).await?;
    let begun = begun.filter(|begun| begun.since.is_none());
    let begun = begun.ok_or(Problem::FactorMovedOn)?;
    let digits: String = shown.code.split_whitespace().collect();
    // Whoever asks was shown the key, so that there is nothing to guess.
    let step = factor::step_of(&begun.key, &digits, app.now()).ok_or(Problem::WrongCode)?;
    let (codes, kept) = factor::recovery_codes().map_err(std::io::Error::other)?;
    who.note(&app, AuditAct::FactorSet {}).await?;
    let confirmed = app
        .store
        .confirm_factor(who.user(), &begun.key, step, &kept, app.now());
    if !confirmed.await? {
        return Err(Problem::FactorMovedOn);
    }
    Ok(Json(RecoveryCodes { codes }))
}
