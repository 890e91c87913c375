//! Who works for the unit, and on which devices.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::Act;

use super::{PersonView, sessions_of};
use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};

/// The people of the officer's unit, with their sessions.
#[utoipa::path(
    get, path = "/api/v1/people", tag = "people",
    responses(
        (status = OK, body = Vec<PersonView>),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
) -> Result<Json<Vec<PersonView>>, Problem> {
    who.require(&Act::ManageSessions)?;
    let mut people = Vec::new();
    for account in app.store.people(who.role().unit()).await? {
        let sessions = sessions_of(&app, &who, account.user()).await?;
        people.push(PersonView::of(account, sessions));
    }
    let act = AuditAct::Read {
        what: What::People {
            unit: who.role().unit().clone(),
        },
        records: people.len() as u64,
    };
    who.note(&app, act).await?;
    Ok(Json(people))
}
