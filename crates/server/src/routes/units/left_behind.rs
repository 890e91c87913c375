//! Who is left behind in a unit, and why.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use chrono::NaiveDate;
use dong_hanh_audit::{AuditAct, What};
use dong_hanh_domain::following::day_of;
use dong_hanh_domain::left_behind::{Behind, Count, Place, Reason, ReasonKind};
use dong_hanh_domain::outlook::Outlook;
use dong_hanh_domain::{Act, Class, HamletId, HouseholdId, UnitKey};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::auth::{Costly, SignedIn};
use crate::error::{Problem, ProblemDocument};
use crate::schema;

/// The most households in one answer.
const LIMIT: u32 = 500;

/// Which households.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Only of this hamlet; the numbers are of it too.
    #[param(value_type = Option<Uuid>)]
    hamlet: Option<HamletId>,
    /// Only those that bear such a reason, among others.
    #[param(value_type = Option<schema::ReasonKind>)]
    #[serde(default, deserialize_with = "kind")]
    reason: Option<ReasonKind>,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "place")]
    after: Option<Place>,
    /// At most so many: 100 unless told, 500 at most.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_i64)]
    limit: Option<u32>,
}

/// Some of the households that are left behind, and how many there are in all.
#[derive(Serialize, ToSchema)]
pub struct LeftBehindPage {
    /// The day for which it holds, in Việt Nam.
    pub day: NaiveDate,
    /// How many households there are, with those that are not left behind, and without those that are none of the commune's
    /// any more.
    pub of: usize,
    /// How many are left behind, for whatever reason.
    pub left_behind: usize,
    /// How many of them bear which reason, the most urgent first. A household with two reasons is in two of the numbers.
    pub reasons: Vec<ReasonCount>,
    /// They, the most urgent first.
    pub rows: Vec<LeftBehindRow>,
    /// Where the next page begins, for `after`; missing on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// How many households are left behind for a reason.
#[derive(Serialize, ToSchema)]
pub struct ReasonCount {
    /// Which.
    #[schema(value_type = schema::ReasonKind)]
    pub reason: &'static str,
    /// How many, each once.
    pub households: usize,
}

/// A household that is left behind.
#[derive(Serialize, ToSchema)]
pub struct LeftBehindRow {
    /// Which.
    #[schema(value_type = Uuid)]
    pub household: HouseholdId,
    /// Where it lives.
    #[schema(value_type = Uuid)]
    pub hamlet: HamletId,
    /// Its class on that day: `poor`, `near_poor`, `escaped` or `escaped_near`; none where nobody has entered one.
    #[schema(value_type = Option<String>)]
    pub class: Option<Class>,
    /// Why, the most urgent reason first, and never none.
    pub reasons: Vec<SaidReason>,
}

/// A reason with its sentence.
#[derive(Serialize, ToSchema)]
pub struct SaidReason {
    /// It.
    #[schema(value_type = schema::Reason)]
    pub why: Reason,
    /// For how many days it has been so; none for whoever was never visited.
    pub days: Option<u32>,
    /// The sentence, in Vietnamese.
    pub vi: String,
    /// The same in English.
    pub en: String,
}

/// The households of the unit that are left behind, by the rule of the phones and from what the office has at this moment:
/// the most urgent first, each with its reasons.
///
/// The first question after a start of the server reads all records of the unit, which takes seconds where there are very
/// many; whoever gets `timeout` asks again, and finds that read.
#[utoipa::path(
    get, path = "/api/v1/units/{unit}/left-behind", tag = "record",
    params(("unit" = String, Path, description = "The unit: `19900@2025-07-01`"), Asked),
    responses(
        (status = OK, body = LeftBehindPage),
        (status = BAD_REQUEST, description = "`wrong-address`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = UNAUTHORIZED, description = "`session-ended`", body = ProblemDocument, content_type = "application/problem+json"),
        (status = FORBIDDEN, description = "`not-allowed`", body = ProblemDocument, content_type = "application/problem+json"),
    )
)]
pub async fn left_behind(
    State(app): State<Arc<App>>,
    _: Costly,
    who: SignedIn,
    Path(unit): Path<UnitKey>,
    Query(asked): Query<Asked>,
) -> Result<Json<LeftBehindPage>, Problem> {
    who.require(&Act::SeeLeftBehind(unit.clone()))?;
    let today = day_of(app.now());
    let question = move |outlook: &Outlook| page(outlook, today, &asked);
    let asking = app.followers.ask(&app.store, &unit, today, question);
    let page = asking.await?;
    let act = AuditAct::Read {
        what: What::LeftBehind { unit },
        records: page.rows.len() as u64,
    };
    who.note(&app, act).await?;
    Ok(Json(page))
}

fn page(outlook: &Outlook, today: NaiveDate, asked: &Asked) -> LeftBehindPage {
    let lies_there = |hamlet| asked.hamlet.is_none_or(|asked| asked == hamlet);
    let households = outlook.households();
    let of = match asked.hamlet {
        None => outlook.there(),
        Some(hamlet) => households
            .iter()
            .filter(|one| one.hamlet == hamlet && !one.is_left_alone(today))
            .count(),
    };
    let mut left_behind = 0;
    let all = outlook.left_behind_after(None).map(|row| &**row);
    let all = all.filter(|row| lies_there(row.hamlet));
    let counts = Count::among(all.inspect(|_| left_behind += 1));
    let limit = asked.limit.unwrap_or(100).clamp(1, LIMIT) as usize;
    let behind = outlook.left_behind_after(asked.after.as_ref());
    let mut behind = behind.filter(|row| {
        lies_there(row.hamlet) && asked.reason.is_none_or(|reason| row.bears(reason))
    });
    let rows: Vec<_> = behind.by_ref().take(limit).collect();
    let last = rows.last().filter(|_| behind.next().is_some());
    LeftBehindPage {
        day: today,
        of,
        left_behind,
        reasons: counts.map(ReasonCount::from).into(),
        next: last.map(|row| Place::of(row, today).to_string()),
        rows: rows.into_iter().map(|row| said(row, today)).collect(),
    }
}

fn said(row: &Behind, today: NaiveDate) -> LeftBehindRow {
    let reasons = row.reasons().iter().map(|reason| {
        let said = reason.both(today);
        SaidReason {
            why: reason.clone(),
            days: Some(reason.waiting(today)).filter(|days| *days < u32::MAX),
            vi: said.vi,
            en: said.en,
        }
    });
    LeftBehindRow {
        household: row.household,
        hamlet: row.hamlet,
        class: row.class,
        reasons: reasons.collect(),
    }
}

impl From<Count> for ReasonCount {
    fn from(count: Count) -> Self {
        Self {
            reason: count.kind.code(),
            households: count.households,
        }
    }
}

fn place<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Place>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ReasonKind>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let unknown = || serde::de::Error::custom("no kind of reason");
    ReasonKind::coded(&text).map(Some).ok_or_else(unknown)
}
