//! Saying that a device of somebody of the unit is lost, and that it was found.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{DeviceId, UserId};
use uuid::Uuid;

use super::of_own_unit;
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// Says that a device of a person of the officer's unit is lost: its sessions end, and at its next contact it shows nothing
/// any more, hands over what the office does not have, and erases itself.
#[utoipa::path(
    put, path = "/api/v1/people/{user}/devices/{device}/lost", tag = "people",
    params(("user" = Uuid, Path, description = "The person"), ("device" = Uuid, Path, description = "The device")),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn lose(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(place): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, Problem> {
    let by = Some(who.user());
    set(&app, &who, place, by).await
}

/// Says that a device was found, or never was lost: it opens by its PIN again where it has not erased itself yet. Its
/// sessions stay ended.
#[utoipa::path(
    delete, path = "/api/v1/people/{user}/devices/{device}/lost", tag = "people",
    params(("user" = Uuid, Path, description = "The person"), ("device" = Uuid, Path, description = "The device")),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn find(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(place): Path<(Uuid, Uuid)>,
) -> Result<StatusCode, Problem> {
    set(&app, &who, place, None).await
}

async fn set(
    app: &App,
    who: &SignedIn,
    (user, device): (Uuid, Uuid),
    by: Option<UserId>,
) -> Result<StatusCode, Problem> {
    let account = of_own_unit(app, who, UserId(user)).await?;
    let (user, device) = (account.user(), DeviceId(device));
    if (user, device) == (who.user(), who.session.device) {
        // Whoever sits at it has not lost it.
        return Err(Problem::NotAllowed);
    }
    if !app.store.devices(user).await?.contains(&device) {
        return Err(Problem::NotFound);
    }
    let act = match by {
        Some(_) => AuditAct::DeviceLost { user, device },
        None => AuditAct::DeviceFound { user, device },
    };
    who.note(app, act).await?;
    let set = app.store.set_lost(user, device, by, app.now());
    if set.await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::NotFound)
    }
}
