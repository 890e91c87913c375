//! What volunteers were given, from which day to which, and what they had.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{Former, HamletId, Term, UserId};
use dong_hanh_store::{Account, KeptTerm};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::values::{moment, read};

/// Gives a volunteer his hamlets, and remembers what he had and until when.
pub(crate) async fn give(
    tx: &mut SqliteConnection,
    account: &Account,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let user = account.user();
    let had = kept(tx, user).await?;
    let given = account.given();
    for (hamlet, kept) in &had {
        let regiven = kept.regiven(*hamlet, given.get(hamlet).copied(), now);
        if let Some(former) = regiven.former {
            remember(tx, account, &former).await?;
        }
        match regiven.kept {
            Some(kept) => keep(tx, account, *hamlet, &kept).await?,
            None => take_away(tx, user, *hamlet).await?,
        }
    }
    let new = given.iter().filter(|(hamlet, _)| !had.contains_key(hamlet));
    for (hamlet, term) in new {
        let kept = KeptTerm {
            since: now,
            term: *term,
        };
        keep(tx, account, *hamlet, &kept).await?;
    }
    Ok(())
}

/// The hamlets that somebody had: what was taken away, and what is over.
pub(crate) async fn former(
    tx: &mut SqliteConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> SqlResult<Vec<Former>> {
    let mut former = taken(tx, user).await?;
    let kept = kept(tx, user).await?.into_iter();
    former.extend(kept.filter_map(|(hamlet, kept)| kept.former(hamlet, now)));
    Ok(former)
}

/// The times in which hamlets were somebody's: of those that they have, until now, and of those that they had.
pub(crate) async fn times(
    tx: &mut SqliteConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> SqlResult<Vec<Former>> {
    let mut times = taken(tx, user).await?;
    let kept = kept(tx, user).await?.into_iter();
    times.extend(kept.filter_map(|(hamlet, kept)| kept.held(hamlet, now)));
    Ok(times)
}

async fn taken(tx: &mut SqliteConnection, user: UserId) -> SqlResult<Vec<Former>> {
    let rows: Vec<(String, i64, i64)> =
        sqlx::query_as("SELECT hamlet, since, until FROM account_hamlet_former WHERE user = ?")
            .bind(user.to_string())
            .fetch_all(&mut *tx)
            .await?;
    let taken = rows.into_iter().map(|(hamlet, since, until)| {
        Ok(Former {
            hamlet: read(&hamlet)?,
            from: moment(since)?,
            until: moment(until)?,
        })
    });
    taken.collect()
}

async fn kept(tx: &mut SqliteConnection, user: UserId) -> SqlResult<BTreeMap<HamletId, KeptTerm>> {
    let rows = sqlx::query("SELECT hamlet, since, first, last FROM account_hamlet WHERE user = ?")
        .bind(user.to_string())
        .fetch_all(tx)
        .await?;
    let kept = rows.iter().map(|row| {
        let term = Term {
            from: day(row, "first")?,
            until: day(row, "last")?,
        };
        let since = moment(row.try_get("since")?)?;
        Ok((read(row.try_get("hamlet")?)?, KeptTerm { since, term }))
    });
    kept.collect()
}

fn day(row: &SqliteRow, column: &str) -> SqlResult<Option<NaiveDate>> {
    let text: Option<String> = row.try_get(column)?;
    text.map(|text| read(&text)).transpose()
}

async fn keep(
    tx: &mut SqliteConnection,
    account: &Account,
    hamlet: HamletId,
    kept: &KeptTerm,
) -> SqlResult<()> {
    sqlx::query(
        "INSERT INTO account_hamlet (user, unit, hamlet, since, first, last) VALUES (?, ?, ?, ?, ?, ?) \
         ON CONFLICT (user, hamlet) DO UPDATE SET unit = excluded.unit, since = excluded.since, \
           first = excluded.first, last = excluded.last",
    )
    .bind(account.user().to_string())
    .bind(account.role.unit().to_string())
    .bind(hamlet.to_string())
    .bind(kept.since.timestamp_millis())
    .bind(kept.term.from.map(|day| day.to_string()))
    .bind(kept.term.until.map(|day| day.to_string()))
    .execute(tx)
    .await?;
    Ok(())
}

async fn take_away(tx: &mut SqliteConnection, user: UserId, hamlet: HamletId) -> SqlResult<()> {
    sqlx::query("DELETE FROM account_hamlet WHERE user = ? AND hamlet = ?")
        .bind(user.to_string())
        .bind(hamlet.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

async fn remember(tx: &mut SqliteConnection, account: &Account, former: &Former) -> SqlResult<()> {
    // Where it ended at that moment before, the longer time is the one that counts.
    sqlx::query(
        "INSERT INTO account_hamlet_former (user, unit, hamlet, since, until) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (user, hamlet, until) DO UPDATE SET since = min(since, excluded.since)",
    )
    .bind(account.user().to_string())
    .bind(account.role.unit().to_string())
    .bind(former.hamlet.to_string())
    .bind(former.from.timestamp_millis())
    .bind(former.until.timestamp_millis())
    .execute(tx)
    .await?;
    Ok(())
}
