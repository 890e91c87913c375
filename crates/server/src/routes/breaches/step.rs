//! Saying of a breach who was told, what was done, that it is closed.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::breach::{BreachError, Mark, Step, Whom};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{BreachDetails, details, exposed, found, sees_names};
use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::body;
use crate::error::{Problem, ProblemDocument};

/// Something that is said of a breach.
#[derive(Deserialize, ToSchema)]
pub struct Stepped {
    /// The version of the breach that whoever says it has seen.
    pub version: u64,
    /// What: `{"step": "told", "whom": {"is": "authority"}, "at": …, "how": "letter"}`, `measure`, `close` or `reopen`.
    #[schema(value_type = Object)]
    pub step: Step,
}

/// Says something of a breach. When the authority was told, what it exposed is written down as it stands.
#[utoipa::path(
    post, path = "/api/v1/breaches/{id}/steps", tag = "breaches", request_body = Stepped,
    params(("id" = Uuid, Path, description = "Which")),
    responses(
        (status = OK, body = BreachDetails),
        (status = BAD_REQUEST, description = "`wrong-address`, `not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = CONFLICT, description = "`breach-moved-on`: nothing has changed", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`, `unfit-breach`: nothing has changed", body = ProblemDocument, content_type = "application/problem+json"),
        (status = SERVICE_UNAVAILABLE, description = "`busy`, `not-noted`, `timeout`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn step(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    Path(id): Path<Uuid>,
    body::Json(Stepped { version, step }): body::Json<Stepped>,
) -> Result<Json<BreachDetails>, Problem> {
    let breach = found(&app, &who, id).await?;
    if breach.version != version {
        return Err(Problem::Breach(BreachError::MovedOn));
    }
    let exposure = exposed(&app, &breach).await?;
    if let Step::Told {
        whom: Whom::Households { households },
        ..
    } = &step
    {
        // Of whom one sees no name one has told nobody.
        if !sees_names(&who, &breach) {
            return Err(Problem::NotAllowed);
        }
        if !households.is_subset(&exposure.households) {
            return Err(Problem::NotFound);
        }
    }
    let noted = Mark {
        at: app.now(),
        by: who.user(),
    };
    let act = AuditAct::BreachStepped {
        breach: breach.id,
        step: (&step).into(),
    };
    let breach = breach.after(step, noted, Some(exposure.clone()));
    let breach = breach.map_err(Problem::Breach)?;
    who.note(&app, act).await?;
    if !app.store.put_breach(&breach).await? {
        return Err(Problem::Breach(BreachError::MovedOn));
    }
    let exposure = breach.frozen.clone().unwrap_or(exposure);
    Ok(Json(details(&app, &who, breach, exposure).await?))
}
