//! Epochs: how a device's cursor is known that was read in a time which this database has lost.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::Scope;
use dong_hanh_sync::{Epoch, Seq};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::accounts;
use crate::error::SqlResult;
use crate::records::ROWS;
use crate::values::{damaged, list};

/// So many epochs are remembered; a device that was away for longer reads from the beginning.
const REMEMBERED: i64 = 1_000;

/// Begins an epoch; what did not change in it costs nothing. What is told to offices now has its numbers in it: those of
/// the epoch before may have been read otherwise, where this database is a backup that was put back.
pub(crate) async fn begin(
    tx: &mut SqliteConnection,
    epoch: Epoch,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    sqlx::query("INSERT INTO epoch (id, began) VALUES (?, ?)")
        .bind(epoch.0.cast_signed())
        .bind(now.timestamp_millis())
        .execute(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM epoch_end WHERE epoch <= (SELECT max(number) FROM epoch) - ?")
        .bind(REMEMBERED)
        .execute(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM epoch WHERE number <= (SELECT max(number) FROM epoch) - ?")
        .bind(REMEMBERED)
        .execute(&mut *tx)
        .await?;
    accounts::tell_offices(tx, now).await
}

/// Notes how far feeds had come at the end of the epoch before this one, as they change for the first time since.
pub(crate) async fn note_ends(
    tx: &mut SqliteConnection,
    ends: &[(Scope, i64)],
    epoch: i64,
) -> SqlResult<()> {
    for ends in ends.chunks(ROWS) {
        let mut insert = QueryBuilder::new("INSERT INTO epoch_end (epoch, scope, unit, last) ");
        insert.push_values(ends, |mut row, (scope, last)| {
            let scope = scope.to_string();
            row.push_bind(epoch - 1).push_bind(scope.clone());
            row.push("(SELECT unit FROM feed WHERE scope = ")
                .push_bind_unseparated(scope)
                .push_unseparated(")");
            row.push_bind(*last);
        });
        insert.build().execute(&mut *tx).await?;
    }
    sqlx::query("UPDATE feed SET epoch = ? WHERE scope IN (SELECT value FROM json_each(?))")
        .bind(epoch)
        .bind(list(ends.iter().map(|(scope, _)| scope)))
        .execute(tx)
        .await?;
    Ok(())
}

/// What of a device's reading this database knows of.
pub(crate) struct Memory {
    /// The epoch that goes on now.
    pub(crate) epoch: Option<Epoch>,
    /// It was read in this one, so after what left long ago was swept away.
    pub(crate) is_fresh: bool,
    reading: Reading,
}

enum Reading {
    /// All of it.
    Whole,
    /// Up to these numbers.
    UpTo(BTreeMap<String, i64>),
    /// Nothing.
    None,
}

impl Memory {
    /// What is known of what was read in an epoch.
    pub(crate) async fn of(
        tx: &mut SqliteConnection,
        read_in: Option<Epoch>,
        scopes: &[Scope],
    ) -> SqlResult<Self> {
        let now: Option<i64> =
            sqlx::query_scalar("SELECT id FROM epoch ORDER BY number DESC LIMIT 1")
                .fetch_optional(&mut *tx)
                .await?;
        let epoch = now.map(|id| Epoch(id.cast_unsigned()));
        let reading = match read_in {
            None => Reading::Whole,
            Some(_) if read_in == epoch => Reading::Whole,
            Some(earlier) => earlier_reading(tx, earlier, scopes).await?,
        };
        Ok(Self {
            epoch,
            is_fresh: read_in.is_some() && read_in == epoch,
            reading,
        })
    }

    /// Whether a cursor was read in a time that this database knows.
    pub(crate) fn holds(&self, scope: &Scope, cursor: Seq) -> SqlResult<bool> {
        let end = match &self.reading {
            Reading::Whole => return Ok(true),
            Reading::None => return Ok(false),
            Reading::UpTo(ends) => ends.get(&scope.to_string()).copied().unwrap_or(0),
        };
        let end = u64::try_from(end).map_err(|_| damaged("last"))?;
        Ok(cursor.0 <= end)
    }
}

async fn earlier_reading(
    tx: &mut SqliteConnection,
    earlier: Epoch,
    scopes: &[Scope],
) -> SqlResult<Reading> {
    let number: Option<i64> = sqlx::query_scalar("SELECT number FROM epoch WHERE id = ?")
        .bind(earlier.0.cast_signed())
        .fetch_optional(&mut *tx)
        .await?;
    let Some(number) = number else {
        return Ok(Reading::None);
    };
    let ends: Vec<(String, i64)> = sqlx::query_as(
        "SELECT scope, ifnull((SELECT ended.last FROM epoch_end AS ended \
           WHERE ended.scope = feed.scope AND ended.epoch >= ? ORDER BY ended.epoch LIMIT 1), last) \
         FROM feed WHERE scope IN (SELECT value FROM json_each(?))",
    )
    .bind(number)
    .bind(list(scopes))
    .fetch_all(tx)
    .await?;
    Ok(Reading::UpTo(ends.into_iter().collect()))
}
