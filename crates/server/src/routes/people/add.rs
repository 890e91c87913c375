//! Taking somebody on.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use dong_hanh_audit::AuditAct;
use dong_hanh_domain::search::fold;
use dong_hanh_domain::{Act, Person, Role, RoleKind, UnitKey, UserId};
use dong_hanh_store::{Account, StoreError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::PersonView;
use super::given::SaidOfPerson;
use crate::app::App;
use crate::auth::SignedIn;
use crate::body;
use crate::error::{Problem, ProblemDocument};
use crate::schema;
use crate::token::random_id;

/// So many may bear the same name before somebody has to be told apart by hand.
const SAME_NAMES: usize = 100;

/// Somebody who is to work for a unit.
#[derive(Deserialize, ToSchema)]
pub struct NewPerson {
    /// As what: a volunteer unless told.
    #[serde(default = "volunteer")]
    #[schema(value_type = Option<schema::RoleKind>)]
    pub role: RoleKind,
    /// The unit: one's own unless told.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub unit: Option<UnitKey>,
    /// Who they are, and what they are given.
    #[serde(flatten)]
    pub said: SaidOfPerson,
}

fn volunteer() -> RoleKind {
    RoleKind::Volunteer
}

/// Takes somebody on: volunteers of a commune by its officers, everybody but administrators by the administrators of a city.
/// They come in by an invitation, so that nobody but an officer knows the officer's password.
#[utoipa::path(
    post, path = "/api/v1/people", tag = "people", request_body = NewPerson,
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
    body::Json(new): body::Json<NewPerson>,
) -> Result<(StatusCode, Json<PersonView>), Problem> {
    let unit = new.unit.unwrap_or_else(|| who.role().unit().clone());
    who.require(&Act::Employ(new.role, unit.clone()))?;
    // A unit that has become another one has nobody any more.
    if app.store.heir(&unit).await?.is_some() {
        return Err(Problem::WrongShape("unit".to_owned()));
    }
    let given = match new.role {
        RoleKind::Volunteer => new.said.given(&app, &unit, &BTreeMap::new()).await?,
        _ => BTreeMap::new(),
    };
    let organisation = new.said.organisation()?;
    let role = match new.role {
        RoleKind::Volunteer => Role::Volunteer {
            unit,
            hamlets: given.keys().copied().collect(),
        },
        // The store gives an officer what is the unit's.
        RoleKind::CommuneOfficer => Role::CommuneOfficer {
            unit,
            hamlets: [].into(),
        },
        RoleKind::CityOfficer => Role::CityOfficer {
            unit,
            communes: [].into(),
        },
        RoleKind::Administrator => return Err(Problem::NotAllowed),
    };
    let person = Person {
        id: UserId(random_id().map_err(std::io::Error::other)?),
        name: new.said.name,
        courtesy: new.said.courtesy,
        role: new.role,
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
            role: role.clone(),
            terms: given.clone(),
            disabled: false,
        };
        let put = app.store.put_account(&account, None, app.now());
        match put.await {
            Ok(()) => {
                let account = account.at(given, app.now());
                let person = PersonView::of(&app, account, Vec::new()).await?;
                return Ok((StatusCode::CREATED, Json(person)));
            }
            Err(StoreError::SignInTaken) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::WrongShape("name".to_owned()))
}
