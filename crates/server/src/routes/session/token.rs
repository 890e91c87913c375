//! Another token for this session.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::token::Token;

/// A token that takes the place of the one that asked for it.
#[derive(Serialize, ToSchema)]
pub struct Turned {
    /// What every other request bears from now on. It is told this once.
    pub token: String,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

/// Gives this session another token. Both count until the new one is used, as this answer may be lost; then the old one is
/// taken for ten minutes more. Who comes with it later ends the session, since there is a copy of one of them.
#[utoipa::path(
    post, path = "/api/v1/session/token", tag = "session",
    responses(
        (status = OK, body = Turned),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn turn(State(app): State<Arc<App>>, who: SignedIn) -> Result<Json<Turned>, Problem> {
    let now = app.now();
    let token = Token::generate().map_err(std::io::Error::other)?;
    let hash = token.hash();
    let added = app.store.add_token(who.session.id, &hash, now);
    if !added.await? {
        return Err(Problem::SessionEnded);
    }
    Ok(Json(Turned {
        token: token.as_str().to_owned(),
        now,
    }))
}
