//! How far visits reach in a city or province: numbers by commune, as each commune's own office has them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use chrono::NaiveDate;
use dong_hanh_domain::coverage::{Period, Tally, UnitsThen, Whose, coverage, together};
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_domain::{Act, UnitKey};
use serde::Serialize;
use utoipa::ToSchema;

use super::coverage::{Asked, UnitTally};
use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// How far visits reached in all communes of a city in a period.
#[derive(Serialize, ToSchema)]
pub struct CityView {
    /// The day for which it holds, in Việt Nam: what has become of promises is as of then.
    pub day: NaiveDate,
    /// The first day of the period.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// The whole city.
    #[schema(value_type = schema::Tally)]
    pub all: Tally,
    /// Its communes and wards of today that have a hamlet here. They add up to the whole.
    pub communes: Vec<UnitTally>,
    /// The same by the units in which the hamlets lay at the end of the period: before a merger the old ones, as they were
    /// called then. They add up to the whole.
    pub units: Vec<UnitTally>,
}

/// How many households of each commune of a city somebody came to in a month, quarter or year, and what came of it: what
/// each commune's office is told at this moment, and no household among it.
///
/// The first question after a start of the server reads all records of the city, which takes its time; whoever gets
/// `timeout` asks again, and finds that read.
#[utoipa::path(
    get, path = "/api/v1/units/{unit}/communes/coverage", tag = "record",
    params(("unit" = String, Path, description = "The city or province: `46@2025-07-01`"), Asked),
    responses(
        (status = OK, body = CityView),
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
) -> Result<Json<CityView>, Problem> {
    who.require(&Act::SeeCity(unit))?;
    let today = day_of(app.now());
    let period = asked.period(today);
    let mut view = CityView {
        day: today,
        first: period.first(),
        last: period.last(),
        all: Tally::default(),
        communes: Vec::new(),
        units: Vec::new(),
    };
    let (mut then, mut names) = (Vec::new(), BTreeMap::new());
    for commune in who.role().communes() {
        let hamlets = app.store.hamlets(commune).await?;
        if hamlets.is_empty() {
            continue;
        }
        let of_then = UnitsThen::of(&hamlets, period, today);
        for key in of_then.units() {
            let name = of_then.name(key).map(str::to_owned);
            names.extend(name.map(|name| (key.clone(), name)));
        }
        let question = move |outlook: &Outlook| counted(outlook, &of_then, period, today);
        let asking = app.followers.ask(&app.store, commune, today, question);
        let (tally, units) = asking.await?;
        view.all += tally;
        then.extend(units);
        view.communes.push(UnitTally {
            name: app.store.unit(commune).await?.map(|unit| unit.name),
            unit: Some(commune.clone()),
            tally,
        });
    }
    let of_today = view.communes.iter();
    names.extend(of_today.filter_map(|one| one.unit.clone().zip(one.name.clone())));
    // Hamlets of one unit of then may lie in two communes today.
    let units: BTreeMap<_, Tally> = together(then, |unit| Some(unit.clone()));
    view.units = units
        .into_iter()
        .map(|(unit, tally)| UnitTally {
            name: unit.as_ref().and_then(|unit| names.get(unit)).cloned(),
            unit,
            tally,
        })
        .collect();
    Ok(Json(view))
}

/// What is counted in a commune, and the same by the units of the time.
fn counted(
    outlook: &Outlook,
    then: &UnitsThen,
    period: Period,
    today: NaiveDate,
) -> (Tally, Vec<(Option<UnitKey>, Tally)>) {
    let hamlets = coverage(outlook.households(), period, Whose::All, today);
    let all = hamlets.values().copied().sum();
    (all, then.told(hamlets).into_iter().collect())
}
