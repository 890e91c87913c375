//! Choosing a password by an invitation: the first one of an officer, or another one where it is forgotten.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_audit::{Actor, AuditAct, Note};
use dong_hanh_domain::DeviceId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Typed, open};
use crate::app::App;
use crate::audit::Trace;
use crate::auth::ClientAddress;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::invitation::Code;
use crate::password::check_chosen;
use crate::tries::Bucket;

/// A code, the password that is chosen by it, and where.
#[derive(Deserialize, ToSchema)]
pub struct ChosenPassword {
    /// The code.
    #[serde(flatten)]
    pub typed: Typed,
    /// At least 10 characters, at most 256 bytes, and not one that is guessed soon.
    pub password: String,
    /// The device.
    #[schema(value_type = Uuid)]
    pub device: DeviceId,
}

/// How somebody signs in from now on.
#[derive(Serialize, ToSchema)]
pub struct SignsIn {
    /// The name to sign in with.
    pub sign_in: String,
}

/// Gives an officer who was invited the password that they chose, and ends their sessions. Nobody comes in by that alone: the
/// sign-in asks for the password, and for a second factor where there is one. The invitation counts on no other device from
/// then on; on this one until its day is over, as the answer may have been lost.
#[utoipa::path(
    post, path = "/api/v1/invitation/password", tag = "session", security(()), request_body = ChosenPassword,
    responses(
        (status = OK, body = SignsIn),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`no-invitation`: there is none, it is over, it was taken elsewhere, or it is for a phone", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`unfit-password`, `wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-tries`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn choose(
    State(app): State<Arc<App>>,
    trace: Trace,
    ClientAddress(address): ClientAddress,
    body::Json(request): body::Json<ChosenPassword>,
) -> Result<Json<SignsIn>, Problem> {
    let counted = [Bucket::address(address)];
    app.take_try(&counted)?;
    let leads = open(&app, &request.typed).await?;
    if leads.opens_phone() {
        return Err(Problem::NoInvitation);
    }
    let account = leads.account;
    let person = account.person.name.to_string();
    check_chosen(&request.password, &[&account.sign_in, &person])?;
    let hash = app.passwords.hash_in_turn(request.password).await??;
    let code = Code::typed(&request.typed.code).hash();
    let (user, now) = (account.user(), app.now());
    if !leads.invitation.opens(request.device, now) {
        return Err(Problem::NoInvitation);
    }
    let note = Note {
        at: now,
        actor: Actor::User(user),
        device: Some(request.device),
        act: AuditAct::PasswordChanged { user },
        why: None,
    };
    trace.leave(&app, &[note]).await?;
    let chosen = app.store.choose_password(&code, request.device, &hash, now);
    chosen.await?.ok_or(Problem::NoInvitation)?;
    app.tries.forgive(&counted);
    Ok(Json(SignsIn {
        sign_in: account.sign_in,
    }))
}
