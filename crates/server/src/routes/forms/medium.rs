//! Giving out what a form shows beside its words.

use std::ops::Range;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use dong_hanh_form::{FormId, Sha256};
use dong_hanh_store::WHOLE;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// Its name is its content, and only who is signed in gets it.
const FOREVER: &str = "private, max-age=31536000, immutable";

/// A picture, a sound or a film that a form shows which was published in the unit of whoever asks; with `Range` a part of
/// it, so that a phone goes on where it broke off.
#[utoipa::path(
    get, path = "/api/v1/forms/{id}/media/{sha256}", tag = "forms",
    params(
        ("id" = String, Path, description = "`sha256:` and the digest of the definition"),
        ("sha256" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the bytes, as the definition's `files` have it"),
    ),
    responses(
        (status = OK, content(
            (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"), (Vec<u8> = "image/gif"),
            (Vec<u8> = "audio/mpeg"), (Vec<u8> = "audio/wav"), (Vec<u8> = "audio/ogg"), (Vec<u8> = "audio/mp4"), (Vec<u8> = "audio/webm"),
            (Vec<u8> = "video/mp4"), (Vec<u8> = "video/webm"),
        )),
        (status = PARTIAL_CONTENT, description = "The part that `Range` names", body = Vec<u8>, content_type = "image/png"),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn medium(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path((id, sha256)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let sha256: Sha256 = sha256.parse().map_err(|_| Problem::WrongAddress)?;
    let (unit, id) = (who.role().unit(), FormId(id));
    let record = app.store.form(unit, &id).await?.ok_or(Problem::NotFound)?;
    // What this version cannot read no phone of this version shows.
    let form = record.form().map_err(|_| Problem::NotFound)?;
    let mut files = form.files.iter();
    let file = files.find(|(_, file)| file.media.sha256 == sha256);
    let (name, file) = file.ok_or(Problem::NotFound)?;
    let part = wanted(&headers, file.media.bytes);
    let bytes = part.clone().unwrap_or(WHOLE);
    let content = app.store.form_file(unit, &id, name, bytes).await?;
    let content = content.ok_or(Problem::NotFound)?;
    let mime = HeaderValue::from_str(&file.media.mime).map_err(|_| Problem::Internal)?;
    let kind = [
        (header::CONTENT_TYPE, mime),
        (header::CACHE_CONTROL, HeaderValue::from_static(FOREVER)),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
    ];
    let Some(part) = part else {
        return Ok((kind, content).into_response());
    };
    let range = format!("bytes {}-{}/{}", part.start, part.end - 1, file.media.bytes);
    let range = [(header::CONTENT_RANGE, range)];
    Ok((StatusCode::PARTIAL_CONTENT, kind, range, content).into_response())
}

/// The bytes that are asked for, of so many; none where that is all of it, or cannot be told.
fn wanted(headers: &HeaderMap, length: u32) -> Option<Range<u32>> {
    let range = headers.get(header::RANGE)?.to_str().ok()?;
    let ranges = http_range_header::parse_range_header(range).ok()?;
    let ranges = ranges.validate(length.into()).ok()?;
    let [range] = &ranges[..] else { return None };
    let at = |byte: u64| u32::try_from(byte).ok();
    Some(at(*range.start())?..at(*range.end())?.checked_add(1)?)
}
