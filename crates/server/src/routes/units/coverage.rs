//! How far visits reach in a unit: numbers by hamlet, by the unit of the time, and by visitor.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use chrono::NaiveDate;
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::coverage::{
    Part, Period, Span, Tally, UnitsThen, Whose, by_person, coverage, given, together, visited,
};
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_domain::{Act, Hamlet, HamletId, RoleKind, UnitKey, UserId, may};
use dong_hanh_store::Account;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// Of which period.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// How long it is: a month unless told.
    #[param(value_type = Option<schema::Span>)]
    span: Option<Span>,
    /// A day that lies in it: today unless told.
    day: Option<NaiveDate>,
}

impl Asked {
    /// The period that is meant.
    pub(super) fn period(&self, today: NaiveDate) -> Period {
        let span = self.span.unwrap_or(Span::Month);
        Period::around(span, self.day.unwrap_or(today))
    }
}

/// How far visits reached in a period.
#[derive(Serialize, ToSchema)]
pub struct CoverageView {
    /// The day for which it holds, in Việt Nam: what has become of promises is as of then.
    pub day: NaiveDate,
    /// What the unit is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The first day of the period.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// The whole unit.
    #[schema(value_type = schema::Tally)]
    pub all: Tally,
    /// By where the households lived at the end of the period, or live now where it is running; hamlets without any are
    /// missing. They add up to the whole.
    pub hamlets: Vec<HamletTally>,
    /// By the units in which the hamlets lay at the end of the period: before a merger the old ones, as they were called
    /// then. They add up to the whole.
    pub units: Vec<UnitTally>,
    /// By who came, whoever came at all, and every volunteer of the unit. Their households are those that they came to,
    /// so that one to which two came is counted with both; their visits add up to the whole. Their share is of the
    /// households that they were given. Whoever is not of the unit's own office is told of nobody.
    pub visitors: Vec<VisitorTally>,
}

/// What was counted in a hamlet.
#[derive(Serialize, ToSchema)]
pub struct HamletTally {
    /// Which.
    #[schema(value_type = Uuid)]
    pub hamlet: HamletId,
    /// What it is called; missing of one that lies in another unit now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The unit in which it lay at the end of the period, where that is another one than the one that is asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub unit: Option<UnitKey>,
    /// What.
    #[schema(value_type = schema::Tally)]
    pub tally: Tally,
}

/// What was counted in the hamlets that lay in a unit.
#[derive(Serialize, ToSchema)]
pub struct UnitTally {
    /// Which; missing of hamlets that lie in another unit than the one that is asked about, from which households came.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub unit: Option<UnitKey>,
    /// What it was called then, where anybody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What.
    #[schema(value_type = schema::Tally)]
    pub tally: Tally,
}

/// What was counted of one visitor.
#[derive(Serialize, ToSchema)]
pub struct VisitorTally {
    /// Who.
    #[schema(value_type = Uuid)]
    pub user: UserId,
    /// How many of the households of their hamlets they met, as their own phone says; missing of whoever is
    /// none of the unit's people now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<schema::Part>)]
    pub given: Option<Part>,
    /// What.
    #[schema(value_type = schema::Tally)]
    pub tally: Tally,
}

