//! Routes whose answers leave no entry, and why.

use axum::http::Method;

const OWN: &str = "it is one's own";
const FORMS: &str = "what offices ask says nothing of anybody";
const NUMBERS: &str = "numbers of hamlets and communes, and of nobody";
const WHOLE: &str = "what arrives in pieces is noted when it is whole";
const SERVER: &str = "it is about the server";

/// Method, route and reason. A route that is not here notes what it gives or does.
pub const FREE: &[(&str, &str, &str)] = &[
    ("GET", "/api/v1/me", OWN),
    ("GET", "/api/v1/sessions", OWN),
    ("POST", "/api/v1/session/token", OWN),
    ("GET", "/api/v1/me/factor", OWN),
    (
        "POST",
        "/api/v1/me/factor",
        "it counts when it is shown, and is noted then",
    ),
    ("GET", "/api/v1/units/{unit}/communes", NUMBERS),
    (
        "GET",
        "/api/v1/lost/{device}",
        "whether it is lost, and nothing of whose it is",
    ),
    (
        "GET",
        "/api/v1/lost/{device}/{shelf}/{name}",
        "whether it is here",
    ),
    ("GET", "/api/v1/overview", NUMBERS),
    ("GET", "/api/v1/units/{unit}/communes/coverage", NUMBERS),
    ("GET", "/api/v1/forms", FORMS),
    ("POST", "/api/v1/forms/check", FORMS),
    ("GET", "/api/v1/forms/{id}/files/{name}", FORMS),
    ("GET", "/api/v1/forms/{id}/media/{sha256}", FORMS),
    ("GET", "/api/v1/odk/{key}/formList", FORMS),
    ("GET", "/api/v1/odk/{key}/forms/{form}", FORMS),
    (
        "GET",
        "/api/v1/odk/{key}/forms/{form}/manifest",
        "names and digests of files",
    ),
    ("HEAD", "/api/v1/odk/{key}/submission", SERVER),
    ("HEAD", "/api/v1/media/{sha256}", "whether it is here"),
    ("OPTIONS", "/api/v1/media/uploads", SERVER),
    ("POST", "/api/v1/media/uploads", WHOLE),
    ("HEAD", "/api/v1/media/uploads/{sha256}", WHOLE),
    ("PATCH", "/api/v1/media/uploads/{sha256}", WHOLE),
    ("DELETE", "/api/v1/media/uploads/{sha256}", WHOLE),
    ("GET", "/api/v1/openapi.json", SERVER),
    ("GET", "/healthz", SERVER),
    ("GET", "/readyz", SERVER),
];

/// Whether a route is among them. What is asked by `HEAD` where no row says so is asked as by `GET`.
#[must_use]
pub fn is_free(method: &Method, route: &str) -> bool {
    let has_row = |method: &str| {
        FREE.iter()
            .any(|(of, path, _)| *of == method && *path == route)
    };
    has_row(method.as_str()) || (*method == Method::HEAD && has_row("GET"))
}
