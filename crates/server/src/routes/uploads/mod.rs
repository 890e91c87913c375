//! Pictures and sound that arrive in pieces, by the tus protocol 1.0.0, and are resumed after any break.
//!
//! The address of an upload ends in the SHA-256 of its whole content, and means the upload of whoever asks: nobody
//! meets another's, and whoever lost an answer finds the upload again without having kept anything.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use dong_hanh_audit::{Actor, AuditAct, Note};
use dong_hanh_domain::DeviceId;
use dong_hanh_form::Sha256;
use dong_hanh_store::NewMedia;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::media::{About, Finished, Taken, Upload, UploadKey};
use crate::routes::media::require_sight;

pub mod create;
pub mod delete;
pub mod head;
pub mod options;
pub mod patch;

mod headers;
mod receive;

/// In every request and every answer: the version of the protocol.
pub const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
/// Which versions are spoken.
pub const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");

const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");

/// The least that an upload takes of somebody's allowance: also an empty file takes room.
const LEAST: u64 = 64 * 1024;

/// The routes.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(options::options, create::create))
        .routes(routes!(head::head, patch::patch, delete::delete))
        .layer(middleware::map_response(speak))
}

/// The version of tus, as requests name it.
#[derive(ToSchema)]
pub enum Version {
    /// The only one.
    #[schema(rename = "1.0.0")]
    One,
}

/// A request in the version that is spoken.
pub struct Tus;

impl<S: Send + Sync> FromRequestParts<S> for Tus {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match parts.headers.get(&TUS_RESUMABLE) {
            Some(version) if version == VERSION => Ok(Self),
            Some(_) => Err(Problem::WrongTus),
            None => Err(Problem::WrongHeader("Tus-Resumable")),
        }
    }
}

/// Every answer names the version; one to another version names all that are spoken.
async fn speak(mut response: Response) -> Response {
    let speaks = response.status() != StatusCode::PRECONDITION_FAILED;
    let headers = response.headers_mut();
    headers.insert(TUS_RESUMABLE, VERSION);
    if !speaks {
        headers.insert(TUS_VERSION, VERSION);
    }
    response
}

impl From<Taken> for Problem {
    fn from(_: Taken) -> Self {
        Self::Taken
    }
}

fn key(who: &SignedIn, digest: Sha256) -> UploadKey {
    UploadKey {
        by: who.user(),
        digest,
    }
}

/// What an upload takes of its sender's allowance.
fn cost(about: About) -> u64 {
    about.length.max(LEAST)
}

/// What is stored already under a digest, as far as somebody may know of it.
async fn stored(app: &App, who: &SignedIn, digest: &Sha256) -> Result<Option<About>, Problem> {
    match require_sight(app, who, digest).await {
        Ok(()) => {}
        Err(Problem::NotFound) => return Ok(None),
        Err(problem) => return Err(problem),
    }
    let found = app.media.find(digest).await?;
    Ok(found.map(|(kind, length)| About { kind, length }))
}

/// Forgets what has come of an upload whose picture was erased meanwhile.
async fn drop_erased(app: &App, key: &UploadKey) -> Result<(), Problem> {
    if let Some(known) = app.media.upload(key, app.now()).await? {
        app.allowance.give_back(key.by, cost(known.about));
        app.media.forget(key).await?;
    }
    Ok(())
}

/// Stores an upload that is whole, if it was not erased meanwhile. Its sender may see it from then on.
async fn finish(
    app: &App,
    device: DeviceId,
    key: &UploadKey,
    upload: &Upload,
) -> Result<(), Problem> {
    if app.store.is_media_erased(&key.digest).await? {
        return drop_erased(app, key).await;
    }
    let finished = app.media.finish(key, upload).await;
    if !matches!(finished, Ok(Finished::New)) {
        app.allowance.give_back(key.by, cost(upload.about));
    }
    finished?;
    let note = Note {
        at: app.now(),
        actor: Actor::User(key.by),
        device: Some(device),
        act: AuditAct::Brought {
            media: key.digest.clone(),
        },
        why: None,
    };
    let entered = app.store.audit(&[note]).await;
    entered.map_err(Problem::not_noted)?;
    app.store
        .put_media(&NewMedia {
            digest: key.digest.clone(),
            by: key.by,
            bytes: upload.about.length,
            received: app.now(),
        })
        .await?;
    app.media.forget(key).await?;
    Ok(())
}

/// An upload of somebody. One that a crash left whole is stored first.
async fn find(app: &App, who: &SignedIn, key: &UploadKey) -> Result<Option<Upload>, Problem> {
    let upload = app.media.upload(key, app.now()).await?;
    if let Some(upload) = upload.as_ref().filter(|upload| upload.is_whole()) {
        finish(app, who.session.device, key, upload).await?;
        return Ok(None);
    }
    Ok(upload)
}

/// An answer about an upload that is on its way.
fn under_way(status: StatusCode, upload: &Upload) -> Response {
    let mut response = status.into_response();
    headers::offset(response.headers_mut(), upload.offset);
    headers::expires(response.headers_mut(), upload.expires());
    response
}

/// An answer about an upload of which everything is here.
fn whole(status: StatusCode, about: About) -> Response {
    let mut response = status.into_response();
    headers::offset(response.headers_mut(), about.length);
    response
}
