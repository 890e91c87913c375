//! Receiving operations.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_sync::protocol::{PUSH_LIMIT, Spoken};
use dong_hanh_sync::server::Arrival;
use dong_hanh_sync::{PROTOCOL, PushAnswer, PushRequest, RawOperation};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tracing::warn;

use crate::app::App;
use crate::auth::SignedIn;
use crate::body::{Whole, parse};
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// Receives operations, and answers with a receipt for each once they are durable. The body may be gzip.
///
/// The same request sent again gets the same receipts. What is wrong with one operation is in its receipt.
#[utoipa::path(
    post, path = "/api/v1/operations", tag = "sync", request_body = schema::PushRequest,
    responses(
        (status = OK, body = schema::PushAnswer),
        (status = BAD_REQUEST, description = "`not-json`, `protocol-unknown`, `no-id`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`foreign-device`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn push(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Whole(body): Whole,
) -> Result<Json<PushAnswer>, Problem> {
    let request: PushRequest = speak(&body)?;
    if request.device != who.session.device {
        return Err(Problem::ForeignDevice);
    }
    if request.operations.len() > PUSH_LIMIT {
        return Err(Problem::TooMany(request.operations.len()));
    }
    if let Some(at) = request
        .operations
        .iter()
        .position(|operation| operation.id().is_none())
    {
        return Err(Problem::NoId(at));
    }
    let now = app.now();
    let receipts = app
        .store
        .push(
            &who.author(),
            &request.operations,
            Arrival::new(now, request.sent),
        )
        .await?;
    // The store has entered them, in the same transaction.
    who.trace.owe_nothing();
    if request.operations.iter().any(may_erase) {
        // What fails now is seen to within the hour.
        let seen = app.erasures.see_to(&*app.store, &app.media).await;
        if let Err(error) = seen {
            warn!(%error, "what was erased is not gone everywhere");
        }
    }
    // Each has an id, so each has a receipt; a store that thinks otherwise must not be believed in silence.
    let receipts = receipts
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .filter(|receipts| receipts.len() == request.operations.len());
    Ok(Json(PushAnswer {
        receipts: receipts.ok_or(Problem::Internal)?,
        now,
    }))
}

/// Whether an operation may have taken something out of the record: it erases, or decides on what was held.
fn may_erase(raw: &RawOperation) -> bool {
    let text = raw.text();
    text.contains("\"erase\"") || text.contains("\"release\"")
}

/// Reads a request of the sync, whose version is looked at before its shape: a newer one may well have another.
///
/// # Errors
/// [`Problem::ProtocolUnknown`], or what [`parse`] says.
pub fn speak<T: DeserializeOwned + Spoken>(body: &[u8]) -> Result<T, Problem> {
    #[derive(Deserialize)]
    struct Head {
        protocol: u16,
    }
    let spoken = |protocol: u16| {
        let known = (1..=PROTOCOL).contains(&protocol);
        known
            .then_some(())
            .ok_or(Problem::ProtocolUnknown(protocol))
    };
    // Nearly every body is as it must be, and is then read only once.
    match parse::<T>(body) {
        Ok(request) => spoken(request.protocol()).map(|()| request),
        Err(problem) => {
            spoken(parse::<Head>(body)?.protocol)?;
            Err(problem)
        }
    }
}
