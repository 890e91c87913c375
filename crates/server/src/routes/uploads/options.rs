//! What of tus is understood.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use dong_hanh_form::LARGEST_FILE;

use super::{TUS_VERSION, VERSION};

/// What of tus is understood: versions, extensions, checksums, and the most bytes of one upload, each in its header.
#[utoipa::path(
    options, path = "/api/v1/media/uploads", tag = "uploads", security(()),
    responses((status = NO_CONTENT, headers(
        ("Tus-Version" = String), ("Tus-Extension" = String), ("Tus-Checksum-Algorithm" = String), ("Tus-Max-Size" = u64),
    )))
)]
pub async fn options() -> (StatusCode, [(HeaderName, HeaderValue); 4]) {
    let name = HeaderName::from_static;
    let value = HeaderValue::from_static;
    let extensions = "creation,creation-with-upload,termination,checksum,expiration";
    let headers = [
        (TUS_VERSION, VERSION),
        (name("tus-extension"), value(extensions)),
        (name("tus-checksum-algorithm"), value("sha256,sha1")),
        (name("tus-max-size"), HeaderValue::from(LARGEST_FILE)),
    ];
    (StatusCode::NO_CONTENT, headers)
}
