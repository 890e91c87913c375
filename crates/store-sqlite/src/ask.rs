//! What an officer asks of the record.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Hamlet, HamletId, Household, PersonName, UnitKey};
use dong_hanh_form::Sha256;
use dong_hanh_store::{HamletOverview, MediaUse, VisitFilter, VisitPlace, VisitSummary};
use dong_hanh_sync::RecordKey;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, QueryBuilder, Row, SqliteConnection};

use crate::error::SqlResult;
use crate::values::{damaged, from_word, list, moment, read};

/// One record of any kind, wherever it is.
pub(crate) async fn record<T: DeserializeOwned>(
    tx: &mut SqliteConnection,
    key: RecordKey,
) -> SqlResult<Option<T>> {
    let body: Option<String> =
        sqlx::query_scalar("SELECT body FROM record WHERE key = ? AND body IS NOT NULL LIMIT 1")
            .bind(key.to_string())
            .fetch_optional(tx)
            .await?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

/// The households that live in hamlets.
pub(crate) async fn households(
    tx: &mut SqliteConnection,
    hamlets: &BTreeSet<HamletId>,
) -> SqlResult<Vec<Household>> {
    let bodies: Vec<String> = sqlx::query_scalar(
        "SELECT body FROM household JOIN record ON key = 'household:' || household.id \
         WHERE household.hamlet IN (SELECT value FROM json_each(?)) AND body IS NOT NULL ORDER BY household.id",
    )
    .bind(list(hamlets))
    .fetch_all(tx)
    .await?;
    let households = bodies.iter().map(|body| serde_json::from_str(body));
    Ok(households.collect::<Result<_, _>>()?)
}

/// Visits, newest first.
pub(crate) async fn visits(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    filter: &VisitFilter,
) -> SqlResult<Vec<VisitSummary>> {
    let mut ask = QueryBuilder::new(
        "SELECT v.id, v.household, h.head, h.hamlet, v.author, v.day, v.received, v.state, v.amends \
         FROM visit v JOIN household h ON h.id = v.household WHERE v.unit = ",
    );
    ask.push_bind(unit.to_string());
    ask.push(" AND h.hamlet IN (SELECT value FROM json_each(")
        .push_bind(list(&filter.hamlets))
        .push("))");
    if let Some(state) = filter.state {
        ask.push(" AND v.state = ").push_bind(state.as_str());
    }
    if let Some(VisitPlace { received, id }) = filter.behind {
        ask.push(" AND (v.received, v.id) < (")
            .push_bind(received.timestamp_millis())
            .push(", ")
            .push_bind(id.to_string())
            .push(")");
    }
    ask.push(" ORDER BY v.received DESC, v.id DESC LIMIT ")
        .push_bind(i64::from(filter.limit));
    ask.build()
        .fetch_all(tx)
        .await?
        .iter()
        .map(summary)
        .collect()
}

fn summary(row: &SqliteRow) -> SqlResult<VisitSummary> {
    let amends: Option<String> = row.try_get("amends")?;
    let head: &str = row.try_get("head")?;
    Ok(VisitSummary {
        id: read(row.try_get("id")?)?,
        household: read(row.try_get("household")?)?,
        head: PersonName::new(head).map_err(|_| damaged(head))?,
        hamlet: read(row.try_get("hamlet")?)?,
        author: read(row.try_get("author")?)?,
        day: read(row.try_get("day")?)?,
        received: moment(row.try_get("received")?)?,
        state: from_word(row.try_get("state")?)?,
        amends: amends.as_deref().map(read).transpose()?,
    })
}

/// How the households of each hamlet are cared for.
pub(crate) async fn overview(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    visited_since: DateTime<Utc>,
) -> SqlResult<Vec<HamletOverview>> {
    let rows = sqlx::query(
        "WITH cared AS (
           SELECT hamlet, (SELECT max(finished) FROM visit WHERE visit.household = household.id) AS last
           FROM household WHERE unit = ?1
         ), homes AS (
           SELECT hamlet, count(*) AS households, sum(last >= ?2) AS visited, sum(last IS NULL) AS never
           FROM cared GROUP BY hamlet
         ), open AS (
           SELECT household.hamlet, sum(state = 'waiting') AS waiting, sum(state = 'returned') AS returned
           FROM visit JOIN household ON household.id = household
           WHERE visit.unit = ?1 AND state IN ('waiting', 'returned') GROUP BY household.hamlet
         )
         SELECT hamlet.id, hamlet.unit, hamlet.name, hamlet.kind,
           ifnull(households, 0) AS households, ifnull(visited, 0) AS visited, ifnull(never, 0) AS never,
           ifnull(waiting, 0) AS waiting, ifnull(returned, 0) AS returned
         FROM hamlet LEFT JOIN homes ON homes.hamlet = hamlet.id LEFT JOIN open ON open.hamlet = hamlet.id
         WHERE hamlet.unit = ?1 ORDER BY hamlet.id",
    )
    .bind(unit.to_string())
    .bind(visited_since.timestamp_millis())
    .fetch_all(tx)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(HamletOverview {
                hamlet: hamlet(row)?,
                households: row.try_get("households")?,
                visited: row.try_get("visited")?,
                never_visited: row.try_get("never")?,
                waiting: row.try_get("waiting")?,
                returned: row.try_get("returned")?,
            })
        })
        .collect()
}

