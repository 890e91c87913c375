//! Breaches of personal data, each as it was said last.

use dong_hanh_domain::breach::Breach;
use dong_hanh_domain::{BreachId, UnitKey};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::values::{damaged, read};

/// Keeps one where its version is the next one.
pub(crate) async fn put(tx: &mut SqliteConnection, breach: &Breach) -> SqlResult<bool> {
    let column = |count: u64| i64::try_from(count).map_err(|_| damaged("a version"));
    let done = sqlx::query(
        "INSERT INTO breach (id, unit, discovered, version, body) SELECT ?1, ?2, ?3, ?4, ?5 \
         WHERE ?4 = 1 OR EXISTS (SELECT 1 FROM breach WHERE id = ?1) \
         ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, discovered = excluded.discovered, \
           version = excluded.version, body = excluded.body WHERE version = excluded.version - 1",
    )
    .bind(breach.id.to_string())
    .bind(breach.unit.to_string())
    .bind(breach.discovered.timestamp_millis())
    .bind(column(breach.version)?)
    .bind(serde_json::to_string(breach)?)
    .execute(tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Those of a unit, what was discovered last first.
pub(crate) async fn of_unit(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Vec<Breach>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT unit, body FROM breach WHERE unit = ? ORDER BY discovered DESC, id DESC",
    )
    .bind(unit.to_string())
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(breach).collect()
}

/// One.
pub(crate) async fn find(tx: &mut SqliteConnection, id: BreachId) -> SqlResult<Option<Breach>> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT unit, body FROM breach WHERE id = ?")
            .bind(id.to_string())
            .fetch_optional(tx)
            .await?;
    row.map(breach).transpose()
}

/// Those of a unit are those of the one that has taken its place.
pub(crate) async fn inherit(
    tx: &mut SqliteConnection,
    from: &UnitKey,
    into: &UnitKey,
) -> SqlResult<()> {
    sqlx::query("UPDATE breach SET unit = ? WHERE unit = ?")
        .bind(into.to_string())
        .bind(from.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

fn breach((unit, body): (String, String)) -> SqlResult<Breach> {
    let breach: Breach = serde_json::from_str(&body)?;
    Ok(Breach {
        unit: read(&unit)?,
        ..breach
    })
}
