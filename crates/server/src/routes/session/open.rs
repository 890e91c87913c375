//! Signing in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use dong_hanh_audit::{Actor, AuditAct, Door, Note};
use dong_hanh_domain::{DeviceId, SessionId, UserId};
use dong_hanh_store::{Account, Credentials, NewSession};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Me;
use crate::app::App;
use crate::audit::Trace;
use crate::auth::{ClientAddress, SESSION_LASTS};
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::factor;
use crate::token::{Token, random_id};
use crate::tries::Bucket;

/// The longest label of a device, in characters.
const LABEL_MAX: usize = 80;

/// Name, password, and the device that the session is for.
#[derive(Deserialize, ToSchema)]
pub struct SignIn {
    /// The sign-in name; letter case and space around it do not matter.
    pub sign_in: String,
    /// The password.
    pub password: String,
    /// The device.
    pub device: Device,
    /// A code of the second factor, or a recovery code, where one is asked for.
    #[serde(default)]
    pub code: Option<String>,
}

/// One store in one browser.
#[derive(Deserialize, ToSchema)]
pub struct Device {
    /// Its id, made once on the device.
    #[schema(value_type = Uuid)]
    pub id: DeviceId,
    /// What it is called in lists: `Samsung A05, Chrome`.
    pub label: String,
}

/// An open session.
#[derive(Serialize, ToSchema)]
pub struct Opened {
    /// What every other request bears as `Authorization: Bearer …`. It is told this once.
    pub token: String,
    /// The session's id, by which it is listed and revoked.
    #[schema(value_type = Uuid)]
    pub session: SessionId,
    /// Until when it counts unless it is used.
    pub expires: DateTime<Utc>,
    /// Who signed in.
    pub me: Me,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

/// Signs in on a device. An earlier session of the same person on the same device ends.
#[utoipa::path(
    post, path = "/api/v1/session", tag = "session", security(()), request_body = SignIn,
    responses(
        (status = OK, body = Opened),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`wrong-credentials`; `second-factor-needed`: name and password are right, and the same comes again with a code", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`wrong-code`; `device-lost`: the office was told that it is", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-tries`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn open(
    State(app): State<Arc<App>>,
    trace: Trace,
    ClientAddress(address): ClientAddress,
    body::Json(request): body::Json<SignIn>,
) -> Result<Json<Opened>, Problem> {
    let name = sign_in_name(&request.sign_in);
    let kept = app
        .store
        .credentials(&name, app.now())
        .await?
        .filter(|kept| !kept.account.disabled);
    let mut counted = vec![Bucket::here(&name, address), Bucket::address(address)];
    if !knows(&app, kept.as_ref(), request.device.id).await? {
        counted.push(Bucket::name(&name));
    }
    app.take_try(&counted)?;

    let hash = kept.as_ref().map(|kept| kept.password.clone());
    let fits = app.passwords.verify(request.password, hash).await?;
    let Some(kept) = kept.as_ref().filter(|_| fits) else {
        // Of whom there is an account and of whom there is none, so that the time tells nothing; what was typed may be a
        // password, and is not noted.
        let user = kept.map(|kept| kept.account.user());
        let failed = AuditAct::SignInFailed { user };
        trace
            .stranger(&app, Some(request.device.id), failed)
            .await?;
        return Err(Problem::WrongCredentials);
    };
    app.tries.forgive(&counted);
    if let Some(factor) = factor::of(&app, &kept.account).await? {
        let Some(code) = request.code else {
            let user = kept.account.user();
            let shown = AuditAct::PasswordShown { user };
            trace.stranger(&app, Some(request.device.id), shown).await?;
            return Err(Problem::SecondFactorNeeded);
        };
        if let Err(problem) = factor::show(&app, &kept.account, &factor, &code).await {
            let user = Some(kept.account.user());
            let failed = AuditAct::SignInFailed { user };
            trace
                .stranger(&app, Some(request.device.id), failed)
                .await?;
            return Err(problem);
        }
    }

    let account = kept.account.clone();
    Ok(Json(
        begin(&app, &trace, account, request.device, Door::Password).await?,
    ))
}

/// Opens a session of somebody who has shown who they are.
///
/// # Errors
/// [`Problem::DeviceLost`], or where the store or the system's chance fails.
pub async fn begin(
    app: &App,
    trace: &Trace,
    account: Account,
    device: Device,
    by: Door,
) -> Result<Opened, Problem> {
    // Asked before the entry, so that none tells of a session that there is not; what is lost in between has its entry, and
    // the store opens nothing on it.
    let lost = app.store.lost(device.id).await?;
    if lost.iter().any(|lost| lost.user == account.user()) {
        return Err(Problem::DeviceLost);
    }
    let now = app.now();
    let note = Note {
        at: now,
        actor: Actor::User(account.user()),
        device: Some(device.id),
        act: AuditAct::SignedIn { by },
        why: None,
    };
    trace.leave(app, &[note]).await?;
    let token = Token::generate().map_err(std::io::Error::other)?;
    let session = NewSession {
        id: SessionId(random_id().map_err(std::io::Error::other)?),
        token: token.hash(),
        user: account.user(),
        device: device.id,
        label: device.label.trim().chars().take(LABEL_MAX).collect(),
        opened: now,
        expires: now + SESSION_LASTS,
    };
    app.store.open_session(&session).await?;
    let me = Me::of(app, account).await?;
    Ok(Opened {
        token: token.as_str().to_owned(),
        session: session.id,
        expires: session.expires,
        me,
        now,
    })
}

/// Whether the person has signed in on this device before. For nobody the same is looked up, so that no clock tells them apart.
async fn knows(app: &App, kept: Option<&Credentials>, device: DeviceId) -> Result<bool, Problem> {
    let user = kept.map_or(UserId(Uuid::nil()), |kept| kept.account.user());
    Ok(app.store.devices(user).await?.contains(&device))
}

/// A name as it is kept: phones begin a field with a capital and leave a space behind a suggestion.
#[must_use]
pub fn sign_in_name(typed: &str) -> String {
    typed.trim().to_lowercase()
}
