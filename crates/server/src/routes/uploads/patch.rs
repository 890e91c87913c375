//! A piece of an upload.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::headers::{self, Checksum};
use super::receive::Piece;
use super::{Tus, Version, find, key, stored, under_way, whole};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::routes::media::digest;

/// Receives a piece, from the byte that `Upload-Offset` names to the end of the body. What came of a piece that broke
/// off is kept; what came whole but is not what `Upload-Checksum` says is dropped. With the last byte the whole is
/// checked and stored; where it is not what its address says, all of it is dropped.
#[utoipa::path(
    patch, path = "/api/v1/media/uploads/{sha256}", tag = "uploads",
    params(
        ("sha256" = String, Path, pattern = "^[0-9a-f]{64}$", description = "SHA-256 of the whole"),
        ("Tus-Resumable" = inline(Version), Header, description = "The version of tus"),
        ("Upload-Offset" = u64, Header, description = "Where the piece begins, in bytes"),
        ("Upload-Checksum" = Option<String>, Header, description = "Of the piece: `sha256` or `sha1`, and the sum in base64"),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = NO_CONTENT, headers(("Upload-Offset" = u64), ("Upload-Expires" = String))),
        (status = BAD_REQUEST, description = "`wrong-address`, `wrong-header`, `not-json` where the body was cut off", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: none of this person, or it expired", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`wrong-offset`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PRECONDITION_FAILED, description = "`wrong-tus`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`: the piece goes beyond the length of the upload", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNSUPPORTED_MEDIA_TYPE, description = "`wrong-type`: no piece; `not-media`: the whole is not what it was said to be", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-digest`, `bears-place`: the whole is dropped", body = ProblemDocument, content_type = "application/problem+json"),
        (status = LOCKED, description = "`taken`: another request goes on with it", body = ProblemDocument, content_type = "application/problem+json"),
        (status = 460, description = "`wrong-checksum`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`timeout`: nothing came for 30 s", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn patch(
    State(app): State<Arc<App>>,
    who: SignedIn,
    _: Tus,
    Path(sha256): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let key = key(&who, digest(&sha256)?);
    if !headers::is_piece(&headers) {
        return Err(Problem::WrongType);
    }
    let offset = headers::bytes(&headers, &headers::OFFSET, "Upload-Offset")?;
    let checksum = Checksum::of(&headers)?;
    let seat = app.media.sit(&key).await?;
    let Some(upload) = find(&app, &who, &key).await? else {
        let about = stored(&app, &who, &key.digest).await?;
        let about = about.ok_or(Problem::NotFound)?;
        // Whoever has not heard that it is complete may say so once more.
        return if offset == about.length {
            Ok(whole(StatusCode::NO_CONTENT, about))
        } else {
            Err(Problem::WrongOffset)
        };
    };
    if offset != upload.offset {
        return Err(Problem::WrongOffset);
    }
    let piece = Piece {
        app,
        device: who.session.device,
        key,
        seat,
        upload,
        checksum,
    };
    let upload = piece.receive(body).await?;
    Ok(if upload.is_whole() {
        whole(StatusCode::NO_CONTENT, upload.about)
    } else {
        under_way(StatusCode::NO_CONTENT, &upload)
    })
}
