//! What an office puts in: its unit and hamlets; and pictures that arrive.

use dong_hanh_domain::{Hamlet, Scope, UnitKey};
use dong_hanh_store::{NewMedia, Unit};
use dong_hanh_sync::Record;
use sqlx::{QueryBuilder, SqliteConnection};

use crate::error::SqlResult;
use crate::records::{ROWS, write_changed};
use crate::values::word;

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

/// Publishes hamlets in the feeds of their units.
pub(crate) async fn put_hamlets(tx: &mut SqliteConnection, hamlets: &[Hamlet]) -> SqlResult<()> {
    let kinds = hamlets
        .iter()
        .map(|hamlet| word(&hamlet.kind))
        .collect::<SqlResult<Vec<_>>>()?;
    let rows: Vec<_> = hamlets.iter().zip(kinds).collect();
    for rows in rows.chunks(ROWS) {
        let mut insert = QueryBuilder::new("INSERT INTO hamlet (id, unit, name, kind) ");
        insert.push_values(rows, |mut row, (hamlet, kind)| {
            row.push_bind(hamlet.id.to_string())
                .push_bind(hamlet.unit.to_string());
            row.push_bind(&hamlet.name).push_bind(kind);
        });
        insert.push(
            " ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, name = excluded.name, kind = excluded.kind",
        );
        insert.build().execute(&mut *tx).await?;
    }
    for unit in hamlets
        .iter()
        .map(|hamlet| &hamlet.unit)
        .collect::<std::collections::BTreeSet<_>>()
    {
        let own = hamlets.iter().filter(|hamlet| hamlet.unit == *unit);
        let records = own
            .map(|hamlet| (Scope::Unit(unit.clone()), Record::Hamlet(hamlet.clone())))
            .collect();
        write_changed(tx, unit, records).await?;
    }
    Ok(())
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
