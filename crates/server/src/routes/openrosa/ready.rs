//! Whether the server takes filled forms, and how much at a time.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::Keyed;

/// What is asked for in one request, in bytes; who has more sends it in parts.
const AT_A_TIME: u32 = 8 * 1024 * 1024;

/// Says how much is taken in one request.
#[utoipa::path(
    head, path = "/api/v1/odk/{key}/submission", tag = "openrosa", security(()), params(("key" = String, Path, description = "The volunteer's key")),
    responses(
        (status = NO_CONTENT, description = "`X-OpenRosa-Accept-Content-Length` says it", headers(("x-openrosa-accept-content-length" = u32))),
        (status = BAD_REQUEST, description = "An address that cannot be read"),
        (status = FORBIDDEN, description = "The key counts no more"),
    )
)]
pub async fn ready(_: Keyed) -> Response {
    let most = HeaderName::from_static("x-openrosa-accept-content-length");
    (
        StatusCode::NO_CONTENT,
        [(most, HeaderValue::from(AT_A_TIME))],
    )
        .into_response()
}
