//! What was handed over in files and is no operation, and the secret with which those files are read.

use dong_hanh_domain::UnitKey;
use dong_hanh_store::{Handed, HandedKind, HandoverKey};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::values::{damaged, moment, read};

/// The secret; the first that is ever given is kept.
pub(crate) async fn key(tx: &mut SqliteConnection, fresh: &HandoverKey) -> SqlResult<HandoverKey> {
    sqlx::query("INSERT INTO handover_key (one, value) VALUES (1, ?) ON CONFLICT DO NOTHING")
        .bind(&fresh.0)
        .execute(&mut *tx)
        .await?;
    let kept = sqlx::query_scalar("SELECT value FROM handover_key");
    Ok(HandoverKey(kept.fetch_one(tx).await?))
}

/// Keeps something; `false` where the same author handed over the same before.
pub(crate) async fn keep(tx: &mut SqliteConnection, handed: &Handed) -> SqlResult<bool> {
    let done = sqlx::query(
        "INSERT INTO handed (author, digest, unit, device, kind, content, received) \
         VALUES (?1, ?2, (SELECT unit FROM account WHERE user = ?1), ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
    )
    .bind(handed.author.to_string())
    .bind(&handed.digest()[..])
    .bind(handed.device.to_string())
    .bind(i64::from(handed.kind.number()))
    .bind(&handed.content)
    .bind(handed.received.timestamp_millis())
    .execute(tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What those who are the unit's people now handed over of one kind, the last first.
pub(crate) async fn of_unit(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    kind: HandedKind,
) -> SqlResult<Vec<Handed>> {
    let rows: Vec<(String, String, i64, Vec<u8>, i64)> = sqlx::query_as(
        "SELECT author, device, kind, content, received FROM handed \
         JOIN account ON account.user = author WHERE account.unit = ? AND kind = ? ORDER BY received DESC, digest",
    )
    .bind(unit.to_string())
    .bind(i64::from(kind.number()))
    .fetch_all(tx)
    .await?;
    let handed = rows
        .into_iter()
        .map(|(author, device, kind, content, received)| {
            let number = u8::try_from(kind).map_err(|_| damaged("kind"))?;
            Ok(Handed {
                author: read(&author)?,
                device: read(&device)?,
                kind: HandedKind::of(number),
                content,
                received: moment(received)?,
            })
        });
    handed.collect()
}
