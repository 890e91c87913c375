//! What was handed over in files and is no operation, and the secret with which those files are read.

use dong_hanh_domain::UnitKey;
use dong_hanh_store::{
    Handed, HandedDecision, HandedId, HandedKind, HandedRuling, HandoverKey, KeptHanded,
    NumberedDecision,
};
use sqlx::SqliteConnection;

use crate::erasing;
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
    let number = next(tx).await?;
    let done = sqlx::query(
        "INSERT INTO handed (author, digest, unit, device, kind, content, received, made, number) \
         VALUES (?1, ?2, (SELECT unit FROM account WHERE user = ?1), ?3, ?4, ?5, ?6, ?7, ?8) \
         ON CONFLICT (author, digest) DO NOTHING",
    )
    .bind(handed.author.to_string())
    .bind(&handed.id().digest[..])
    .bind(handed.device.to_string())
    .bind(i64::from(handed.kind.number()))
    .bind(&handed.content)
    .bind(handed.received.timestamp_millis())
    .bind(handed.made.timestamp_millis())
    .bind(number)
    .execute(tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The number of what comes or is decided next.
async fn next(tx: &mut SqliteConnection) -> SqlResult<i64> {
    let last: i64 = sqlx::query_scalar(
        "SELECT max(coalesce((SELECT max(number) FROM handed), 0), \
         coalesce((SELECT max(number) FROM handed_decision), 0))",
    )
    .fetch_one(tx)
    .await?;
    Ok(last + 1)
}

/// What those who are the unit's people now handed over of one kind, what came last first.
pub(crate) async fn of_unit(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    kind: HandedKind,
) -> SqlResult<Vec<KeptHanded>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT handed.number, handed.author, handed.device, handed.content, handed.made, handed.received, \
         decision.number AS decision, decision.officer, decision.decided, decision.ruling, decision.why \
         FROM handed JOIN account ON account.user = handed.author \
         LEFT JOIN handed_decision AS decision ON decision.number = (\
           SELECT max(number) FROM handed_decision AS any \
           WHERE any.author = handed.author AND any.digest = handed.digest) \
         WHERE account.unit = ? AND handed.kind = ? AND length(handed.content) > 0 ORDER BY handed.number DESC",
    )
    .bind(unit.to_string())
    .bind(i64::from(kind.number()))
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| kept(kind, row)).collect()
}

/// Something that was handed over: its number, author, device, content, and when it was made and received; and of the last
/// decision on it the number, the officer, when, what and why.
type Row = (
    i64,
    String,
    String,
    Vec<u8>,
    i64,
    i64,
    Option<i64>,
    Option<String>,
    Option<i64>,
    Option<String>,
    Option<String>,
);

fn kept(kind: HandedKind, row: Row) -> SqlResult<KeptHanded> {
    let (number, author, device, content, made, received, last, officer, at, ruling, why) = row;
    let decided = match (last, officer, at, ruling) {
        (Some(number), Some(officer), Some(at), Some(ruling)) => Some(NumberedDecision {
            number: number.cast_unsigned(),
            decision: HandedDecision {
                by: read(&officer)?,
                at: moment(at)?,
                ruling: match ruling.as_str() {
                    CLOSE => HandedRuling::Close { why },
                    REOPEN => HandedRuling::Reopen,
                    other => return Err(damaged(other)),
                },
            },
        }),
        _ => None,
    };
    Ok(KeptHanded {
        number: number.cast_unsigned(),
        handed: Handed {
            author: read(&author)?,
            device: read(&device)?,
            kind,
            content,
            made: moment(made)?,
            received: moment(received)?,
        },
        decided,
    })
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
    let last: Option<String> = sqlx::query_scalar(
        "SELECT ruling FROM handed_decision WHERE author = ? AND digest = ? ORDER BY number DESC LIMIT 1",
    )
    .bind(id.author.to_string())
    .bind(&id.digest[..])
    .fetch_optional(&mut *tx)
    .await?;
    let is_closed = last.is_some_and(|last| last == CLOSE);
    if decision.ruling.closes() == is_closed {
        return Ok(true);
    }
    let number = next(tx).await?;
    let (ruling, why) = match &decision.ruling {
        HandedRuling::Close { why } => (CLOSE, why.as_ref()),
        HandedRuling::Reopen => (REOPEN, None),
    };
    sqlx::query(
        "INSERT INTO handed_decision (number, author, digest, ruling, why, officer, decided) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(number)
    .bind(id.author.to_string())
    .bind(&id.digest[..])
    .bind(ruling)
    .bind(why)
    .bind(decision.by.to_string())
    .bind(decision.at.timestamp_millis())
    .execute(&mut *tx)
    .await?;
    if decision.ruling.closes() {
        erasing::empty_handed(tx, id).await?;
    }
    Ok(true)
}
