//! What opens the vault of this device when its PIN is forgotten.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use dong_hanh_audit::AuditAct;
use dong_hanh_store::RecoveryBytes;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// What the office keeps for the vault of one device.
#[derive(Serialize, ToSchema)]
pub struct Secret {
    /// 32 bytes in base64 without padding, with which the device locks the key of its store a second time. They are
    /// the same for ever, for this person on this device.
    pub secret: String,
}

/// Tells a device the secret that opens its vault for its person besides the PIN. Whoever has signed in on it by a
/// password may choose another PIN then; whoever has the device alone learns nothing.
#[utoipa::path(
    get, path = "/api/v1/session/vault", tag = "session",
    responses(
        (status = OK, body = Secret),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn secret(State(app): State<Arc<App>>, who: SignedIn) -> Result<Json<Secret>, Problem> {
    let mut fresh = [0; 32];
    getrandom::fill(&mut fresh).map_err(std::io::Error::other)?;
    who.note(&app, AuditAct::VaultSecret {}).await?;
    let device = who.session.device;
    let fresh = RecoveryBytes(fresh);
    let kept = app.store.recovery(who.user(), device, fresh).await?;
    Ok(Json(Secret {
        secret: STANDARD_NO_PAD.encode(kept.0),
    }))
}
