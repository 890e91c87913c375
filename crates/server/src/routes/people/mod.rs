//! The people of units, for those who see to them: the officers of a commune, and the administrators of its city.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_domain::{Act, HamletId, Person, Role, Term, UnitKey, UserId};
use dong_hanh_store::{Account, StoreResult};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::routes::sessions::SessionView;
use crate::schema;

pub mod add;
pub mod change;
pub mod close;
mod given;
pub mod invite;
pub mod key;
pub mod list;
pub mod lost;
pub mod open;
pub mod revoke;
pub mod sessions;
pub mod settings;

/// A person with what only those who see to them are told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonView {
    /// Who.
    #[serde(flatten)]
    #[schema(value_type = schema::Person)]
    pub person: Person,
    /// The unit that they work for: `19900@2025-07-01`.
    #[schema(value_type = String)]
    pub unit: UnitKey,
    /// What it is called.
    pub unit_name: String,
    /// The sign-in name.
    pub sign_in: String,
    /// The hamlets that they were given, also those whose time has not come or is over.
    #[schema(value_type = Vec<Uuid>)]
    pub hamlets: BTreeSet<HamletId>,
    /// From which day to which, where it was said.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, schema::Term>)]
    pub terms: BTreeMap<HamletId, Term>,
    /// Whether the account is closed.
    pub disabled: bool,
    /// On which devices they are signed in, the last used first.
    pub sessions: Vec<SessionView>,
}

impl PersonView {
    /// What is told of an account.
    ///
    /// # Errors
    /// Where the store fails.
    async fn of(app: &App, account: Account, sessions: Vec<SessionView>) -> StoreResult<Self> {
        let key = account.role.unit();
        let unit = app.store.unit(key).await?;
        let hamlets = match &account.role {
            Role::Volunteer { .. } => account.given().into_keys().collect(),
            role => role.hamlets().clone(),
        };
        Ok(Self {
            sessions,
            hamlets,
            unit: key.clone(),
            unit_name: unit.map_or_else(|| key.code.clone(), |unit| unit.name),
            sign_in: account.sign_in,
            person: account.person,
            terms: account.terms,
            disabled: account.disabled,
        })
    }
}

/// Whose people are asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OfUnit {
    /// The unit: `19900@2025-07-01`; all units whose people one sees to, unless told.
    #[param(value_type = Option<String>)]
    unit: Option<UnitKey>,
}

impl OfUnit {
    /// The units that are meant.
    ///
    /// # Errors
    /// [`Problem::NotAllowed`] where whoever asks does not see to their people.
    pub fn units(self, who: &SignedIn) -> Result<Vec<UnitKey>, Problem> {
        if let Some(unit) = self.unit {
            who.require(&Act::ManageSessions(unit.clone()))?;
            return Ok(vec![unit]);
        }
        let units: Vec<_> = who.role().units_of_people().cloned().collect();
        if units.is_empty() {
            return Err(Problem::NotAllowed);
        }
        Ok(units)
    }
}

/// The first of some units and the others, as one entry of the audit names them.
///
/// # Errors
/// [`Problem::NotAllowed`] where there is none.
pub(super) fn one_and_others(units: Vec<UnitKey>) -> Result<(UnitKey, BTreeSet<UnitKey>), Problem> {
    let mut units = units.into_iter();
    let unit = units.next().ok_or(Problem::NotAllowed)?;
    Ok((unit, units.collect()))
}

/// Somebody's sessions, as the officer sees them.
async fn sessions_of(
    app: &App,
    officer: &SignedIn,
    user: UserId,
) -> Result<Vec<SessionView>, Problem> {
    let (asking, now) = (officer.session.id, app.now());
    let sessions = app.store.sessions(user).await?.into_iter();
    let views = sessions.map(|session| SessionView::of(session, asking, now));
    Ok(views.collect())
}

/// The account of somebody to whom whoever asks sees; that there are others, nobody is told.
async fn of_own_unit(app: &App, officer: &SignedIn, user: UserId) -> Result<Account, Problem> {
    let units = OfUnit { unit: None }.units(officer)?;
    let account = app.store.account(user, app.now()).await?;
    account
        .filter(|account| units.contains(account.role.unit()))
        .ok_or(Problem::NotFound)
}

/// The same, where it is to be changed, closed or opened.
async fn to_change(app: &App, officer: &SignedIn, user: UserId) -> Result<Account, Problem> {
    let account = of_own_unit(app, officer, user).await?;
    let unit = account.role.unit().clone();
    officer.require(&Act::Employ(account.role.kind(), unit))?;
    Ok(account)
}
