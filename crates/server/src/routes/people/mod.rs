//! The people of a unit, for its officers.

use std::collections::BTreeSet;

use dong_hanh_domain::{Act, HamletId, Person, UserId};
use dong_hanh_store::Account;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;
use crate::routes::sessions::SessionView;
use crate::schema;

pub mod add;
pub mod invite;
pub mod key;
pub mod list;
pub mod lost;
pub mod revoke;
pub mod sessions;
pub mod settings;

/// A person with what only officers see.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonView {
    /// Who.
    #[serde(flatten)]
    #[schema(value_type = schema::Person)]
    pub person: Person,
    /// The sign-in name.
    pub sign_in: String,
    /// The hamlets that they were given.
    #[schema(value_type = Vec<Uuid>)]
    pub hamlets: BTreeSet<HamletId>,
    /// Whether the account is closed.
    pub disabled: bool,
    /// On which devices they are signed in, the last used first.
    pub sessions: Vec<SessionView>,
}

impl PersonView {
    fn of(account: Account, sessions: Vec<SessionView>) -> Self {
        Self {
            sessions,
            hamlets: account.role.hamlets().clone(),
            sign_in: account.sign_in,
            person: account.person,
            disabled: account.disabled,
        }
    }
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

/// The account of somebody in the officer's own unit.
async fn of_own_unit(app: &App, officer: &SignedIn, user: UserId) -> Result<Account, Problem> {
    officer.require(&Act::ManageSessions)?;
    let account = app.store.account(user).await?;
    account
        .filter(|account| account.role.unit() == officer.role().unit())
        .ok_or(Problem::NotFound)
}
