//! Giving out changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use dong_hanh_audit::{AuditAct, GivenOut};
use dong_hanh_store::Pulled;
use dong_hanh_sync::PullAnswer;
use dong_hanh_sync::protocol::{PULL_LIMIT, PullRequest};

use crate::app::App;
use crate::auth::SignedIn;
use crate::body::Whole;
use crate::error::{Problem, ProblemDocument};
use crate::routes::operations::push::speak;
use crate::schema;

/// What changed behind the device's cursors, in the feeds that its person may read now.
#[utoipa::path(
    post, path = "/api/v1/changes", tag = "sync", request_body = schema::PullRequest,
    responses(
        (status = OK, body = schema::PullAnswer),
        (status = NO_CONTENT, description = "Nothing is new, and the scopes are those of the cursors"),
        (status = BAD_REQUEST, description = "`not-json`, `protocol-unknown`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn pull(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Whole(body): Whole,
) -> Result<Response, Problem> {
    let request: PullRequest = speak(&body)?;
    let scopes = who.role().scopes(who.user());
    let forgotten = is_forgotten(&app, &who, &request).await?;
    let pulled = app
        .store
        .pull(&scopes, &request.cursors, request.epoch, PULL_LIMIT)
        .await?;
    note(&app, &who, &pulled).await?;
    let same_scopes = scopes
        .iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .eq(request.cursors.0.keys());
    if pulled.feeds.is_empty() && same_scopes && !forgotten {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let role = who.role().kind();
    let feeds = pulled.feeds.into_iter();
    Ok(Json(PullAnswer {
        scopes,
        feeds: feeds.map(|page| page.as_given_to(role)).collect(),
        now: app.now(),
        epoch: pulled.epoch,
        forgotten,
    })
    .into_response())
}

/// Enters what the device is given; a poll that finds nothing new is no write.
async fn note(app: &App, who: &SignedIn, pulled: &Pulled) -> Result<(), Problem> {
    let given = pulled.feeds.iter().filter(|page| !page.changes.is_empty());
    let feeds: Vec<_> = given
        .map(|page| GivenOut {
            scope: page.scope.clone(),
            records: page.changes.len() as u64,
        })
        .collect();
    if feeds.is_empty() {
        who.trace.owe_nothing();
        return Ok(());
    }
    who.note(app, AuditAct::Pulled { feeds }).await
}

/// Notes how the device stands, and whether fewer of its operations are known here than it has receipts for: then this
/// database was put back to an earlier backup.
async fn is_forgotten(app: &App, who: &SignedIn, request: &PullRequest) -> Result<bool, Problem> {
    if request.acknowledged.is_none() && request.report.is_none() {
        return Ok(false);
    }
    let report = request.report.as_ref();
    let (user, device) = (who.user(), who.session.device);
    let received = app.store.note_device(user, device, report, app.now());
    let received = received.await?;
    Ok(request.acknowledged.is_some_and(|known| known > received))
}
