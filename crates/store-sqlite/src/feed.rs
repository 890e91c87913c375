//! Reading feeds.

use std::collections::BTreeMap;

use dong_hanh_domain::Scope;
use dong_hanh_store::Pulled;
use dong_hanh_sync::feed::{FeedPage, PageLimit};
use dong_hanh_sync::{Change, Cursors, Epoch, Seq};
use serde_json::value::RawValue;
use sqlx::SqliteConnection;

use crate::epochs::Memory;
use crate::error::SqlResult;
use crate::values::{damaged, list, read};

/// The changes behind the cursors; an idle poll is two short statements.
pub(crate) async fn pull(
    tx: &mut SqliteConnection,
    scopes: &[Scope],
    cursors: &Cursors,
    epoch: Option<Epoch>,
    limit: PageLimit,
) -> SqlResult<Pulled> {
    let memory = Memory::of(tx, epoch, scopes).await?;
    let ends: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT scope, floor, last FROM feed WHERE scope IN (SELECT value FROM json_each(?))",
    )
    .bind(list(scopes))
    .fetch_all(&mut *tx)
    .await?;
    let ends: BTreeMap<String, (i64, i64)> = ends
        .into_iter()
        .map(|(scope, floor, last)| (scope, (floor, last)))
        .collect();
    let mut left = limit;
    let mut feeds = Vec::new();
    for scope in scopes {
        let (floor, last) = ends.get(&scope.to_string()).copied().unwrap_or((0, 0));
        let (floor, last) = (seq(floor)?, seq(last)?);
        let cursor = cursors.0.get(scope).copied();
        let anew = match cursor {
            Some(cursor) => {
                let is_behind = cursor < floor && cursor > Seq(0) && !memory.is_fresh;
                is_behind || !memory.holds(scope, cursor)?
            }
            None => false,
        };
        let after = cursor.filter(|_| !anew);
        if after.is_some_and(|after| after >= last) {
            continue;
        }
        let page = page(tx, scope, after.unwrap_or_default(), last, left).await?;
        left = left.behind(&page.changes);
        feeds.push(FeedPage { anew, ..page });
    }
    Ok(Pulled {
        feeds,
        epoch: memory.epoch,
    })
}

async fn page(
    tx: &mut SqliteConnection,
    scope: &Scope,
    after: Seq,
    last: Seq,
    limit: PageLimit,
) -> SqlResult<FeedPage> {
    let rows: Vec<(i64, String, Option<String>)> = if limit.is_reached() || after == last {
        Vec::new()
    } else {
        // The sizes alone say where the page ends, before a body is read.
        sqlx::query_as(
            "SELECT seq, key, body FROM record WHERE scope = ?1 AND seq > ?2 AND seq <= ( \
               SELECT max(seq) FROM ( \
                 SELECT seq, sum(size) OVER (ORDER BY seq) - size AS before FROM ( \
                   SELECT seq, ifnull(octet_length(body), 0) AS size FROM record \
                   WHERE scope = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3)) \
               WHERE before < ?4) \
             ORDER BY seq",
        )
        .bind(scope.to_string())
        .bind(number(after.0))
        .bind(number(limit.changes as u64))
        .bind(number(limit.bytes as u64))
        .fetch_all(&mut *tx)
        .await?
    };
    let mut changes = Vec::with_capacity(rows.len());
    for (at, key, body) in rows {
        let body = body.map(RawValue::from_string).transpose()?;
        changes.push(Change {
            seq: seq(at)?,
            key: read(&key)?,
            body,
        });
    }
    // Where the limit did not cut, all up to the last number was read, though its record may have been swept away.
    let read = changes.last().map_or(after, |change| change.seq);
    let is_cut = read < last && limit.behind(&changes).is_reached();
    let more = is_cut && has_more(tx, scope, read).await?;
    Ok(FeedPage {
        scope: scope.clone(),
        changes,
        cursor: if more { read } else { last },
        more,
        anew: false,
    })
}

/// Whether anything lies behind a number: what did may have been swept away.
async fn has_more(tx: &mut SqliteConnection, scope: &Scope, read: Seq) -> SqlResult<bool> {
    let asked =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM record WHERE scope = ? AND seq > ?)");
    let asked = asked.bind(scope.to_string()).bind(number(read.0));
    Ok(asked.fetch_one(tx).await?)
}

fn seq(number: i64) -> SqlResult<Seq> {
    number.try_into().map(Seq).map_err(|_| damaged("seq"))
}

fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
