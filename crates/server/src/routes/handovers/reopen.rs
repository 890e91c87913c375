//! Opening a draft again that was closed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use dong_hanh_store::HandedRuling;
use uuid::Uuid;

use super::decide;
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// Opens a draft again that somebody of the officer's unit handed over; one that is open stays so.
#[utoipa::path(
    delete, path = "/api/v1/handovers/drafts/{author}/{digest}/closing", tag = "handover",
    params(
        ("author" = Uuid, Path, description = "Who was recording it"),
        ("digest" = String, Path, pattern = "^[0-9a-f]{64}$", description = "By what the author's drafts are told apart"),
    ),
    responses(
        (status = NO_CONTENT),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, with Retry-After", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn reopen(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(draft): Path<(Uuid, String)>,
) -> Result<StatusCode, Problem> {
    decide(&app, &who, draft, HandedRuling::Reopen).await
}
