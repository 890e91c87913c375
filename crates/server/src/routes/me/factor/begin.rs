//! A key for a second factor.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::require_password_role;
use crate::app::App;
use crate::auth::{ClientAddress, SignedIn};
use crate::body;
use crate::drawn::DrawnCode;
use crate::error::{Problem, ProblemDocument};
use crate::factor;
use crate::routes::me::password::show_password;

/// The password of whoever asks, so that nobody does it on a desk that was left open.
#[derive(Deserialize, ToSchema)]
pub struct Asked {
    /// The password of now.
    pub password: String,
}

/// A key, for an app that shows codes.
#[derive(Serialize, ToSchema)]
pub struct BegunFactor {
    /// The key in Base32, to be typed. It is told this once.
    pub key: String,
    /// The key in an address that such apps open.
    pub address: String,
    /// The address as a code for the phone's camera.
    pub drawn: DrawnCode,
}

/// Makes a key. It counts once a code of it was shown; one that was made before and not shown is gone.
#[utoipa::path(
    post, path = "/api/v1/me/factor", tag = "session", request_body = Asked,
    responses(
        (status = CREATED, body = BegunFactor),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`wrong-password`, `not-allowed`: volunteers have none", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`factor-moved-on`: one is asked for already", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-tries`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn begin(
    State(app): State<Arc<App>>,
    who: SignedIn,
    ClientAddress(address): ClientAddress,
    body::Json(asked): body::Json<Asked>,
) -> Result<(StatusCode, Json<BegunFactor>), Problem> {
    require_password_role(&who)?;
    show_password(&app, &who, address, asked.password).await?;
    let key = factor::generate().map_err(std::io::Error::other)?;
    let address = factor::address(&key, &who.account.sign_in);
    let drawn = DrawnCode::of(&address)?;
    if !app.store.begin_factor(who.user(), &key).await? {
        return Err(Problem::FactorMovedOn);
    }
    let begun = BegunFactor {
        key: factor::text(&key),
        address,
        drawn,
    };
    Ok((StatusCode::CREATED, Json(begun)))
}
