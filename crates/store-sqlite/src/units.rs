//! What an office puts in: what its unit is called; and pictures that arrive.

use dong_hanh_domain::UnitKey;
use dong_hanh_store::{NewMedia, Unit};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::values::read;

/// Names a unit.
pub(crate) async fn put(tx: &mut SqliteConnection, unit: &Unit) -> SqlResult<()> {
    sqlx::query(
        "INSERT INTO unit (key, name, province) VALUES (?, ?, ?) \
         ON CONFLICT (key) DO UPDATE SET name = excluded.name, province = ifnull(excluded.province, province)",
    )
    .bind(unit.key.to_string())
    .bind(&unit.name)
    .bind(unit.province.as_ref().map(UnitKey::to_string))
    .execute(tx)
    .await?;
    Ok(())
}

/// One unit.
pub(crate) async fn get(tx: &mut SqliteConnection, key: &UnitKey) -> SqlResult<Option<Unit>> {
    let row = sqlx::query_as("SELECT key, name, province FROM unit WHERE key = ?")
        .bind(key.to_string())
        .fetch_optional(tx)
        .await?;
    row.map(named).transpose()
}

/// All that were named.
pub(crate) async fn all(tx: &mut SqliteConnection) -> SqlResult<Vec<Unit>> {
    let rows = sqlx::query_as("SELECT key, name, province FROM unit ORDER BY key")
        .fetch_all(tx)
        .await?;
    rows.into_iter().map(named).collect()
}

fn named((key, name, province): (String, String, Option<String>)) -> SqlResult<Unit> {
    Ok(Unit {
        key: read(&key)?,
        name,
        province: province.as_deref().map(read).transpose()?,
    })
}

/// Notes that a picture arrived; `false` where the same person sent it before.
pub(crate) async fn put_media(tx: &mut SqliteConnection, media: &NewMedia) -> SqlResult<bool> {
    let done = sqlx::query(
        "INSERT INTO media (digest, sender, unit, bytes, received) \
         VALUES (?1, ?2, (SELECT unit FROM account WHERE user = ?2), ?3, ?4) ON CONFLICT DO NOTHING",
    )
    .bind(media.digest.as_str())
    .bind(media.by.to_string())
    .bind(i64::try_from(media.bytes).unwrap_or(i64::MAX))
    .bind(media.received.timestamp_millis())
    .execute(tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Asks for nothing.
pub(crate) async fn touch(tx: &mut SqliteConnection) -> SqlResult<()> {
    sqlx::query("SELECT 1").execute(tx).await?;
    Ok(())
}
