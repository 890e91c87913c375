//! Beginning an upload, or finding it again.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use dong_hanh_form::{LARGEST_FILE, Sha256};

use super::headers::{self, Checksum};
use super::receive::Piece;
use super::{Tus, Version, cost, drop_erased, find, key, stored, under_way, whole};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::media::About;

/// Begins an upload. `Upload-Metadata` names the SHA-256 of the whole (`sha256`, 64 lower-case hexadecimal digits) and
/// its media type (`filetype`), each in base64. `Location` says where it goes on, `Upload-Offset` from which byte: where
/// the same person began the same upload before, it is that one, and where the bytes are stored already and this person
/// sent them or may see them, or were erased by the office, `Upload-Offset` is `Upload-Length` and nothing is to be sent. A body of the type of a
/// piece is the first piece, if nothing has come yet.
#[utoipa::path(
    post, path = "/api/v1/media/uploads", tag = "uploads",
    params(
        ("Tus-Resumable" = inline(Version), Header, description = "The version of tus"),
        ("Upload-Length" = u64, Header, description = "How many bytes in all, at most 16 MiB"),
        ("Upload-Metadata" = String, Header, description = "`sha256` and `filetype`"),
        ("Upload-Checksum" = Option<String>, Header, description = "Of the first piece: `sha256` or `sha1`, and the sum in base64"),
    ),
    responses(
        (status = CREATED, headers(("Location" = String), ("Upload-Offset" = u64), ("Upload-Expires" = String))),
        (status = BAD_REQUEST, description = "`wrong-header`, `not-json` where the body was cut off", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PRECONDITION_FAILED, description = "`wrong-tus`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "`not-media`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-digest`, `bears-place`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = LOCKED, description = "`taken`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-pictures`: 500 MB in a day; `Retry-After` says when this one is taken", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 460, description = "`wrong-checksum`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn create(
    State(app): State<Arc<App>>,
    who: SignedIn,
    _: Tus,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let (digest, kind) = headers::metadata(&headers)?;
    let length = headers::bytes(&headers, &headers::LENGTH, "Upload-Length")?;
    let about = About { kind, length };
    let checksum = Checksum::of(&headers)?;
    if length == 0 {
        return Err(Problem::NotMedia);
    }
    if length > LARGEST_FILE {
        return Err(Problem::TooLarge);
    }
    let key = key(&who, digest);
    let seat = app.media.sit(&key).await?;
    // What was erased is not taken in again; whoever sends it is not to try for ever.
    if app.store.is_media_erased(&key.digest).await? {
        drop_erased(&app, &key).await?;
        return Ok(at(whole(StatusCode::CREATED, about), &key.digest));
    }
    // One that a crash left whole is stored by this.
    let known = find(&app, &who, &key).await?;
    if stored(&app, &who, &key.digest).await? == Some(about) {
        if let Some(known) = known {
            app.allowance.give_back(key.by, cost(known.about));
            app.media.forget(&key).await?;
        }
        return Ok(at(whole(StatusCode::CREATED, about), &key.digest));
    }
    let again = known.as_ref().is_some_and(|known| known.about == about);
    if !again {
        let taken = app.allowance.take(key.by, cost(about), app.now());
        taken.map_err(|retry_after| Problem::TooManyPictures { retry_after })?;
        if let Some(known) = known {
            app.allowance.give_back(key.by, cost(known.about));
        }
    }
    let mut upload = app.media.begin(&key, about, app.now()).await?;
    let digest = key.digest.clone();
    if upload.offset == 0 && headers::is_piece(&headers) {
        let piece = Piece {
            app,
            device: who.session.device,
            key,
            seat,
            upload,
            checksum,
        };
        upload = piece.receive(body).await?;
    }
    let answer = if upload.is_whole() {
        whole(StatusCode::CREATED, about)
    } else {
        under_way(StatusCode::CREATED, &upload)
    };
    Ok(at(answer, &digest))
}

/// An answer that says where the upload goes on.
fn at(mut answer: Response, digest: &Sha256) -> Response {
    if let Ok(place) = HeaderValue::from_str(&format!("/api/v1/media/uploads/{digest}")) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    answer
}
