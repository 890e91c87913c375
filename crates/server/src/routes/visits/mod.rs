//! Visits, as an officer asks for them.

use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::VisitId;
use dong_hanh_sync::Visit;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;

pub mod list;
pub mod show;
pub mod xform;

/// A visit that was found, if whoever asks may see it; that they do is entered.
async fn seen(app: &App, who: &SignedIn, id: VisitId) -> Result<Visit, Problem> {
    let found = app.store.visit(id).await?;
    let household = match &found {
        Some(visit) => app.store.household(visit.household).await?,
        None => None,
    };
    // Whoever looks after the household now sees what was seen of it before.
    let both = found.zip(household);
    let (visit, _) = who.see(both, |(_, household)| household.hamlet)?;
    let what = What::Visit {
        visit: visit.id,
        household: visit.household,
    };
    who.note(app, AuditAct::Read { what, records: 1 }).await?;
    Ok(visit)
}
