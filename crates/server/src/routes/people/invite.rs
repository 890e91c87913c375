//! Inviting somebody to a phone.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{RoleKind, UserId};
use dong_hanh_store::{INVITATION_LASTS, Invitation};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::to_change;
use crate::app::App;
use crate::auth::SignedIn;
use crate::drawn::DrawnCode;
use crate::error::{Problem, ProblemDocument};
use crate::invitation::Code;
use crate::routes::openrosa::Origin;

/// An invitation that was made.
#[derive(Serialize, ToSchema)]
pub struct Made {
    /// Its code, to be read aloud: `K7QF2-9XRMT`. It is told this once.
    pub code: String,
    /// The address that a phone opens, with the code behind `#`, which no server is told.
    pub address: String,
    /// The address as a code for the phone's camera.
    pub drawn: DrawnCode,
    /// Until when it counts.
    pub expires: DateTime<Utc>,
}

/// Invites somebody: a volunteer to a phone, a new one or one whose PIN is forgotten; an officer to choose a password, the
/// first one or another one where it is forgotten. It counts once and for a day, and ends an earlier one.
#[utoipa::path(
    post, path = "/api/v1/people/{user}/invitation", tag = "people", params(("user" = Uuid, Path, description = "The person")),
    responses(
        (status = CREATED, body = Made),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: nobody, or nobody whose account is open", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn invite(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Origin(origin): Origin,
    Path(user): Path<Uuid>,
) -> Result<(StatusCode, Json<Made>), Problem> {
    let account = to_change(&app, &who, UserId(user)).await?;
    if account.disabled {
        return Err(Problem::NotFound);
    }
    let code = Code::generate().map_err(std::io::Error::other)?;
    let invitation = Invitation {
        code: code.hash(),
        user: account.user(),
        by: who.user(),
        expires: app.now() + INVITATION_LASTS,
        taken: None,
    };
    // Each to the app in which they work.
    let app_of = match account.role.kind() {
        RoleKind::Volunteer => "",
        _ => "/office",
    };
    let address = format!("{origin}{app_of}/join#{}", code.as_str());
    let drawn = DrawnCode::of(&address)?;
    let user = account.user();
    who.note(&app, AuditAct::Invited { user }).await?;
    app.store.put_invitation(&invitation).await?;
    let made = Made {
        code: code.spoken(),
        address,
        drawn,
        expires: invitation.expires,
    };
    Ok((StatusCode::CREATED, Json(made)))
}
