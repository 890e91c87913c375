//! What a browser is told beside the bytes. Only what has bytes bears it: a poll has to stay small.
//!
//! There is no `Cross-Origin-Embedder-Policy`: nothing from elsewhere is let in by the content policy anyhow, all that it would
//! add is finer clocks, and workers that phones hold for ever, from before it, would not start under it any more.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

/// Nothing but the app's own files, no inline code, no frame around it.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// The camera, the microphone and the place, which forms ask for; nothing else.
const PERMISSIONS_POLICY: &str = "camera=(self), geolocation=(self), microphone=(self), accelerometer=(), autoplay=(), \
    browsing-topics=(), display-capture=(), gyroscope=(), hid=(), magnetometer=(), midi=(), payment=(), \
    serial=(), usb=()";

/// For an answer that is no page: whatever somebody makes of it, it loads and runs nothing and stands in no frame.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// Two years, after which a browser that has not been here may ask without TLS again. What lies beside this server under the
/// same name is not ours to speak for.
const ENCRYPTED: HeaderValue = HeaderValue::from_static("max-age=63072000");

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// For every file.
const FILE: [(HeaderName, &str); 2] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (RESOURCE_POLICY, "same-origin"),
];

/// For what runs: pages, and scripts, since a worker's own policy is the one of its file.
const CODE: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    // Said by frame-ancestors too; scanners and old browsers know this one.
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        PERMISSIONS_POLICY,
    ),
];

/// Adds what belongs to a file of this media type.
pub fn protect(headers: &mut HeaderMap, media_type: &str) {
    let code = media_type.starts_with("text/html") || media_type.starts_with("text/javascript");
    for (name, value) in FILE.iter().chain(CODE.iter().filter(|_| code)) {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// For every other answer with a body, and for what is refused without one.
const OTHER: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, NOTHING),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (RESOURCE_POLICY, "same-origin"),
];

/// Adds what belongs to every answer, once it is whole; nothing where it has no body, as a poll mostly has none.
pub fn complete(status: StatusCode, headers: &mut HeaderMap, encrypted: bool) {
    let has_body = headers.contains_key(header::CONTENT_TYPE);
    let is_file = headers.contains_key(RESOURCE_POLICY);
    if !is_file && (has_body || status.is_client_error() || status.is_server_error()) {
        for (name, value) in &OTHER {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if !is_file && has_body {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if encrypted && (has_body || is_file) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, ENCRYPTED);
    }
}
