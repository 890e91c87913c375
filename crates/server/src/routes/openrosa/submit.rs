//! Receiving a filled form, which becomes a visit like any other.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use dong_hanh_audit::AuditAct;
use dong_hanh_form::{Form, FormId};
use dong_hanh_store::NewMedia;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{HeldReason, Outcome, RawOperation, Refused};
use dong_hanh_xform::Filled;
use sha2::{Digest as _, Sha256};

use super::blank::{named, published};
use super::gather::{File, Parts};
use super::visit::{clock, operation};
use super::{Keyed, told};
use crate::app::App;
use crate::error::Problem;
use crate::media::{MediaError, Submission, UploadKey};
use crate::token::hex;

/// Receives a filled form with its files, in one request or several that bear the same form. It becomes a visit when all
/// has come: the answer is 201 then, and 202 before.
///
/// A file that cannot be kept is skipped, and named with its reason in the answer and in the visit.
///
/// The same form sent again changes nothing. One that cannot be made a visit is held at the office, as from our own phones.
#[utoipa::path(
    post, path = "/api/v1/odk/{key}/submission", tag = "openrosa", security(()), params(("key" = String, Path, description = "The volunteer's key")),
    request_body(content = Vec<u8>, content_type = "multipart/form-data", description = "`xml_submission_file`, and the files that it names"),
    responses(
        (status = CREATED, description = "All of it has come", body = String, content_type = "text/xml"),
        (status = ACCEPTED, description = "More is to come", body = String, content_type = "text/xml"),
        (status = BAD_REQUEST, description = "It cannot be read", body = String, content_type = "text/xml"),
        (status = FORBIDDEN, description = "The key counts no more", body = String, content_type = "text/xml"),
        (status = NOT_FOUND, description = "A version of a form that was never published here", body = String, content_type = "text/xml"),
        (status = CONFLICT, description = "Another form came under the same name", body = String, content_type = "text/xml"),
        (status = PAYLOAD_TOO_LARGE, description = "More than 512 MiB in one request, or more than 20 of what can be kept", body = String, content_type = "text/xml"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "No `multipart/form-data`", body = String, content_type = "text/xml"),
        (status = LOCKED, description = "The same is being sent on another connection", body = String, content_type = "text/xml"),
        (status = TOO_MANY_REQUESTS, description = "500 MB of pictures in a day; `Retry-After` says when more are taken", body = String, content_type = "text/xml"),
        (status = SERVICE_UNAVAILABLE, description = "The office is busy, or nothing came for 30 s", body = String, content_type = "text/xml"),
    )
)]
pub async fn submit(
    State(app): State<Arc<App>>,
    keyed: Keyed,
    headers: HeaderMap,
    body: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let parts = Parts::of(body.map_err(|_| Problem::WrongType)?).await?;
    let text = parts.xml.as_deref().map(std::str::from_utf8);
    let Some(Ok(text)) = text else {
        return Err(Problem::NotSubmission("xml_submission_file".to_owned()));
    };
    let filled = Filled::parse(text).map_err(|error| Problem::NotSubmission(error.to_string()))?;
    let Some(name) = &filled.instance else {
        return Err(Problem::NotSubmission("instanceID".to_owned()));
    };
    let key = UploadKey {
        by: keyed.who.user(),
        digest: digest(name.as_bytes())?,
    };
    // One at a time, or the parts of a form would each know of themselves alone.
    let _seat = app.media.sit(&key).await?;
    let mut came = begun(&app, &keyed, &key, text).await?;
    if came.done {
        keyed.who.trace.owe_nothing();
        // Read once more, by a newer version of this program, it might say something else.
        let words = "Văn phòng đã nhận biểu mẫu này từ trước.";
        return Ok(told(StatusCode::CREATED, &with_refused(words, &came)));
    }
    let (id, form) = definition(&app, &keyed, &filled).await?;
    // Files are entered as they are kept, and the visit with what it writes.
    keyed.who.trace.owe_nothing();
    take_in(&app, &keyed, &filled, &form, parts.files, &mut came).await?;
    app.media.put_submission(&key, &came).await?;
    let waits = |name: &String| !came.refused.contains_key(name);
    if parts.more && missing(&filled, &form, &came).iter().any(waits) {
        let words = "Văn phòng đã nhận một phần, còn chờ các tệp khác.";
        return Ok(told(StatusCode::ACCEPTED, &with_refused(words, &came)));
    }
    let operation = operation(&keyed, &filled, &id, &form, &came);
    let raw = RawOperation::seal(&operation).map_err(|_| Problem::Internal)?;
    let arrival = arrival(&app, &headers);
    // By whichever key it comes, it is of the device that it came from first.
    let author = Author {
        device: came.device,
        ..keyed.who.author()
    };
    let receipts = app.store.push(&author, &[raw], arrival).await?;
    let receipt = receipts
        .into_iter()
        .next()
        .flatten()
        .ok_or(Problem::Internal)?;
    let words = match receipt.outcome {
        Outcome::Held {
            reason: HeldReason::OtherContent,
        } => return Err(Problem::SubmissionDiffers),
        Outcome::Held { .. } => "Văn phòng đã nhận, và cán bộ sẽ xem lại.",
        Outcome::Applied { .. } => "Văn phòng đã nhận.",
    };
    came.done = true;
    app.media.put_submission(&key, &came).await?;
    Ok(told(StatusCode::CREATED, &with_refused(words, &came)))
}

