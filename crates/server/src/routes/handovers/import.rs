//! Taking in a file.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use dong_hanh_domain::Act;
use tokio::io::AsyncWriteExt as _;
use tokio::time::timeout;

use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::body::next_bytes;
use crate::error::{Problem, ProblemDocument};
use crate::handover::{By, Imported, Importer, MAX_BYTES, Trust};

/// A connection that brings nothing for so long is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// Takes in a hand-over file of somebody of the officer's unit, as if their device had sent what is in it: operations
/// are received by the same rules and get the same receipts. The same file again changes nothing. Of a file that was cut
/// or damaged, what stands before that place is taken in, and `missing` says what does not.
#[utoipa::path(
    post, path = "/api/v1/handovers", tag = "handover",
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "An age v1 file for the office's recipient, at most 512 MiB"),
    responses(
        (status = OK, body = Imported),
        (status = BAD_REQUEST, description = "`not-json` where the body was cut off", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = PAYLOAD_TOO_LARGE, description = "`too-large`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`not-handover`, `handover-newer`, `other-office`, `foreign-handover`: nothing was taken in", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn import(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    body: Body,
) -> Result<Json<Imported>, Problem> {
    let unit = who.role().unit().clone();
    who.require(&Act::Release(unit.clone()))?;
    let file = arrive(&app, body).await?;
    let importer = Importer::of(&app, By::of(&who));
    // It runs to its end also where whoever waits for the answer is gone.
    let importing = tokio::spawn(async move { importer.import(file, &Trust::Unit(unit)).await });
    let imported = importing.await.map_err(|_| Problem::Internal)??;
    // The importer has entered it.
    who.trace.owe_nothing();
    Ok(Json(imported))
}

/// Writes a body to a file without a name, which is gone with whoever has it open.
async fn arrive(app: &App, mut body: Body) -> Result<std::fs::File, Problem> {
    let media = app.media.clone();
    let file = tokio::task::spawn_blocking(move || media.nameless())
        .await
        .map_err(io::Error::other)??;
    let mut file = tokio::fs::File::from_std(file);
    let mut length = 0;
    loop {
        let bytes = match timeout(SILENCE, next_bytes(&mut body)).await {
            Err(_) => return Err(Problem::Timeout),
            Ok(None) => break,
            Ok(Some(Err(_))) => return Err(Problem::NotJson("…".to_owned())),
            Ok(Some(Ok(bytes))) => bytes,
        };
        length += bytes.len() as u64;
        if length > MAX_BYTES {
            return Err(Problem::TooLarge);
        }
        file.write_all(&bytes).await?;
    }
    file.flush().await?;
    Ok(file.into_std().await)
}
