//! Coming in by an invitation, on a phone that nobody has signed in on.

use dong_hanh_domain::RoleKind;
use dong_hanh_store::{Account, Invitation};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::invitation::Code;

pub mod choose;
pub mod look;
pub mod take;

/// A code, as it was scanned or typed.
#[derive(Deserialize, ToSchema)]
pub struct Typed {
    /// Letter case, spaces and what parts the letters do not matter.
    pub code: String,
}

/// What an invitation leads to.
struct Leads {
    invitation: Invitation,
    account: Account,
    /// What its unit is called.
    unit: String,
}

impl Leads {
    /// Whether it opens a phone; an officer chooses a password by it, and comes in by that and by a second factor where there
    /// is one.
    fn opens_phone(&self) -> bool {
        self.account.role.kind() == RoleKind::Volunteer
    }
}

/// What the invitation of a code leads to, while it may count somewhere; one that never was, is over or was taken is told the
/// same.
async fn open(app: &App, typed: &Typed) -> Result<Leads, Problem> {
    let found = app
        .store
        .invitation(&Code::typed(&typed.code).hash())
        .await?;
    let found = found.filter(|found| app.now() < found.expires);
    let found = found.ok_or(Problem::NoInvitation)?;
    let account = app.store.account(found.user, app.now()).await?;
    let account = account.filter(|account| !account.disabled);
    let account = account.ok_or(Problem::NoInvitation)?;
    let key = account.role.unit();
    let unit = app.store.unit(key).await?;
    Ok(Leads {
        unit: unit.map_or_else(|| key.code.clone(), |unit| unit.name),
        invitation: found,
        account,
    })
}
