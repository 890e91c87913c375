//! What a browser is told beside the bytes. Only documents and files bear it: a poll has to stay small.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Nothing but the app's own files, no inline code, no frame around it.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// The camera, the microphone and the place, which forms ask for; nothing else.
const PERMISSIONS_POLICY: &str = "camera=(self), geolocation=(self), microphone=(self), accelerometer=(), autoplay=(), \
    browsing-topics=(), display-capture=(), gyroscope=(), hid=(), magnetometer=(), midi=(), payment=(), \
    serial=(), usb=()";

/// For every file.
const FILE: [(HeaderName, &str); 2] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// For what runs: pages, and scripts, since a worker's own policy is the one of its file.
const CODE: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
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

/// Adds what belongs to an answer of the API: nothing where it has no body, as a poll mostly has none.
pub fn keep_private(headers: &mut HeaderMap) {
    if headers.contains_key(header::CONTENT_TYPE) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
    }
}
