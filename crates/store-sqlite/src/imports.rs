//! Lists that are taken in, and households that are taken back with them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HamletId, Household, HouseholdId, ListId, Scope, UnitKey};
use dong_hanh_store::{Import, ImportCount, ImportRow, ImportRows, ImportState};
use dong_hanh_sync::RecordKey;
use sqlx::{QueryBuilder, SqliteConnection};

use crate::error::SqlResult;
use crate::records::{self, ROWS, Units};
use crate::values::{from_word, list, moment, read, word};

/// Keeps a list with its rows; `false` where it was said already.
pub(crate) async fn put(
    tx: &mut SqliteConnection,
    import: &Import,
    file: Option<&[u8]>,
    rows: &[ImportRow],
) -> SqlResult<bool> {
    let id = import.id.0.to_string();
    let state: Option<String> = sqlx::query_scalar("SELECT state FROM import WHERE id = ?")
        .bind(&id)
        .fetch_optional(&mut *tx)
        .await?;
    if state.is_some_and(|state| state != "checked") {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO import (id, unit, officer, at, file, state, reading, content) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ifnull(?8, x'')) ON CONFLICT (id) DO UPDATE SET \
         file = excluded.file, state = excluded.state, reading = excluded.reading, content = ifnull(?8, content)",
    )
    .bind(&id)
    .bind(import.unit.to_string())
    .bind(import.officer.to_string())
    .bind(import.at.timestamp_millis())
    .bind(&import.file)
    .bind(word(&import.state)?)
    .bind(&import.reading)
    .bind(file)
    .execute(&mut *tx)
    .await?;
    sqlx::query("DELETE FROM import_row WHERE import = ?")
        .bind(&id)
        .execute(&mut *tx)
        .await?;
    for rows in rows.chunks(ROWS) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO import_row (import, place, kind, household, body, operation, outcome) ",
        );
        insert.push_values(rows, |mut row, it| {
            row.push_bind(&id)
                .push_bind(i64::from(it.place))
                .push_bind(&it.kind);
            row.push_bind(it.household.map(|household| household.to_string()))
                .push_bind(&it.body);
            row.push_bind(&it.operation).push_bind(&it.outcome);
        });
        insert.build().execute(&mut *tx).await?;
    }
    Ok(true)
}

/// A list without its file.
type Row = (String, String, String, i64, String, String, String);

fn import((id, unit, officer, at, file, state, reading): Row) -> SqlResult<Import> {
    Ok(Import {
        id: ListId(read(&id)?),
        unit: read(&unit)?,
        officer: read(&officer)?,
        at: moment(at)?,
        file,
        state: from_word(&state)?,
        reading,
    })
}

/// The lists of a unit, or one of them; what came last first.
pub(crate) async fn of_unit(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    id: Option<ListId>,
) -> SqlResult<Vec<Import>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, unit, officer, at, file, state, reading FROM import \
         WHERE unit = ?1 AND (?2 IS NULL OR id = ?2) ORDER BY at DESC, id DESC",
    )
    .bind(unit.to_string())
    .bind(id.map(|id| id.0.to_string()))
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(import).collect()
}

/// The file of a list.
pub(crate) async fn file(tx: &mut SqliteConnection, id: ListId) -> SqlResult<Option<Vec<u8>>> {
    let file = sqlx::query_scalar("SELECT content FROM import WHERE id = ?");
    Ok(file.bind(id.0.to_string()).fetch_optional(tx).await?)
}

/// Rows of a list, in its order.
pub(crate) async fn rows(
    tx: &mut SqliteConnection,
    id: ListId,
    wanted: &ImportRows,
) -> SqlResult<Vec<ImportRow>> {
    let mut ask = QueryBuilder::new(
        "SELECT place, kind, household, body, operation, outcome FROM import_row WHERE import = ",
    );
    ask.push_bind(id.0.to_string());
    if !wanted.kinds.is_empty() {
        ask.push(" AND kind IN (SELECT value FROM json_each(")
            .push_bind(list(&wanted.kinds))
            .push("))");
    }
    if let Some(outcome) = &wanted.outcome {
        ask.push(" AND outcome IS ").push_bind(outcome);
    }
    if wanted.with_operation {
        ask.push(" AND operation IS NOT NULL");
    }
    if let Some(behind) = wanted.behind {
        ask.push(" AND place > ").push_bind(i64::from(behind));
    }
    ask.push(" ORDER BY place LIMIT ")
        .push_bind(i64::from(wanted.most));
    let rows: Vec<OfHousehold> = ask.build_query_as().fetch_all(tx).await?;
    let rows = rows
        .into_iter()
        .map(|(place, kind, household, body, operation, outcome)| {
            Ok(ImportRow {
                place: u32::try_from(place).unwrap_or(u32::MAX),
                kind,
                household: household.as_deref().map(read).transpose()?,
                body,
                operation,
                outcome,
            })
        });
    rows.collect()
}

