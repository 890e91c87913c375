//! A key for a volunteer whose phone is too old for the app, and fills forms with ODK Collect.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{Act, DeviceId, RoleKind, SessionId, UserId};
use dong_hanh_store::{NewSession, Session};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::of_own_unit;
use super::settings::settings;
use crate::app::App;
use crate::auth::{SESSION_LASTS, SignedIn};
use crate::drawn::DrawnCode;
use crate::error::{Problem, ProblemDocument};
use crate::routes::openrosa::{Origin, ROOT};
use crate::token::{Token, random_id};

/// A key that was given.
#[derive(Serialize, ToSchema)]
pub struct GivenKey {
    /// The address that is typed into ODK Collect as its server. It is told this once: who knows it sends in the
    /// volunteer's name, and nothing else.
    pub address: String,
    /// The session that it is, by which it is listed and ended.
    #[schema(value_type = Uuid)]
    pub session: SessionId,
    /// The settings of ODK Collect with this address, as a code for its camera.
    pub code: DrawnCode,
}

/// Gives a volunteer of the officer's unit a key for ODK Collect. It is a session like those of his phones: it is listed
/// among them, ends in the same way, and goes on as long as it is used.
#[utoipa::path(
    post, path = "/api/v1/people/{user}/key", tag = "people", params(("user" = Uuid, Path, description = "The volunteer")),
    responses(
        (status = CREATED, body = GivenKey),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: nobody, or no volunteer whose account is open", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn give(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Origin(origin): Origin,
    Path(user): Path<Uuid>,
) -> Result<(StatusCode, Json<GivenKey>), Problem> {
    let account = of_own_unit(&app, &who, UserId(user)).await?;
    if account.role.kind() != RoleKind::Volunteer || account.disabled {
        return Err(Problem::NotFound);
    }
    who.require(&Act::GiveKey(account.role.unit().clone()))?;
    let key = Token::generate().map_err(std::io::Error::other)?;
    let session = session(account.user(), &key, app.now()).map_err(std::io::Error::other)?;
    let address = format!("{origin}{ROOT}{}", key.as_str());
    let code = settings(&address)?;
    let user = account.user();
    who.note(&app, AuditAct::KeyGiven { user }).await?;
    app.store.open_session(&session).await?;
    let given = GivenKey {
        address,
        session: session.id,
        code,
    };
    Ok((StatusCode::CREATED, Json(given)))
}

/// What the devices of keys are named from.
const NAMESPACE: Uuid = Uuid::from_u128(0x5b1e_6d0a_93c7_4f2e_8a64_d07f_c1b9_2e35);

/// Whether a session is a key: the name of its device follows from its own, which no phone can know beforehand.
#[must_use]
pub fn is_key(session: &Session) -> bool {
    session.device == device_of(session.id)
}

fn device_of(session: SessionId) -> DeviceId {
    DeviceId(Uuid::new_v5(&NAMESPACE, session.0.as_bytes()))
}

/// The session that a key is. Each is of a device of its own, so that several count at a time.
///
/// # Errors
/// Where the system gives no randomness.
pub fn session(
    user: UserId,
    key: &Token,
    now: DateTime<Utc>,
) -> Result<NewSession, getrandom::Error> {
    let id = SessionId(random_id()?);
    Ok(NewSession {
        id,
        token: key.key_hash(),
        user,
        device: device_of(id),
        label: "ODK Collect".to_owned(),
        opened: now,
        expires: now + SESSION_LASTS,
    })
}