/// What is said, and of which files nothing was kept.
fn with_refused(words: &str, came: &Submission) -> String {
    let why = |why: &Refused| match why {
        Refused::TooLarge => "lớn hơn 16 MB",
        Refused::WrongKind => "không phải kiểu tệp được nhận",
        Refused::BearsPlace => "còn ghi vị trí chụp",
    };
    let refused = came.refused.iter();
    let refused: Vec<String> = refused
        .map(|(name, reason)| format!("{name} ({})", why(reason)))
        .collect();
    if refused.is_empty() {
        return words.to_owned();
    }
    let refused = refused.join(", ");
    format!("{words} Riêng tệp {refused} không nhận được. Xin giữ lại tệp và báo văn phòng.")
}

/// The files that the answers name and that are not kept.
fn missing(filled: &Filled, form: &Form, came: &Submission) -> Vec<String> {
    let read = filled.read(form, dong_hanh_domain::time::VIETNAM, &came.files);
    let missing = read.missing.into_iter();
    missing.map(|missing| missing.file).collect()
}

/// What has come of it before. Before it is a visit its author may still have changed it.
async fn begun(
    app: &App,
    keyed: &Keyed,
    key: &UploadKey,
    text: &str,
) -> Result<Submission, Problem> {
    let xml = digest(text.as_bytes())?;
    match app.media.submission(key).await? {
        Some(known) if known.xml == xml => Ok(known),
        Some(known) if known.done => Err(Problem::SubmissionDiffers),
        _ => Ok(Submission {
            xml,
            first: app.now(),
            device: keyed.who.session.device,
            files: BTreeMap::new(),
            refused: BTreeMap::new(),
            done: false,
        }),
    }
}

/// The definition that was filled: the one whose id came back with the answers, or of that name and version.
async fn definition(app: &App, keyed: &Keyed, filled: &Filled) -> Result<(FormId, Form), Problem> {
    if let Some(id) = filled.form().map(FormId) {
        let form = published(app, keyed, &id).await?;
        return Ok((id, form.ok_or(Problem::UnknownForm)?));
    }
    let said = |said: &Option<String>| said.clone().unwrap_or_default();
    let found = named(app, keyed, &said(&filled.id), &said(&filled.version)).await?;
    found.ok_or(Problem::UnknownForm)
}

/// Keeps the files that the answers name and that are not here yet. One that cannot be kept is noted as such: it would be
/// the same on every try, and would keep the answers from ever arriving.
async fn take_in(
    app: &App,
    keyed: &Keyed,
    filled: &Filled,
    form: &Form,
    files: Vec<File>,
    came: &mut Submission,
) -> Result<(), Problem> {
    let wanted = missing(filled, form, came);
    for File { name, kind, bytes } in files {
        if !wanted.contains(&name) || came.files.contains_key(&name) {
            continue;
        }
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(why) => {
                came.refused.insert(name, why);
                continue;
            }
        };
        let (by, length) = (keyed.who.user(), bytes.len() as u64);
        app.allowance
            .take(by, length, app.now())
            .map_err(|retry_after| Problem::TooManyPictures { retry_after })?;
        let kept = app.media.keep(kind.as_deref(), bytes).await;
        if !matches!(kept, Ok((_, true))) {
            app.allowance.give_back(by, length);
        }
        let (media, _) = match kept {
            Ok(kept) => kept,
            Err(MediaError::WrongKind) => {
                came.refused.insert(name, Refused::WrongKind);
                continue;
            }
            Err(MediaError::BearsPlace) => {
                came.refused.insert(name, Refused::BearsPlace);
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let brought = AuditAct::Brought {
            media: media.sha256.clone(),
        };
        keyed.who.note(app, brought).await?;
        app.store
            .put_media(&NewMedia {
                digest: media.sha256.clone(),
                by,
                bytes: u64::from(media.bytes),
                received: app.now(),
            })
            .await?;
        came.refused.remove(&name);
        came.files.insert(name, media);
    }
    Ok(())
}

/// When it arrives; by the `Date` that OpenRosa wants of a client its clock is known.
fn arrival(app: &App, headers: &HeaderMap) -> Arrival {
    let now = app.now();
    let date = headers
        .get(header::DATE)
        .and_then(|date| date.to_str().ok());
    let date = date.and_then(|date| httpdate::parse_http_date(date).ok());
    match date.map(chrono::DateTime::<chrono::Utc>::from) {
        Some(date) => Arrival::new(now, clock(date.fixed_offset())),
        None => Arrival { now, skew_ms: 0 },
    }
}

fn digest(bytes: &[u8]) -> Result<dong_hanh_form::Sha256, Problem> {
    hex(&Sha256::digest(bytes))
        .parse()
        .map_err(|_| Problem::Internal)
}
