//! Lists of households that officers take in from Excel, and take back.

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, FromRequestParts};
use axum::http::request::Parts;
use dong_hanh_audit::{AuditAct, ListStep};
use dong_hanh_domain::{Act, ListId, UnitKey};
use dong_hanh_register::Guess;
use dong_hanh_store::Import;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::imports::{ImportDetails, ImportSummary};

pub mod apply;
pub mod begin;
pub mod correct;
mod course;
pub mod forget;
pub mod list;
pub mod rejects;
pub mod rows;
pub mod show;
pub mod stop;
pub mod undo;

/// The largest workbook.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Requests that look at a list, which takes its time.
pub(super) fn workbooks() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list::list, begin::begin))
        .routes(routes!(correct::correct))
        .routes(routes!(rejects::rejects))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
}

/// Requests that are answered at once.
pub(super) fn quick() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(show::show, forget::forget))
        .routes(routes!(rows::rows))
        .routes(routes!(apply::apply, stop::stop))
        .routes(routes!(undo::undo))
}

/// An officer who may take lists in for his unit; known before a workbook is read.
pub struct Taker(SignedIn);

impl FromRequestParts<Arc<App>> for Taker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let who = SignedIn::from_request_parts(parts, app).await?;
        who.require(&Act::TakeIn(who.role().unit().clone()))?;
        Ok(Self(who))
    }
}

impl Taker {
    fn unit(&self) -> &UnitKey {
        self.0.role().unit()
    }

    /// One of his unit's lists.
    async fn import(&self, app: &App, id: Uuid) -> Result<Import, Problem> {
        let found = app.store.import(self.unit(), ListId(id)).await?;
        found.ok_or(Problem::NotFound)
    }
}

impl Taker {
    /// Enters a step of a list.
    async fn step(&self, app: &App, list: ListId, step: ListStep) -> Result<(), Problem> {
        self.0.note(app, AuditAct::List { list, step }).await
    }
}

/// A list in numbers.
async fn summary(app: &App, import: &Import) -> Result<ImportSummary, Problem> {
    let counts = app.store.import_counts(import.id).await?;
    let runs = app.imports.runs(import.id);
    Ok(ImportSummary::of(import, counts, runs))
}

/// A list with how it is read.
async fn details(app: &App, import: &Import) -> Result<ImportDetails, Problem> {
    Ok(ImportDetails::of(
        summary(app, import).await?,
        guess(import)?,
    ))
}

/// How a list is read, as it was written down.
fn guess(import: &Import) -> Result<Guess, Problem> {
    serde_json::from_str(&import.reading).map_err(|_| Problem::Internal)
}
