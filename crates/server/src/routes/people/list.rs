//! Who works for a unit, and on which devices.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use dong_hanh_audit::{AuditAct, What};

use super::{OfUnit, PersonView, one_and_others, sessions_of};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// The people of a unit with their sessions: of the officer's own one, or of all communes of the administrator's city and
/// the city itself.
#[utoipa::path(
    get, path = "/api/v1/people", tag = "people", params(OfUnit),
    responses(
        (status = OK, body = Vec<PersonView>),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Query(of): Query<OfUnit>,
) -> Result<Json<Vec<PersonView>>, Problem> {
    let units = of.units(&who)?;
    let mut accounts = Vec::new();
    for unit in &units {
        accounts.extend(app.store.people(unit, app.now()).await?);
    }
    let (unit, others) = one_and_others(units)?;
    let act = AuditAct::Read {
        what: What::People { unit, others },
        records: accounts.len() as u64,
    };
    who.note(&app, act).await?;
    let mut people = Vec::new();
    for account in accounts {
        let sessions = sessions_of(&app, &who, account.user()).await?;
        people.push(PersonView::of(&app, account, sessions).await?);
    }
    Ok(Json(people))
}
