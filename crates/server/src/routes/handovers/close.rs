//! Closing a draft that was handed over and that nobody needs any more.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_store::HandedRuling;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::decide;
use crate::app::App;
use crate::auth::SignedIn;
use crate::body;
use crate::error::{Problem, ProblemDocument};

/// The longest reason, in letters.
const LONGEST: usize = 1_000;

/// Why it is closed.
#[derive(Deserialize, ToSchema)]
pub struct CloseDraft {
    /// In the officer's words, where there is something to say.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub why: Option<String>,
}

/// Closes a draft that somebody of the officer's unit handed over. It is kept, and leaves the list until its device hands
/// over something else of the same; one that is closed already stays as it was closed.
#[utoipa::path(
    put, path = "/api/v1/handovers/drafts/{author}/{digest}/closing", tag = "handover", request_body = CloseDraft,
    params(
        ("author" = Uuid, Path, description = "Who was recording it"),
        ("digest" = String, Path, pattern = "^[0-9a-f]{64}$", description = "By what the author's drafts are told apart"),
    ),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`not-json`, `wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn close(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(draft): Path<(Uuid, String)>,
    body::Json(request): body::Json<CloseDraft>,
) -> Result<StatusCode, Problem> {
    let why = request.why.map(|why| why.trim().to_owned());
    let why = why.filter(|why| !why.is_empty());
    let letters = why.as_ref().map_or(0, |why| why.chars().count());
    if letters > LONGEST {
        let problem = format!("{letters} letters of {LONGEST} at most");
        return Err(Problem::WrongShape(problem));
    }
    decide(&app, &who, draft, HandedRuling::Close { why }).await
}
