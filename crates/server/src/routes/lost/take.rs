//! Taking in one sealed value of a lost device.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use dong_hanh_audit::AuditAct;
use dong_hanh_form::{LARGEST_FILE, Sha256};
use dong_hanh_store::Rescued;
use dong_hanh_sync::handover::{Entry, UNREAD};
use dong_hanh_sync::outbox::Sent;
use dong_hanh_vault::{Content, DataKey};
use serde::Serialize;
use sha2::Digest as _;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Opened;
use crate::app::App;
use crate::audit::Trace;
use crate::auth::ClientAddress;
use crate::error::{Problem, ProblemDocument};
use crate::handover::{By, Importer};
use crate::token::hex;

/// What sealing adds to the largest picture or sound, and to spare.
const SEAL: usize = 1024;

/// What became of a value.
#[derive(Serialize, ToSchema)]
pub struct Taken {
    /// Whether it was new here.
    pub new: bool,
}

/// Takes in a value of a lost device as it lies there, sealed: an operation that waited, something begun, a picture or a
/// sound. The office opens it by the secret that it keeps for the device. Again it changes nothing. What does not open is
/// kept as it came.
#[utoipa::path(
    put, path = "/api/v1/lost/{device}/{shelf}/{name}", tag = "lost", security(()),
    params(
        ("device" = Uuid, Path, description = "The device"),
        ("shelf" = String, Path, pattern = "^(outbox|drafts|meta|media|sent)$", description = "Where it lies; `meta` has what is typed of households, `sent` what has its receipt"),
        ("name" = String, Path, description = "Under what name"),
        ("vault-keyring" = String, Header, description = "The locks of the key, as they lie at the door"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = OK, body = Taken),
        (status = BAD_REQUEST, description = "`wrong-address`, `not-json` where the body was cut off", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`: it is not lost", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`; `vault-closed`: the office cannot open it", body = ProblemDocument, content_type = "application/problem+json"),
        (status = TOO_MANY_REQUESTS, description = "`too-many-pictures`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn take(
    State(app): State<Arc<App>>,
    trace: Trace,
    ClientAddress(address): ClientAddress,
    Path((device, shelf, name)): Path<(Uuid, String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Taken>, Problem> {
    // Nothing is read of whoever cannot show the key.
    let Opened { device, key } = Opened::of(&app, address, device, &headers).await?;
    let limit = usize::try_from(LARGEST_FILE).unwrap_or(usize::MAX) + SEAL;
    let sealed = to_bytes(body, limit).await.map_err(|_| Problem::TooLarge)?;
    let length = sealed.len() as u64;
    let entry = entry(&key, &shelf, &name, sealed.into()).ok_or(Problem::WrongAddress)?;
    if !matches!(entry, Entry::Operation(_) | Entry::Draft(_)) {
        // What anybody could send who has looked at the phone's door is not kept without end.
        app.allowance
            .take(device.user, length, app.now())
            .map_err(|retry_after| Problem::TooManyPictures { retry_after })?;
    }
    let importer = Importer::of(&app, By::lost(device.device));
    let (user, device) = (device.user, device.device);
    if let Entry::Operation(_) = &entry {
        // The store enters it with what it writes.
        trace.owe_nothing();
    } else {
        let act = AuditAct::LostHandedOver { user };
        trace.stranger(&app, Some(device), act).await?;
    }
    let rescued = importer.rescue(user, device, entry).await?;
    if rescued != Rescued::default() {
        app.store.note_rescued(user, device, rescued).await?;
    }
    Ok(Json(Taken {
        new: rescued != Rescued::default(),
    }))
}

/// What a value is in a hand-over; `None` for a shelf from which nothing is handed over.
fn entry(key: &DataKey, shelf: &str, name: &str, sealed: Vec<u8>) -> Option<Entry> {
    let unread = |content| Entry::Other {
        kind: UNREAD,
        content,
    };
    let content = key.content(&format!("{shelf}/{name}"), &sealed);
    Some(match (shelf, content) {
        ("outbox", Some(Content::Text(text))) => Entry::Operation(text),
        ("drafts" | "meta", Some(Content::Text(text))) => Entry::Draft(text),
        ("sent", Some(Content::Text(text))) => match serde_json::from_str::<Sent>(&text) {
            Ok(sent) => Entry::Operation(sent.operation.text().to_owned()),
            Err(_) => unread(sealed),
        },
        ("outbox" | "drafts" | "meta" | "sent", _) => unread(sealed),
        ("media", content) => {
            let Ok(sha256) = name.parse::<Sha256>() else {
                return Some(unread(sealed));
            };
            match content {
                Some(Content::Bytes(bytes)) => Entry::Media { sha256, bytes },
                // One of the time before there were vaults lies there as it is.
                None if hex(&sha2::Sha256::digest(&sealed)) == name => Entry::Media {
                    sha256,
                    bytes: sealed,
                },
                _ => unread(sealed),
            }
        }
        _ => return None,
    })
}
