//! Taking a volunteer on.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Act, Courtesy, HamletId, Person, PersonName, Role, RoleKind, UserId};
use dong_hanh_store::{Account, StoreError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::PersonView;
use crate::app::App;
use crate::auth::SignedIn;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::schema;
use crate::token::random_id;

/// The longest name of an organisation, in characters.
const ORGANISATION_MAX: usize = 120;

/// So many may bear the same name before somebody has to be told apart by hand.
const SAME_NAMES: usize = 100;

/// Somebody who is to visit households.
#[derive(Deserialize, ToSchema)]
pub struct NewVolunteer {
    /// Họ và tên.
    #[schema(value_type = String)]
    pub name: PersonName,
    /// How they wish to be called.
    #[schema(value_type = schema::Courtesy)]
    pub courtesy: Courtesy,
    /// The organisation that they come from.
    #[serde(default)]
    pub organisation: Option<String>,
    /// The hamlets that they are given, all of the officer's unit.
    #[schema(value_type = Vec<Uuid>)]
    pub hamlets: BTreeSet<HamletId>,
}

/// Takes a volunteer on in the officer's unit. They have no password, and come in by an invitation.
#[utoipa::path(
    post, path = "/api/v1/people", tag = "people", request_body = NewVolunteer,
    responses(
        (status = CREATED, body = PersonView),
        (status = BAD_REQUEST, description = "`not-json`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "`wrong-shape`: also where a hamlet is not of the unit", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn add(
    State(app): State<Arc<App>>,
    who: SignedIn,
    body::Json(new): body::Json<NewVolunteer>,
) -> Result<(StatusCode, Json<PersonView>), Problem> {
    let unit = who.role().unit().clone();
    who.require(&Act::Invite(unit.clone()))?;
    if new.hamlets.is_empty() || !new.hamlets.is_subset(who.role().hamlets()) {
        return Err(Problem::WrongShape("hamlets".to_owned()));
    }
    let organisation = new.organisation.map(|name| name.trim().to_owned());
    let organisation = organisation.filter(|name| !name.is_empty());
    if organisation
        .as_ref()
        .is_some_and(|name| name.chars().count() > ORGANISATION_MAX)
    {
        return Err(Problem::WrongShape("organisation".to_owned()));
    }
    let person = Person {
        id: UserId(random_id().map_err(std::io::Error::other)?),
        name: new.name,
        courtesy: new.courtesy,
        role: RoleKind::Volunteer,
        organisation,
    };
    let added = AuditAct::PersonAdded { user: person.id };
    who.note(&app, added).await?;
    let base = fold(&person.name.to_string()).replace(' ', ".");
    for nth in 1..=SAME_NAMES {
        let account = Account {
            sign_in: if nth == 1 {
                base.clone()
            } else {
                format!("{base}.{nth}")
            },
            person: person.clone(),
            role: Role::Volunteer {
                unit: unit.clone(),
                hamlets: new.hamlets.clone(),
            },
            disabled: false,
        };
        match app.store.put_account(&account, None, app.now()).await {
            Ok(()) => {
                return Ok((
                    StatusCode::CREATED,
                    Json(PersonView::of(account, Vec::new())),
                ));
            }
            Err(StoreError::SignInTaken) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::WrongShape("name".to_owned()))
}
