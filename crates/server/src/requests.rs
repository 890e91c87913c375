//! What happens around every request: its id, its line in the log, and the document of its problem.
//!
//! The line bears the route's template and never the address, which may name a household; no names,
//! bodies, tokens or user agents.

use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::{debug, error, info};

use crate::app::App;
use crate::error::Problem;
use crate::headers;
use crate::routes::openrosa::{self, OPENROSA_VERSION};
use crate::routes::uploads::{TUS_RESUMABLE, TUS_VERSION};

/// The header that tells the id, so that somebody who reports a fault can name it.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What an answer says beside its problem.
const KEPT: [HeaderName; 4] = [
    axum::http::header::ALLOW,
    TUS_RESUMABLE,
    TUS_VERSION,
    OPENROSA_VERSION,
];

/// Runs a request, logs it, and writes out what failed.
pub async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = request_id();
    let method = request.method().clone();
    let encrypted = app
        .proxies
        .encrypted(request.extensions(), request.headers());
    let is_api = request.uri().path().starts_with("/api/");
    let is_openrosa = request.uri().path().starts_with(openrosa::ROOT);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());

    let mut response = next.run(request).await;
    let problem = problem_of(&response, is_api);
    if let Some(problem) = &problem {
        let rendered = if is_openrosa {
            openrosa::refused(problem)
        } else {
            problem.render(&id)
        };
        let kept = KEPT.map(|name| (response.headers_mut().remove(&name), name));
        response = rendered;
        for (value, name) in kept {
            response
                .headers_mut()
                .extend(value.map(|value| (name, value)));
        }
    }
    if is_api && let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    headers::complete(response.status(), response.headers_mut(), encrypted);

    let route = route.as_deref().unwrap_or("files");
    let status = response.status().as_u16();
    let ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let code = problem.as_ref().map(|problem| problem.code());
    match problem.as_deref() {
        Some(problem) if status >= 500 => {
            error!(request = %id, %method, route, status, ms, code, cause = cause(problem), "answered");
        }
        _ if route == "files" || route.ends_with('z') => {
            debug!(request = %id, %method, route, status, ms, "answered");
        }
        _ => info!(request = %id, %method, route, status, ms, code, "answered"),
    }
    response
}

/// What a handler said, or what the framework meant where it refused a request itself.
fn problem_of(response: &Response, is_api: bool) -> Option<Arc<Problem>> {
    let said = response.extensions().get::<Arc<Problem>>().cloned();
    said.or_else(|| {
        if is_api {
            Problem::of_status(response.status()).map(Arc::new)
        } else {
            None
        }
    })
}

/// The chain of causes below a problem; stores keep what they were given out of it.
fn cause(problem: &Problem) -> Option<String> {
    let mut causes = std::iter::successors(problem.source(), |&error| error.source());
    let first = causes.next()?.to_string();
    Some(causes.fold(first, |mut text, cause| {
        // Writing to a String does not fail.
        let _ = write!(text, ": {cause}");
        text
    }))
}

/// Sixteen hexadecimal digits: short, since it travels with each poll.
fn request_id() -> String {
    // Without randomness the request is still served; its id just says nothing.
    format!("{:016x}", getrandom::u64().unwrap_or_default())
}
