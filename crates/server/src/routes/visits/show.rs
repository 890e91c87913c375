//! One visit.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_domain::VisitId;
use dong_hanh_sync::Visit;
use uuid::Uuid;

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
    let found = app.store.visit(VisitId(id)).await?;
    let household = match &found {
        Some(visit) => app.store.household(visit.household).await?,
        None => None,
    };
    // Whoever looks after the household now sees what was seen of it before.
    let both = found.zip(household);
    let seen = who.see(both, |(_, household)| household.hamlet);
    seen.map(|(visit, _)| Json(visit))
}
