//! Giving out changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
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
    let feeds = app
        .store
        .pull(&scopes, &request.cursors, PULL_LIMIT)
        .await?;
    let same_scopes = scopes
        .iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .eq(request.cursors.0.keys());
    if feeds.is_empty() && same_scopes {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Json(PullAnswer {
        scopes,
        feeds,
        now: app.now(),
        epoch: None,
        forgotten: false,
    })
    .into_response())
}
