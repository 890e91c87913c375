//! What an office puts in: what its unit is called; and pictures that arrive.

use dong_hanh_domain::UnitKey;
use dong_hanh_store::{NewMedia, Unit};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::values::read;

/// Names a unit.
pub(crate) async fn put(tx: &mut SqliteConnection, unit: &Unit) -> SqlResult<()> {
    sqlx::query("INSERT INTO unit (key, name) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name")
        .bind(unit.key.to_string())
        .bind(&unit.name)
        .execute(tx)
        .await?;
    Ok(())
}

/// One unit.
pub(crate) async fn get(tx: &mut SqliteConnection, key: &UnitKey) -> SqlResult<Option<Unit>> {
    let name = sqlx::query_scalar("SELECT name FROM unit WHERE key = ?")
        .bind(key.to_string())
        .fetch_optional(tx)
        .await?;
    Ok(name.map(|name| Unit {
        key: key.clone(),
        name,
    }))
}

/// All that were named.
pub(crate) async fn all(tx: &mut SqliteConnection) -> SqlResult<Vec<Unit>> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT key, name FROM unit ORDER BY key")
        .fetch_all(tx)
        .await?;
    let units = rows.into_iter().map(|(key, name)| {
        Ok(Unit {
            key: read(&key)?,
            name,
        })
    });
    units.collect()
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
