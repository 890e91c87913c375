//! Writing records into their feeds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HamletId, Scope, UnitKey};
use dong_hanh_sync::{Record, RecordKey};
use sqlx::{QueryBuilder, Row, SqliteConnection};

use crate::error::SqlResult;
use crate::values::{damaged, list};
use crate::{epochs, held};

/// How many rows go into one statement; SQLite takes 32,766 values.
pub(crate) const ROWS: usize = 1_000;

/// The units by which rows are divided: those of the hamlets, and the one of whoever writes for all that has none.
#[derive(Clone, Copy)]
pub(crate) struct Units<'a> {
    pub(crate) hamlets: &'a BTreeMap<HamletId, UnitKey>,
    pub(crate) writer: &'a UnitKey,
}

impl<'a> Units<'a> {
    /// For rows that are no hamlet's.
    pub(crate) fn of_writer(writer: &'a UnitKey) -> Self {
        static NONE: BTreeMap<HamletId, UnitKey> = BTreeMap::new();
        Self {
            hamlets: &NONE,
            writer,
        }
    }

    /// The unit to which a feed belongs.
    pub(crate) fn of(&self, scope: &'a Scope) -> &'a UnitKey {
        match scope {
            Scope::Unit(unit) | Scope::Office(unit) => unit,
            Scope::Hamlet(hamlet) => self.hamlets.get(hamlet).unwrap_or(self.writer),
            Scope::Person(_) | Scope::Other(_) => self.writer,
        }
    }
}

/// Gives each record the next number of its feed and writes it there.
pub(crate) async fn write(
    tx: &mut SqliteConnection,
    units: Units<'_>,
    records: &[(Scope, Record)],
) -> SqlResult<()> {
    if records.is_empty() {
        return Ok(());
    }
    let scopes = records.iter().map(|(scope, _)| scope);
    let mut next = take_numbers(tx, units, scopes).await?;
    let mut rows = Vec::with_capacity(records.len());
    for (scope, record) in records {
        let seq = next.get_mut(scope).ok_or_else(|| damaged("feed"))?;
        *seq += 1;
        rows.push((
            record.key().to_string(),
            scope.to_string(),
            units.of(scope).to_string(),
            *seq,
            record.to_body()?,
        ));
    }
    for rows in rows.chunks(ROWS) {
        let mut insert = QueryBuilder::new("INSERT INTO record (key, scope, unit, seq, body) ");
        insert.push_values(rows, |mut row, (key, scope, unit, seq, body)| {
            row.push_bind(key)
                .push_bind(scope)
                .push_bind(unit)
                .push_bind(*seq);
            row.push_bind(body.get());
        });
        insert.push(
            " ON CONFLICT (key, scope) DO UPDATE SET seq = excluded.seq, body = excluded.body, departed = NULL",
        );
        insert.build().execute(&mut *tx).await?;
    }
    held::note(tx, records).await
}

/// Says in each feed that a record belongs to it no more.
pub(crate) async fn leave(
    tx: &mut SqliteConnection,
    units: Units<'_>,
    left: &[(Scope, RecordKey)],
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let mut there = Vec::new();
    for (scope, key) in left {
        let known: Option<i64> = sqlx::query_scalar(
            "SELECT seq FROM record WHERE key = ? AND scope = ? AND body IS NOT NULL",
        )
        .bind(key.to_string())
        .bind(scope.to_string())
        .fetch_optional(&mut *tx)
        .await?;
        there.extend(known.map(|_| (scope, key)));
    }
    // What came and left in one batch was never there.
    if there.is_empty() {
        return Ok(());
    }
    let scopes = there.iter().map(|(scope, _)| *scope);
    let mut next = take_numbers(tx, units, scopes).await?;
    for (scope, key) in there {
        let seq = next.get_mut(scope).ok_or_else(|| damaged("feed"))?;
        *seq += 1;
        sqlx::query(
            "UPDATE record SET seq = ?, body = NULL, departed = ? WHERE key = ? AND scope = ?",
        )
        .bind(*seq)
        .bind(now.timestamp_millis())
        .bind(key.to_string())
        .bind(scope.to_string())
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Forgets what left before a moment; says how much.
pub(crate) async fn sweep(tx: &mut SqliteConnection, before: DateTime<Utc>) -> SqlResult<u64> {
    let before = before.timestamp_millis();
    sqlx::query(
        "UPDATE feed SET floor = max(floor, old.seq) FROM \
           (SELECT scope, max(seq) AS seq FROM record WHERE departed < ? GROUP BY scope) AS old \
         WHERE feed.scope = old.scope",
    )
    .bind(before)
    .execute(&mut *tx)
    .await?;
    let swept = sqlx::query("DELETE FROM record WHERE departed < ?").bind(before);
    Ok(swept.execute(tx).await?.rows_affected())
}

/// Writes the records that differ from what their feed says already.
pub(crate) async fn write_changed(
    tx: &mut SqliteConnection,
    writer: &UnitKey,
    records: Vec<(Scope, Record)>,
) -> SqlResult<()> {
    let keys = list(records.iter().map(|(_, record)| record.key()));
    let known: BTreeSet<(String, String)> = sqlx::query_as(
        "SELECT scope, body FROM record WHERE key IN (SELECT value FROM json_each(?)) AND body IS NOT NULL",
    )
    .bind(keys)
    .fetch_all(&mut *tx)
    .await?
    .into_iter()
    .collect();
    let mut changed = Vec::with_capacity(records.len());
    for (scope, record) in records {
        // A body names its record, so the pair says enough.
        let body = record.to_body()?.get().to_owned();
        if !known.contains(&(scope.to_string(), body)) {
            changed.push((scope, record));
        }
    }
    write(tx, Units::of_writer(writer), &changed).await
}

/// Moves the counter of every feed at once; gives the last number that was taken before.
async fn take_numbers(
    tx: &mut SqliteConnection,
    units: Units<'_>,
    scopes: impl Iterator<Item = &Scope>,
) -> SqlResult<BTreeMap<Scope, i64>> {
    let mut counts: BTreeMap<&Scope, i64> = BTreeMap::new();
    for scope in scopes {
        *counts.entry(scope).or_default() += 1;
    }
    let mut upsert = QueryBuilder::new("INSERT INTO feed (scope, unit, last) ");
    upsert.push_values(&counts, |mut row, (scope, count)| {
        row.push_bind(scope.to_string())
            .push_bind(units.of(scope).to_string())
            .push_bind(*count);
    });
    upsert.push(
        " ON CONFLICT (scope) DO UPDATE SET last = last + excluded.last \
         RETURNING scope, last, epoch, (SELECT max(number) FROM epoch)",
    );
    let mut before = BTreeMap::new();
    let (mut rested, mut now) = (Vec::new(), 0);
    for row in upsert.build().fetch_all(&mut *tx).await? {
        let scope: Scope = crate::values::read(&row.try_get::<String, _>(0)?)?;
        let count = counts.get(&scope).copied().unwrap_or_default();
        let last = row.try_get::<i64, _>(1)? - count;
        now = row.try_get::<Option<i64>, _>(3)?.unwrap_or_default();
        if row.try_get::<i64, _>(2)? < now {
            rested.push((scope.clone(), last));
        }
        before.insert(scope, last);
    }
    // Before the first epoch there is nothing that anybody read in one.
    if now > 1 && !rested.is_empty() {
        epochs::note_ends(tx, &rested, now).await?;
    }
    Ok(before)
}
