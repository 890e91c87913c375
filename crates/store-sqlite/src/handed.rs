//! What was handed over in files and is no operation, and the secret with which those files are read.

use dong_hanh_domain::UnitKey;
use dong_hanh_store::{
    Handed, HandedDecision, HandedId, HandedKind, HandedRuling, HandoverKey, KeptHanded,
};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::values::{damaged, moment, read};

/// What was decided, as it stands in the table.
const CLOSE: &str = "close";
const REOPEN: &str = "reopen";

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
    .bind(&handed.id().digest[..])
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
) -> SqlResult<Vec<KeptHanded>> {
    let rows: Vec<(String, String, Vec<u8>, i64)> = sqlx::query_as(
        "SELECT author, device, content, received FROM handed \
         JOIN account ON account.user = author WHERE account.unit = ? AND kind = ? ORDER BY received DESC, digest",
    )
    .bind(unit.to_string())
    .bind(i64::from(kind.number()))
    .fetch_all(&mut *tx)
    .await?;
    let mut kept = Vec::new();
    for (author, device, content, received) in rows {
        let handed = Handed {
            author: read(&author)?,
            device: read(&device)?,
            kind,
            content,
            received: moment(received)?,
        };
        let decided = decided(tx, handed.id()).await?;
        kept.push(KeptHanded { handed, decided });
    }
    Ok(kept)
}

/// Decides on something, where it does not stand so already; `false` where those who are the unit's people now handed
/// over no such thing.
pub(crate) async fn decide(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    id: HandedId,
    decision: &HandedDecision,
) -> SqlResult<bool> {
    let is_theirs: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM handed JOIN account ON account.user = author \
         WHERE author = ? AND digest = ? AND kind = ? AND account.unit = ?)",
    )
    .bind(id.author.to_string())
    .bind(&id.digest[..])
    .bind(i64::from(id.kind.number()))
    .bind(unit.to_string())
    .fetch_one(&mut *tx)
    .await?;
    if !is_theirs {
        return Ok(false);
    }
    let is_closed = decided(tx, id)
        .await?
        .is_some_and(|last| last.ruling.closes());
    if decision.ruling.closes() == is_closed {
        return Ok(true);
    }
    let (ruling, why) = match &decision.ruling {
        HandedRuling::Close { why } => (CLOSE, why.as_ref()),
        HandedRuling::Reopen => (REOPEN, None),
    };
    sqlx::query(
        "INSERT INTO handed_decision (author, digest, ruling, why, officer, decided) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(id.author.to_string())
    .bind(&id.digest[..])
    .bind(ruling)
    .bind(why)
    .bind(decision.by.to_string())
    .bind(decision.at.timestamp_millis())
    .execute(tx)
    .await?;
    Ok(true)
}

/// What was decided on something last.
async fn decided(tx: &mut SqliteConnection, id: HandedId) -> SqlResult<Option<HandedDecision>> {
    let last: Option<(String, i64, String, Option<String>)> = sqlx::query_as(
        "SELECT officer, decided, ruling, why FROM handed_decision \
         WHERE author = ? AND digest = ? ORDER BY number DESC LIMIT 1",
    )
    .bind(id.author.to_string())
    .bind(&id.digest[..])
    .fetch_optional(tx)
    .await?;
    let Some((officer, decided, ruling, why)) = last else {
        return Ok(None);
    };
    Ok(Some(HandedDecision {
        by: read(&officer)?,
        at: moment(decided)?,
        ruling: match ruling.as_str() {
            CLOSE => HandedRuling::Close { why },
            REOPEN => HandedRuling::Reopen,
            other => return Err(damaged(other)),
        },
    }))
}
