//! One visit.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_domain::VisitId;
use dong_hanh_sync::Visit;
use uuid::Uuid;

use super::seen;
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// One visit, with what the office says to it.
#[utoipa::path(
    get, path = "/api/v1/visits/{id}", tag = "record", params(("id" = Uuid, Path, description = "The visit")),
    responses(
        (status = OK, body = schema::Visit),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<Visit>, Problem> {
    seen(&app, &who, VisitId(id)).await.map(Json)
}
