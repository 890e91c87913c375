//! Which communes of a city there are here, for its administrators.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use dong_hanh_domain::{Act, Hamlet, RoleKind, UnitKey};
use dong_hanh_store::Account;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// A commune or ward of the city, and how many people work there; nothing of its households.
#[derive(Serialize, ToSchema)]
pub struct CommuneView {
    /// Which: `19900@2025-07-01`.
    #[schema(value_type = String)]
    pub unit: UnitKey,
    /// What it is called.
    pub name: String,
    /// Its hamlets.
    #[schema(value_type = Vec<schema::Hamlet>)]
    pub hamlets: Vec<Hamlet>,
    /// Officers whose account is open.
    pub officers: usize,
    /// Volunteers whose account is open.
    pub volunteers: usize,
    /// Accounts that are closed.
    pub closed: usize,
}

/// The communes and wards of a city that this installation serves, with their hamlets. One that has become another one is
/// not among them.
#[utoipa::path(
    get, path = "/api/v1/units/{unit}/communes", tag = "people",
    params(("unit" = String, Path, description = "The city or province: `46@2025-07-01`")),
    responses(
        (status = OK, body = Vec<CommuneView>),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    State(app): State<Arc<App>>,
    who: SignedIn,
    Path(unit): Path<UnitKey>,
) -> Result<Json<Vec<CommuneView>>, Problem> {
    who.require(&Act::SeeUnits(unit))?;
    let mut communes = Vec::new();
    for key in who.role().communes() {
        if app.store.heir(key).await?.is_some() {
            continue;
        }
        let people = app.store.people(key, app.now()).await?;
        let open = |kind: RoleKind| {
            let is_open = |one: &&Account| !one.disabled && one.role.kind() == kind;
            people.iter().filter(is_open).count()
        };
        let name = app.store.unit(key).await?.map(|unit| unit.name);
        communes.push(CommuneView {
            unit: key.clone(),
            name: name.unwrap_or_else(|| key.code.clone()),
            hamlets: app.store.hamlets(key).await?,
            officers: open(RoleKind::CommuneOfficer),
            volunteers: open(RoleKind::Volunteer),
            closed: people.iter().filter(|one| one.disabled).count(),
        });
    }
    Ok(Json(communes))
}
