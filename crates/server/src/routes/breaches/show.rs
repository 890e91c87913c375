//! One breach, with what it exposed.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_audit::{AuditAct, What};
use uuid::Uuid;

use super::{BreachDetails, details, exposed, found};
use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::error::{Problem, ProblemDocument};

/// A breach: what it exposed by now, or as the authority was told; to officers of the unit, with the people concerned.
#[utoipa::path(
    get, path = "/api/v1/breaches/{id}", tag = "breaches",
    params(("id" = Uuid, Path, description = "Which")),
    responses(
        (status = OK, body = BreachDetails),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    Path(id): Path<Uuid>,
) -> Result<Json<BreachDetails>, Problem> {
    let breach = found(&app, &who, id).await?;
    let exposure = exposed(&app, &breach).await?;
    let details = details(&app, &who, breach, exposure).await?;
    let act = AuditAct::Read {
        what: What::Breach {
            breach: details.view.breach.id,
        },
        records: details.concerned.len() as u64,
    };
    who.note(&app, act).await?;
    Ok(Json(details))
}
