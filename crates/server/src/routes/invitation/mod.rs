//! Coming in by an invitation, on a phone that nobody has signed in on.

use dong_hanh_store::{Invitation, Unit};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::factor;
use crate::invitation::Code;

pub mod look;
pub mod take;

/// A code, as it was scanned or typed.
#[derive(Deserialize, ToSchema)]
pub struct Typed {
    /// Letter case, spaces and what parts the letters do not matter.
    pub code: String,
}

/// The invitation of a code and the unit that it leads to, while it may count somewhere; one that never was, is over or was
/// taken is told the same.
async fn open(app: &App, typed: &Typed) -> Result<(Invitation, Unit), Problem> {
    let found = app
        .store
        .invitation(&Code::typed(&typed.code).hash())
        .await?;
    let found = found.filter(|found| app.now() < found.expires);
    let found = found.ok_or(Problem::NoInvitation)?;
    let account = app.store.account(found.user, app.now()).await?;
    let account = account.filter(|account| !account.disabled);
    let account = account.ok_or(Problem::NoInvitation)?;
    // Whoever became an officer since has more to show than a code on paper.
    if factor::of(app, &account).await?.is_some() {
        return Err(Problem::NoInvitation);
    }
    let unit = app.store.unit(account.role.unit()).await?;
    Ok((found, unit.ok_or(Problem::NoInvitation)?))
}
