//! One household.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::{Household, HouseholdId};
use uuid::Uuid;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// One household, with its members.
///
/// A volunteer gets it without what no visit needs.
#[utoipa::path(
    get, path = "/api/v1/households/{id}", tag = "record", params(("id" = Uuid, Path, description = "The household")),
    responses(
        (status = OK, body = schema::Household),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<Household>, Problem> {
    let found = app.store.household(HouseholdId(id)).await?;
    let household = who.see(found, |household| household.hamlet)?;
    let what = What::Household {
        household: household.id,
    };
    who.note(&app, AuditAct::Read { what, records: 1 }).await?;
    Ok(Json(household.as_given_to(who.role().kind())))
}