/// Place, kind, household, body, operation, outcome.
type OfHousehold = (
    i64,
    String,
    Option<String>,
    String,
    Option<String>,
    Option<String>,
);

/// How many rows of each kind and outcome a list has.
pub(crate) async fn counts(tx: &mut SqliteConnection, id: ListId) -> SqlResult<Vec<ImportCount>> {
    let rows: Vec<(String, Option<String>, i64)> = sqlx::query_as(
        "SELECT kind, outcome, count(*) FROM import_row WHERE import = ? GROUP BY kind, outcome ORDER BY kind, outcome",
    )
    .bind(id.0.to_string())
    .fetch_all(tx)
    .await?;
    let counts = rows.into_iter().map(|(kind, outcome, count)| ImportCount {
        kind,
        outcome,
        count: count.cast_unsigned(),
    });
    Ok(counts.collect())
}

/// Notes how far a list has come, and what became of rows.
pub(crate) async fn note(
    tx: &mut SqliteConnection,
    id: ListId,
    state: ImportState,
    outcomes: &[(u32, String)],
) -> SqlResult<()> {
    let id = id.0.to_string();
    sqlx::query("UPDATE import SET state = ? WHERE id = ?")
        .bind(word(&state)?)
        .bind(&id)
        .execute(&mut *tx)
        .await?;
    // One by one, each by its key: joined with a list of them SQLite looked through all rows for each.
    for (place, outcome) in outcomes {
        sqlx::query("UPDATE import_row SET outcome = ? WHERE import = ? AND place = ?")
            .bind(outcome)
            .bind(&id)
            .bind(i64::from(*place))
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// Forgets a list of which nothing was said.
pub(crate) async fn forget(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    id: ListId,
) -> SqlResult<bool> {
    let id = id.0.to_string();
    let is_theirs: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM import WHERE id = ? AND unit = ? AND state = 'checked')",
    )
    .bind(&id)
    .bind(unit.to_string())
    .fetch_one(&mut *tx)
    .await?;
    if is_theirs {
        for statement in [
            "DELETE FROM import_row WHERE import = ?",
            "DELETE FROM import WHERE id = ?",
        ] {
            sqlx::query(statement).bind(&id).execute(&mut *tx).await?;
        }
    }
    Ok(is_theirs)
}

/// Hands a unit's lists over to another one.
pub(crate) async fn inherit(
    tx: &mut SqliteConnection,
    from: &UnitKey,
    into: &UnitKey,
) -> SqlResult<()> {
    sqlx::query("UPDATE import SET unit = ? WHERE unit = ?")
        .bind(into.to_string())
        .bind(from.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// Which of these households were visited since a moment.
pub(crate) async fn visited_since(
    tx: &mut SqliteConnection,
    households: &BTreeSet<HouseholdId>,
    since: DateTime<Utc>,
) -> SqlResult<BTreeSet<HouseholdId>> {
    let visited: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT household FROM visit \
         WHERE household IN (SELECT value FROM json_each(?)) AND received >= ?",
    )
    .bind(list(households))
    .bind(since.timestamp_millis())
    .fetch_all(tx)
    .await?;
    visited.iter().map(|id| read(id)).collect()
}

/// Takes households out of the record of which nothing was said since they were registered.
pub(crate) async fn withdraw(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    households: &BTreeSet<HouseholdId>,
    now: DateTime<Utc>,
) -> SqlResult<BTreeSet<HouseholdId>> {
    let bodies: Vec<String> = sqlx::query_scalar(
        "SELECT record.body FROM household JOIN record ON record.key = 'household:' || household.id \
         WHERE household.unit = ?1 AND household.id IN (SELECT value FROM json_each(?2)) AND body IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.household = household.id) \
         AND NOT EXISTS (SELECT 1 FROM conflict WHERE conflict.household = household.id) \
         AND NOT EXISTS (SELECT 1 FROM household AS other WHERE other.same_as = household.id)",
    )
    .bind(unit.to_string())
    .bind(list(households))
    .fetch_all(&mut *tx)
    .await?;
    let (mut withdrawn, mut left) = (BTreeSet::new(), Vec::new());
    let mut hamlets: BTreeMap<HamletId, UnitKey> = BTreeMap::new();
    for body in bodies {
        let household: Household = serde_json::from_str(&body)?;
        if household.versions.is_empty() {
            withdrawn.insert(household.id);
            hamlets.insert(household.hamlet, unit.clone());
            left.push((
                Scope::Hamlet(household.hamlet),
                RecordKey::Household(household.id),
            ));
        }
    }
    let units = Units {
        hamlets: &hamlets,
        writer: unit,
    };
    records::leave(tx, units, &left, now).await?;
    sqlx::query("DELETE FROM household WHERE id IN (SELECT value FROM json_each(?))")
        .bind(list(&withdrawn))
        .execute(tx)
        .await?;
    Ok(withdrawn)
}
