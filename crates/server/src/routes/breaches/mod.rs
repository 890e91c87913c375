//! Breaches of personal data, for those who see to them: officers of the unit, and the administrators of its city, who are
//! told of no household by name.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::breach::{Breach, Exposure};
use dong_hanh_domain::{Act, BreachId, UnitKey, may};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::auth::SignedIn;
use crate::breaches::{Concerned, concerned, exposure};
use crate::error::Problem;

pub mod file;
pub mod list;
pub mod open;
pub mod show;
pub mod step;

/// So many households are named beside a breach; all of them stand in the file.
const NAMED: usize = 200;

/// Requests that are answered at once.
pub(super) fn quick() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list::list))
}

/// Requests that read all of a unit, which takes its time.
pub(super) fn reckoned() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(show::show, open::open))
        .routes(routes!(step::step))
        .routes(routes!(file::file))
}

/// A breach, as it is listed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BreachView {
    /// It: what happened, since when, who was told, what was done.
    #[schema(value_type = Object)]
    pub breach: Breach,
    /// What its unit is called.
    pub unit_name: String,
    /// When the authority is to have been told.
    pub deadline: DateTime<Utc>,
}

/// A breach with what it exposed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BreachDetails {
    /// It.
    #[serde(flatten)]
    pub view: BreachView,
    /// What it exposed: by now, or as the authority was told.
    #[schema(value_type = Object)]
    pub exposure: Exposure,
    /// The people concerned, to officers of the unit alone; at most 200 households.
    pub concerned: Vec<Concerned>,
    /// How many more households stand in the file.
    pub more: usize,
    /// Whether whoever asks may see the people concerned, and take the file.
    pub names: bool,
    /// Whom the authority is.
    pub authority: String,
}

impl BreachView {
    async fn of(app: &App, who: &SignedIn, breach: Breach) -> Result<Self, Problem> {
        Ok(Self {
            unit_name: unit_name(app, &breach.unit).await?,
            deadline: breach.deadline(),
            breach: worded(who, breach),
        })
    }
}

/// A breach with the words that whoever asks may see: what was typed may name a family, whatever the field asks for. Who may
/// not see whom it concerns sees what they typed themselves, and of the rest that it was done.
fn worded(who: &SignedIn, mut breach: Breach) -> Breach {
    if sees_names(who, &breach) {
        return breach;
    }
    let user = who.user();
    if breach.opened.by != user {
        breach.reported_by.clear();
    }
    let others = breach.measures.iter_mut();
    for measure in others.filter(|measure| measure.noted.by != user) {
        measure.text.clear();
    }
    breach
}

async fn unit_name(app: &App, key: &UnitKey) -> Result<String, Problem> {
    let unit = app.store.unit(key).await?;
    Ok(unit.map_or_else(|| key.code.clone(), |unit| unit.name))
}

/// A breach to which whoever asks sees; that there are others, nobody is told.
async fn found(app: &App, who: &SignedIn, id: Uuid) -> Result<Breach, Problem> {
    seers(who)?;
    let breach = app.store.breach(BreachId(id)).await?;
    breach
        .filter(|breach| may(who.role(), &Act::SeeToBreaches(breach.unit.clone())))
        .ok_or(Problem::NotFound)
}

/// The units to whose breaches whoever asks sees.
fn seers(who: &SignedIn) -> Result<Vec<UnitKey>, Problem> {
    let units = who.role().units_of_people();
    let units = units.filter(|unit| may(who.role(), &Act::SeeToBreaches((*unit).clone())));
    let units: Vec<_> = units.cloned().collect();
    if units.is_empty() {
        return Err(Problem::NotAllowed);
    }
    Ok(units)
}

/// What it exposed: as it was frozen, or by now.
async fn exposed(app: &App, breach: &Breach) -> Result<Exposure, Problem> {
    match &breach.frozen {
        Some(frozen) => Ok(frozen.clone()),
        None => exposure(app, breach).await,
    }
}

/// Whether whoever asks may see whom a breach concerns.
fn sees_names(who: &SignedIn, breach: &Breach) -> bool {
    may(who.role(), &Act::SeeWhomBreached(breach.unit.clone()))
}

async fn details(
    app: &App,
    who: &SignedIn,
    breach: Breach,
    exposure: Exposure,
) -> Result<BreachDetails, Problem> {
    let names = sees_names(who, &breach);
    let mut people = if names {
        concerned(app, &breach, &exposure).await?
    } else {
        Vec::new()
    };
    let more = people.len().saturating_sub(NAMED);
    people.truncate(NAMED);
    Ok(BreachDetails {
        view: BreachView::of(app, who, breach).await?,
        exposure,
        concerned: people,
        more,
        names,
        authority: app.authority.clone(),
    })
}
