//! Forms: officers publish them from workbooks, go back to earlier versions, and withdraw them.

use std::sync::Arc;

use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse as _;
use dong_hanh_domain::{Act, UnitKey};
use dong_hanh_form::FormId;
use dong_hanh_store::FormFile;
use dong_hanh_sync::FormRecord;
use dong_hanh_xlsform::{Compiled, Mistake, compile};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;

mod another;
pub mod check;
pub mod current;
pub mod file;
pub mod list;
pub mod medium;
pub mod publish;

/// A workbook and its files together; officers send them from a desk.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// More files than any form asks for.
const MOST_FILES: usize = 100;

/// What a definition may take on every phone of a unit.
const LARGEST: usize = 1024 * 1024;

/// Requests that bring a workbook.
pub(super) fn workbooks() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(check::check))
        .routes(routes!(publish::publish))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
}

/// An officer who may publish forms for his unit; known before a workbook is read.
pub struct Publisher(SignedIn);

impl FromRequestParts<Arc<App>> for Publisher {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let who = SignedIn::from_request_parts(parts, app).await?;
        who.require(&Act::PublishForms(who.role().unit().clone()))?;
        Ok(Self(who))
    }
}

impl Publisher {
    fn unit(&self) -> &UnitKey {
        self.0.role().unit()
    }
}

/// The version of a name with which new visits of a unit begin.
async fn current(app: &App, unit: &UnitKey, name: &str) -> Result<Option<FormId>, Problem> {
    let mut forms = app.store.forms(unit).await?.into_iter();
    let current = forms.find(|form| form.current && form.name == name);
    Ok(current.map(|form| form.id))
}

/// A workbook that came, and then the files that came with it.
pub struct Workbook(Vec<FormFile>);

impl<S: Send + Sync> FromRequest<S> for Workbook {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let parts = Multipart::from_request(request, state).await;
        let mut parts = parts.map_err(|_| Problem::WrongType)?;
        let (mut workbook, mut files) = (None, Vec::new());
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            let is_workbook = match part.name() {
                Some("workbook") => true,
                Some("files") => false,
                _ => continue,
            };
            let name = part.file_name().unwrap_or_default().to_owned();
            let content = part.bytes().await.map_err(broken)?.to_vec();
            let file = FormFile { name, content };
            if is_workbook {
                workbook = Some(file);
            } else {
                files.push(file);
            }
        }
        let workbook = workbook.ok_or_else(|| Problem::WrongShape("workbook".to_owned()))?;
        let sources: Vec<_> = std::iter::once(workbook).chain(files).collect();
        if let Some(name) = unfit(&sources) {
            return Err(Problem::WrongShape(format!("“{name}”")));
        }
        Ok(Self(sources))
    }
}

impl Workbook {
    /// The workbook where it comes without other files.
    pub(super) fn alone(self) -> Result<(String, Vec<u8>), Problem> {
        let mut files = self.0.into_iter();
        match (files.next(), files.next()) {
            (Some(file), None) => Ok((file.name, file.content)),
            _ => Err(Problem::WrongShape("workbook".to_owned())),
        }
    }
}

/// A name that names no file, or two of them; that of the last one where there are too many.
fn unfit(files: &[FormFile]) -> Option<&str> {
    let mut known = std::collections::BTreeSet::new();
    let is_unfit =
        |name: &str| name.trim().is_empty() || name.contains(['/', '\\']) || name.len() > 255;
    let unfit = files
        .iter()
        .map(|file| file.name.as_str())
        .find(|name| is_unfit(name) || !known.insert(*name));
    unfit.or_else(|| files.get(MOST_FILES).map(|file| file.name.as_str()))
}

fn broken(error: MultipartError) -> Problem {
    let detail = error.body_text();
    match error.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::NotJson(detail),
    }
}

/// What a workbook says, or all that is wrong with it; made by a thread that serves nobody else.
async fn compiled(
    app: &App,
    Workbook(sources): Workbook,
) -> Result<Result<Made, Vec<Mistake>>, Problem> {
    let now = app.now();
    let making = tokio::task::spawn_blocking(move || {
        let mut files = sources.iter();
        let workbook = files
            .next()
            .map(|file| (file.name.as_str(), file.content.as_slice()));
        let (name, workbook) = workbook.unwrap_or_default();
        let files = files.map(|file| (file.name.clone(), file.content.clone()));
        let compiled = match compile(name, workbook, &files.collect()) {
            Ok(compiled) => compiled,
            Err(mistakes) => return Ok(Err(mistakes)),
        };
        let text = serde_json::to_string(&compiled.form).map_err(|_| Problem::Internal)?;
        if text.len() > LARGEST {
            return Err(Problem::FormTooLarge(LARGEST));
        }
        // The compiler has checked it.
        let record = FormRecord::new(&text, now).map_err(|_| Problem::Internal)?;
        Ok(Ok(Made {
            compiled,
            record,
            sources,
        }))
    });
    making.await.map_err(|_| Problem::Internal)?
}

/// A form that was made from a workbook.
struct Made {
    compiled: Compiled,
    record: FormRecord,
    sources: Vec<FormFile>,
}
