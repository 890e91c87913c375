//! No second factor any more.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use serde::Deserialize;
use utoipa::ToSchema;

use super::require_password_role;
use crate::app::App;
use crate::auth::{ClientAddress, SignedIn};
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::factor;
use crate::routes::me::password::show_password;

/// Both, so that neither a desk that was left open nor a password that was seen is enough.
#[derive(Deserialize, ToSchema)]
pub struct Removal {
    /// The password of now.
    pub password: String,
    /// A code of the phone, or a recovery code.
    pub code: String,
}

/// Takes the second factor off, and with it the recovery codes. From now on the password is enough.
#[utoipa::path(
    post, path = "/api/v1/me/factor/removal", tag = "session", request_body = Removal,
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`wrong-password`, `wrong-code`, `not-allowed`: volunteers have none", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`factor-moved-on`: none is asked for", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-tries`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn remove(
    State(app): State<Arc<App>>,
    who: SignedIn,
    ClientAddress(address): ClientAddress,
    body::Json(removal): body::Json<Removal>,
) -> Result<StatusCode, Problem> {
    require_password_role(&who)?;
    let factor = factor::of(&app, &who.account).await?;
    let factor = factor.ok_or(Problem::FactorMovedOn)?;
    show_password(&app, &who, address, removal.password).await?;
    factor::show(&app, &who.account, &factor, &removal.code).await?;
    let user = who.user();
    who.note(&app, AuditAct::FactorRemoved { user }).await?;
    app.store.remove_factor(user).await?;
    Ok(StatusCode::NO_CONTENT)
}
