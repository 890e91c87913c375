//! Visits, as an officer asks for them.

use dong_hanh_domain::VisitId;
use dong_hanh_sync::Visit;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;

pub mod list;
pub mod show;
pub mod xform;

/// A visit that was found, if whoever asks may see it.
async fn seen(app: &App, who: &SignedIn, id: VisitId) -> Result<Visit, Problem> {
    let found = app.store.visit(id).await?;
    let household = match &found {
        Some(visit) => app.store.household(visit.household).await?,
        None => None,
    };
    // Whoever looks after the household now sees what was seen of it before.
    let both = found.zip(household);
    let seen = who.see(both, |(_, household)| household.hamlet);
    seen.map(|(visit, _)| visit)
}
