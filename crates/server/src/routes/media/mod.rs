//! Pictures and sound, named by the digest of their bytes.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use dong_hanh_domain::{Act, Scope, may};
use dong_hanh_form::Sha256;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::media::{MAX_BYTES, MediaError};

pub mod get;
pub mod head;
pub mod put;

/// The routes, with a body limit of their own.
pub fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(put::put, get::get, head::head))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
}

impl From<MediaError> for Problem {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::WrongDigest => Self::WrongDigest,
            MediaError::WrongKind => Self::NotMedia,
            MediaError::BearsPlace => Self::BearsPlace,
            MediaError::Io(error) => error.into(),
        }
    }
}

pub(super) fn digest(text: &str) -> Result<Sha256, Problem> {
    text.parse().map_err(|_| Problem::WrongAddress)
}

/// A picture is seen by who sent it, by those who may read a visit that names it, and by the officers of a unit that
/// holds an operation that names it.
pub(super) async fn require_sight(
    app: &App,
    who: &SignedIn,
    digest: &Sha256,
) -> Result<(), Problem> {
    let uses = app.store.media(digest).await?;
    let sent = uses.senders.contains(&who.user());
    let hamlets = uses.hamlets.into_iter().map(Scope::Hamlet);
    let offices = uses.offices.into_iter().map(Scope::Office);
    let named = hamlets
        .chain(offices)
        .any(|scope| may(who.role(), &Act::Read(scope)));
    if sent || named {
        Ok(())
    } else {
        Err(Problem::NotFound)
    }
}
