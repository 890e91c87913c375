//! Reading feeds.

use std::collections::BTreeMap;

use dong_hanh_domain::Scope;
use dong_hanh_sync::feed::{FeedPage, PageLimit};
use dong_hanh_sync::{Change, Cursors, Seq};
use serde_json::value::RawValue;
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::values::{damaged, list, read};

/// The changes behind the cursors; an idle poll is one statement.
pub(crate) async fn pull(
    tx: &mut SqliteConnection,
    scopes: &[Scope],
    cursors: &Cursors,
    limit: PageLimit,
) -> SqlResult<Vec<FeedPage>> {
    let last: BTreeMap<String, i64> = sqlx::query_as(
        "SELECT scope, last FROM feed WHERE scope IN (SELECT value FROM json_each(?))",
    )
    .bind(list(scopes))
    .fetch_all(&mut *tx)
    .await?
    .into_iter()
    .collect();
    let mut left = limit;
    let mut pages = Vec::new();
    for scope in scopes {
        let last = seq(last.get(&scope.to_string()).copied().unwrap_or(0))?;
        let cursor = cursors.0.get(scope).copied();
        if cursor.is_some_and(|cursor| cursor >= last) {
            continue;
        }
        let page = page(tx, scope, cursor.unwrap_or_default(), last, left).await?;
        left = left.behind(&page.changes);
        pages.push(page);
    }
    Ok(pages)
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
        .fetch_all(tx)
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
    let cursor = changes.last().map_or(after, |change| change.seq);
    // The last number of a feed always belongs to a record.
    Ok(FeedPage {
        scope: scope.clone(),
        changes,
        cursor,
        more: cursor < last,
        anew: false,
    })
}

fn seq(number: i64) -> SqlResult<Seq> {
    number.try_into().map(Seq).map_err(|_| damaged("seq"))
}

fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
