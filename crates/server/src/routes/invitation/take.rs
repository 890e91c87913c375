//! Taking an invitation to a phone.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_audit::Door;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Typed, open};
use crate::app::App;
use crate::audit::Trace;
use crate::auth::ClientAddress;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::invitation::Code;
use crate::routes::session::open::{Device, Opened, begin};
use crate::tries::Bucket;

/// A code, and the device that it is for.
#[derive(Deserialize, ToSchema)]
pub struct Take {
    /// The code.
    #[serde(flatten)]
    pub typed: Typed,
    /// The device.
    pub device: Device,
}

/// Signs a volunteer who was invited in on a device. The invitation opens nothing on another device from then on; on this one it
/// does until its day is over, as the answer may have been lost.
#[utoipa::path(
    post, path = "/api/v1/invitation/session", tag = "session", security(()), request_body = Take,
    responses(
        (status = OK, body = Opened),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`device-lost`: the office was told that it is", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`no-invitation`: there is none, it is over, it was taken elsewhere, or it is for a password", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-tries`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn take(
    State(app): State<Arc<App>>,
    trace: Trace,
    ClientAddress(address): ClientAddress,
    body::Json(request): body::Json<Take>,
) -> Result<Json<Opened>, Problem> {
    let counted = [Bucket::address(address)];
    app.take_try(&counted)?;
    if !open(&app, &request.typed).await?.opens_phone() {
        return Err(Problem::NoInvitation);
    }
    let code = Code::typed(&request.typed.code).hash();
    let taken = app
        .store
        .take_invitation(&code, request.device.id, app.now());
    let taken = taken.await?.ok_or(Problem::NoInvitation)?;
    app.tries.forgive(&counted);
    let account = app.store.account(taken.user, app.now()).await?;
    let account = account.ok_or(Problem::NoInvitation)?;
    Ok(Json(
        begin(&app, &trace, account, request.device, Door::Invitation).await?,
    ))
}
