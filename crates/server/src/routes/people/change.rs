//! Changing what is said of somebody, and what they are given.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::{Person, RoleKind, UserId};
use dong_hanh_store::Account;
use uuid::Uuid;

use super::given::SaidOfPerson;
use super::{PersonView, sessions_of, to_change};
use crate::app::App;
use crate::auth::SignedIn;
use crate::body;
use crate::error::{Problem, ProblemDocument};

/// Says something else of a person, and gives a volunteer hamlets in place of those that they have. What they did in the
/// others while those were theirs becomes part of the record whenever it comes.
#[utoipa::path(
    put, path = "/api/v1/people/{user}", tag = "people", params(("user" = Uuid, Path, description = "The person")),
    request_body = SaidOfPerson,
    responses(
        (status = OK, body = PersonView),
        (status = BAD_REQUEST, description = "`not-json` or `wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`: also an officer's own colleague", body = ProblemDocument, content_type = "application/problem+json"),
        (status = NOT_FOUND, description = "`not-found`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`: also where a hamlet is not of the unit", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn change(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(user): Path<Uuid>,
    body::Json(said): body::Json<SaidOfPerson>,
) -> Result<Json<PersonView>, Problem> {
    let account = to_change(&app, &who, UserId(user)).await?;
    let organisation = said.organisation()?;
    let account = match account.role.kind() {
        RoleKind::Volunteer => {
            let before = account.given();
            let given = said.given(&app, account.role.unit(), &before).await?;
            account.at(given, app.now())
        }
        _ => account,
    };
    let account = Account {
        person: Person {
            name: said.name,
            courtesy: said.courtesy,
            organisation,
            ..account.person
        },
        ..account
    };
    let act = AuditAct::PersonChanged {
        user: account.user(),
        hamlets: account.given().into_keys().collect(),
        terms: account.terms.clone(),
    };
    who.note(&app, act).await?;
    app.store.put_account(&account, None, app.now()).await?;
    let sessions = sessions_of(&app, &who, account.user()).await?;
    Ok(Json(PersonView::of(&app, account, sessions).await?))
}
