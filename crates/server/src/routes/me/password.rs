//! Choosing another password.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{ClientAddress, SignedIn};
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::password::check_chosen;
use crate::tries::Bucket;

/// The password there is, and the one that takes its place.
#[derive(Deserialize, ToSchema)]
pub struct ChangePassword {
    /// The password of now.
    pub old: String,
    /// At least 10 characters, at most 256 bytes, and not one that is guessed soon.
    pub new: String,
}

/// Gives oneself another password. One's sessions on other devices end; what those have not sent stays on them.
#[utoipa::path(
    post, path = "/api/v1/me/password", tag = "session", request_body = ChangePassword,
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`wrong-password`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`unfit-password`, `wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-tries`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<Arc<App>>,
    who: SignedIn,
    ClientAddress(address): ClientAddress,
    body::Json(request): body::Json<ChangePassword>,
) -> Result<StatusCode, Problem> {
    let (name, person) = (&who.account.sign_in, who.account.person.name.to_string());
    check_chosen(&request.new, &[name, &person])?;
    show_password(&app, &who, address, request.old).await?;
    let hash = app.passwords.hash_in_turn(request.new).await??;
    let (user, keep) = (who.user(), Some(who.session.id));
    who.note(&app, AuditAct::PasswordChanged { user }).await?;
    app.store.set_password(user, &hash, keep, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets whoever is signed in show the password once more, before they change how they sign in.
///
/// # Errors
/// [`Problem::WrongPassword`], [`Problem::TooManyTries`], [`Problem::Crowded`].
pub async fn show_password(
    app: &App,
    who: &SignedIn,
    address: Option<IpAddr>,
    password: String,
) -> Result<(), Problem> {
    let name = &who.account.sign_in;
    // This device is known, so the name's own bucket does not bind it.
    let counted = [Bucket::here(name, address), Bucket::address(address)];
    app.take_try(&counted)?;
    let kept = app.store.credentials(name, app.now()).await?;
    let hash = kept.map(|kept| kept.password);
    if !app.passwords.verify(password, hash).await? {
        return Err(Problem::WrongPassword);
    }
    app.tries.forgive(&counted);
    Ok(())
}
