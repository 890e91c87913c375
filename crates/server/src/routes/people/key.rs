//! A key for a volunteer whose phone is too old for the app, and fills forms with ODK Collect.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, RoleKind, SessionId, UserId};
use dong_hanh_store::NewSession;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::of_own_unit;
use crate::app::App;
use crate::auth::{SESSION_LASTS, SignedIn};
use crate::error::{Problem, ProblemDocument};
use crate::routes::openrosa::{Origin, ROOT};
use crate::token::Token;

/// A key that was given.
#[derive(Serialize, ToSchema)]
pub struct GivenKey {
    /// The address that is typed into ODK Collect as its server. It is told this once: who knows it sends in the
    /// volunteer's name, and nothing else.
    pub address: String,
    /// The session that it is, by which it is listed and ended.
    #[schema(value_type = Uuid)]
    pub session: SessionId,
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
    let key = Token::generate().map_err(std::io::Error::other)?;
    let session = session(account.user(), &key, app.now()).map_err(std::io::Error::other)?;
    app.store.open_session(&session).await?;
    let given = GivenKey {
        address: format!("{origin}{ROOT}{}", key.as_str()),
        session: session.id,
    };
    Ok((StatusCode::CREATED, Json(given)))
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
    Ok(NewSession {
        id: SessionId(random()?),
        token: key.key_hash(),
        user,
        device: DeviceId(random()?),
        label: "ODK Collect".to_owned(),
        opened: now,
        expires: now + SESSION_LASTS,
    })
}

fn random() -> Result<Uuid, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}