/// How many households of a unit somebody came to in a month, quarter or year, and what came of it: by the rule of the
/// phones, from what the office has at this moment.
///
/// The first question after a start of the server reads all records of the unit, which takes seconds where there are very
/// many; whoever gets `timeout` asks again, and finds that read.
#[utoipa::path(
    get, path = "/api/v1/units/{unit}/coverage", tag = "record",
    params(("unit" = String, Path, description = "The unit: `19900@2025-07-01`"), Asked),
    responses(
        (status = OK, body = CoverageView),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn show(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    Path(unit): Path<UnitKey>,
    Query(asked): Query<Asked>,
) -> Result<Json<CoverageView>, Problem> {
    who.require(&Act::SeeCoverage(unit.clone()))?;
    let today = day_of(app.now());
    let period = asked.period(today);
    let hamlets = app.store.hamlets(&unit).await?;
    let then = UnitsThen::of(&hamlets, period, today);
    let mut names = BTreeMap::new();
    for key in then.units() {
        let name = match then.name(key) {
            Some(name) => Some(name.to_owned()),
            None => app.store.unit(key).await?.map(|unit| unit.name),
        };
        names.extend(name.map(|name| (key.clone(), name)));
    }
    let people = app.store.people(&unit, app.now()).await?;
    let tells_visitors = may(who.role(), &Act::SeeVisitors(unit.clone()));
    let name = app.store.unit(&unit).await?.map(|unit| unit.name);
    let asked = unit.clone();
    let question = move |outlook: &Outlook| {
        let told = Told {
            unit: asked,
            then,
            names,
            people,
            hamlets,
            tells_visitors,
            name,
        };
        told.view(outlook, period, today)
    };
    let view = app
        .followers
        .ask(&app.store, &unit, today, question)
        .await?;
    if tells_visitors {
        let what = What::Coverage { unit };
        who.note(&app, AuditAct::Read { what, records: 1 }).await?;
    } else {
        // Numbers of hamlets, and of nobody.
        who.trace.owe_nothing();
    }
    Ok(Json(view))
}

/// By which units and of whom it is told.
struct Told {
    /// The one that is asked about.
    unit: UnitKey,
    then: UnitsThen,
    names: BTreeMap<UnitKey, String>,
    people: Vec<Account>,
    hamlets: Vec<Hamlet>,
    /// Whether whoever asks may see whose visits those were.
    tells_visitors: bool,
    /// What the unit is called.
    name: Option<String>,
}

impl Told {
    fn view(&self, outlook: &Outlook, period: Period, today: NaiveDate) -> CoverageView {
        let households = outlook.households();
        let hamlets = coverage(households, period, Whose::All, today);
        let volunteers = self.people.iter();
        let volunteers = volunteers.filter(|account| account.role.kind() == RoleKind::Volunteer);
        let volunteers = volunteers.map(Account::user);
        let visitors = by_person(volunteers, visited(households, period, today));
        let people = self.people.iter();
        let people = people.map(|account| (account.user(), account.role.hamlets()));
        let theirs = given(households, period, people, today);
        let theirs = theirs.map(|(user, counted)| (user, counted.tally.all()));
        let nobody = self
            .people
            .iter()
            .map(|account| (account.user(), Part::default()));
        let theirs: BTreeMap<_, Part> = together(nobody.chain(theirs), |user| Some(*user));
        let units = self
            .then
            .told(hamlets.iter().map(|(hamlet, tally)| (*hamlet, *tally)));
        let units = units.into_iter().map(|(unit, tally)| UnitTally {
            name: unit.as_ref().and_then(|unit| self.names.get(unit)).cloned(),
            unit,
            tally,
        });
        CoverageView {
            day: today,
            name: self.name.clone(),
            first: period.first(),
            last: period.last(),
            all: hamlets.values().copied().sum(),
            units: units.collect(),
            visitors: visitors
                .into_iter()
                .filter(|_| self.tells_visitors)
                .map(|(user, tally)| VisitorTally {
                    user,
                    given: theirs.get(&user).copied(),
                    tally,
                })
                .collect(),
            hamlets: hamlets
                .into_iter()
                .map(|(hamlet, tally)| HamletTally {
                    hamlet,
                    name: self.called(hamlet),
                    unit: self.other_than_asked(hamlet),
                    tally,
                })
                .collect(),
        }
    }

    fn called(&self, id: HamletId) -> Option<String> {
        let hamlet = self.hamlets.iter().find(|hamlet| hamlet.id == id)?;
        Some(hamlet.full_name())
    }

    fn other_than_asked(&self, hamlet: HamletId) -> Option<UnitKey> {
        let unit = self.then.unit(hamlet);
        unit.filter(|unit| **unit != self.unit).cloned()
    }
}
