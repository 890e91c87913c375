//! The end of what a lost device hands over.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::DeviceId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Opened;
use crate::app::App;
use crate::audit::Trace;
use crate::auth::ClientAddress;
use crate::error::{Problem, ProblemDocument};

/// The office's word that all of a device has come.
#[derive(Serialize, ToSchema)]
pub struct Ended {
    /// Which.
    #[schema(value_type = Uuid)]
    pub device: DeviceId,
}

/// A lost device says that all of it has come. It erases itself when this is answered, and not before.
#[utoipa::path(
    post, path = "/api/v1/lost/{device}/end", tag = "lost", security(()),
    params(("device" = Uuid, Path, description = "The device"), ("vault-keyring" = String, Header, description = "The locks of its key, as they lie at its door")),
    responses(
        (status = OK, body = Ended),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: it is not lost", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`; `vault-closed`: the office cannot open it", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn end(
    State(app): State<Arc<App>>,
    trace: Trace,
    ClientAddress(address): ClientAddress,
    Path(device): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Json<Ended>, Problem> {
    let Opened { device, .. } = Opened::of(&app, address, device, &headers).await?;
    let (user, device) = (device.user, device.device);
    let act = AuditAct::LostErased { user };
    trace.stranger(&app, Some(device), act).await?;
    app.store.note_erased(user, device, app.now()).await?;
    Ok(Json(Ended { device }))
}