/// The hamlets of a unit.
pub(crate) async fn hamlets(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Vec<Hamlet>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "{HAMLETS} WHERE hamlet.unit = ? ORDER BY hamlet.id"
    )))
    .bind(unit.to_string())
    .fetch_all(tx)
    .await?;
    rows.iter().map(hamlet).collect()
}

/// Hamlets with what their units are called, and as they stand in the feed, which knows where they lay before.
pub(crate) const HAMLETS: &str = "SELECT hamlet.id, hamlet.unit, hamlet.name, hamlet.kind, unit.name AS unit_name, record.body \
     FROM hamlet LEFT JOIN unit ON unit.key = hamlet.unit \
     LEFT JOIN record ON record.key = 'hamlet:' || hamlet.id AND record.scope = 'u:' || hamlet.unit";

pub(crate) fn hamlet(row: &SqliteRow) -> SqlResult<Hamlet> {
    // Whoever counts has no need of it, and does not ask for it.
    let body: Option<&str> = row.try_get("body").unwrap_or_default();
    let in_feed: Option<Hamlet> = body.map(serde_json::from_str).transpose()?;
    Ok(Hamlet {
        before: in_feed.map(|hamlet| hamlet.before).unwrap_or_default(),
        id: read(row.try_get("id")?)?,
        unit: read(row.try_get("unit")?)?,
        name: row.try_get("name")?,
        kind: from_word(row.try_get("kind")?)?,
    })
}

/// Who has to do with a picture.
pub(crate) async fn media(tx: &mut SqliteConnection, digest: &Sha256) -> SqlResult<MediaUse> {
    let senders: Vec<String> = sqlx::query_scalar("SELECT sender FROM media WHERE digest = ?")
        .bind(digest.as_str())
        .fetch_all(&mut *tx)
        .await?;
    let hamlets: Vec<String> = sqlx::query_scalar(
        "SELECT household.hamlet FROM visit_media JOIN visit ON visit.id = visit_media.visit \
             JOIN household ON household.id = visit.household WHERE digest = ?",
    )
    .bind(digest.as_str())
    .fetch_all(&mut *tx)
    .await?;
    let offices: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT held_media.unit FROM held_media JOIN media ON media.digest = held_media.digest \
         JOIN account ON account.user = sender \
         WHERE held_media.digest = ? AND (sender = held_media.author OR account.unit = held_media.unit)",
    )
    .bind(digest.as_str())
    .fetch_all(tx)
    .await?;
    Ok(MediaUse {
        senders: senders
            .iter()
            .map(|user| read(user))
            .collect::<SqlResult<_>>()?,
        hamlets: hamlets
            .iter()
            .map(|hamlet| read(hamlet))
            .collect::<SqlResult<_>>()?,
        offices: offices
            .iter()
            .map(|unit| read(unit))
            .collect::<SqlResult<_>>()?,
    })
}
