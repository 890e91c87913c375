//! The door for clients that are not ours, by OpenRosa 1.0: the forms of a volunteer, and what was filled of them.
//!
//! Who comes is told by a key in the address, since that is what ODK Collect can be given once and for all.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use dong_hanh_xform::Answered;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::token::Token;

mod blank;
mod gather;
mod stepwise;
mod visit;

pub mod file;
pub mod form;
pub mod list;
pub mod manifest;
pub mod ready;
pub mod submit;

/// What stands before the key in every address of the door.
pub const ROOT: &str = "/api/v1/odk/";

/// In every answer: the version of OpenRosa.
pub const OPENROSA_VERSION: HeaderName = HeaderName::from_static("x-openrosa-version");

/// The longest body that is read to its end: a client sends a large file whole, and again on every try, though nothing of
/// it is kept.
const LONGEST: usize = 512 * 1024 * 1024;

const VERSION: HeaderValue = HeaderValue::from_static("1.0");

/// Requests whose answers are read.
pub fn reading() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(form::show))
        .routes(routes!(manifest::show))
        .routes(routes!(file::show))
        .layer(middleware::map_response(speak))
}

/// Requests that send what was filled.
pub fn sending() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(ready::ready, submit::submit))
        .layer(DefaultBodyLimit::max(LONGEST))
        .layer(middleware::map_request(stepwise::stepwise))
        .layer(middleware::map_response(speak))
}

async fn speak(mut response: Response) -> Response {
    response.headers_mut().insert(OPENROSA_VERSION, VERSION);
    response
}

/// A volunteer's key.
pub struct Keyed {
    /// The key itself, for the addresses in an answer.
    pub key: String,
    /// Whose it is.
    pub who: SignedIn,
}

impl FromRequestParts<Arc<App>> for Keyed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let names = RawPathParams::from_request_parts(parts, app).await;
        let names = names.map_err(|_| Problem::WrongAddress)?;
        let key = names.iter().find(|(name, _)| *name == "key");
        let key = key
            .map(|(_, key)| key.to_owned())
            .ok_or(Problem::KeyEnded)?;
        let token = Token::from_text(&key).key_hash();
        let who = SignedIn::by(parts, app, Some(token), Problem::KeyEnded).await?;
        Ok(Self { key, who })
    }
}

/// How this server is addressed, as far as it can know: `https://office.example`.
pub struct Origin(pub String);

impl FromRequestParts<Arc<App>> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let host = parts.headers.get(header::HOST);
        let host = host.and_then(|host| host.to_str().ok());
        let host = host.or(parts.uri.authority().map(|host| host.as_str()));
        let secure = app.proxies.encrypted(&parts.extensions, &parts.headers);
        let scheme = if secure { "https" } else { "http" };
        Ok(Self(format!("{scheme}://{}", host.unwrap_or("localhost"))))
    }
}

/// An answer in XML.
fn xml(status: StatusCode, body: String) -> Response {
    let kind = HeaderValue::from_static("text/xml; charset=utf-8");
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}

/// What is said of a filled form.
fn told(status: StatusCode, words: &str) -> Response {
    xml(status, Answered::of(words).document())
}

/// A problem as OpenRosa has it: the words are shown to whoever holds the phone.
#[must_use]
pub fn refused(problem: &Problem) -> Response {
    let mut response = told(problem.status(), &problem.to_string());
    if let Some(seconds) = problem.retry_after() {
        let seconds = HeaderValue::from(seconds);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}
