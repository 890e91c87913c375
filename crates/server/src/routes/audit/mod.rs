//! Who did and read what.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_audit::What;
use dong_hanh_domain::time::midnight;
use dong_hanh_domain::{Act, RoleKind, UserId, may};
use dong_hanh_store::{Account, AuditFilter, Whose};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::Problem;

pub mod export;
pub mod list;
pub mod looks;

/// The routes.
pub fn routes() -> OpenApiRouter<std::sync::Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(export::export))
        .routes(routes!(looks::tell))
}

/// Which entries.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sought {
    /// From this day on, in Việt Nam.
    pub from: Option<NaiveDate>,
    /// Until this day, and with it.
    pub to: Option<NaiveDate>,
    /// What this person did.
    #[param(value_type = Option<Uuid>)]
    pub person: Option<UserId>,
    /// What names this id: of a household, a person, a hamlet, a visit.
    pub subject: Option<Uuid>,
}

impl Sought {
    /// The same for the store, as far as somebody may see it.
    async fn filter(&self, app: &App, who: &SignedIn) -> Result<AuditFilter, Problem> {
        let people = people(app, who).await?.into_iter();
        let people: BTreeSet<_> = people.map(|account| account.user()).collect();
        let whose = match self.person {
            Some(person) => Whose::By(people.into_iter().filter(|user| *user == person).collect()),
            None => Whose::Around {
                people,
                and_nobodys: who.role().kind() == RoleKind::Administrator,
            },
        };
        let next = self.to.and_then(|day| day.succ_opt());
        Ok(AuditFilter {
            from: self.from.map(beginning).transpose()?,
            until: next.map(beginning).transpose()?,
            whose,
            subject: self.subject,
            ..AuditFilter::default()
        })
    }

    /// What is noted of the question.
    fn what(&self) -> What {
        What::Audit {
            person: self.person,
            subject: self.subject,
        }
    }
}

/// Everybody of whose doings somebody may see.
async fn people(app: &App, who: &SignedIn) -> Result<Vec<Account>, Problem> {
    let units = who.role().units_of_people();
    let units: Vec<_> = units
        .filter(|unit| may(who.role(), &Act::SeeAudit((*unit).clone())))
        .collect();
    if units.is_empty() {
        return Err(Problem::NotAllowed);
    }
    let mut people = Vec::new();
    for unit in units {
        people.extend(app.store.people(unit, app.now()).await?);
    }
    Ok(people)
}

/// When a day begins in Việt Nam.
fn beginning(day: NaiveDate) -> Result<DateTime<Utc>, Problem> {
    midnight(day).ok_or(Problem::WrongAddress)
}
