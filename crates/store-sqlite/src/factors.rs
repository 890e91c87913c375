//! Second factors, and the codes on paper that stand in for them.

use chrono::{DateTime, Utc};
use dong_hanh_domain::UserId;
use dong_hanh_store::{Factor, FactorKey, TokenHash};
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::values::{damaged, moment};

/// The one of an account.
pub(crate) async fn find(tx: &mut SqliteConnection, user: UserId) -> SqlResult<Option<Factor>> {
    let row = sqlx::query(
        "SELECT key, since, (SELECT count(*) FROM recovery_code WHERE recovery_code.user = factor.user) AS recovery \
         FROM factor WHERE user = ?",
    )
    .bind(user.to_string())
    .fetch_optional(tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let since: Option<i64> = row.try_get("since")?;
    let recovery: i64 = row.try_get("recovery")?;
    Ok(Some(Factor {
        key: FactorKey(row.try_get("key")?),
        since: since.map(moment).transpose()?,
        recovery: recovery.unsigned_abs(),
    }))
}

/// Keeps a key, where none counts.
pub(crate) async fn begin(
    tx: &mut SqliteConnection,
    user: UserId,
    key: &FactorKey,
) -> SqlResult<bool> {
    let done = sqlx::query(
        "INSERT INTO factor (user, key, step) SELECT user, ?2, 0 FROM account WHERE user = ?1 \
         ON CONFLICT (user) DO UPDATE SET key = excluded.key WHERE since IS NULL",
    )
    .bind(user.to_string())
    .bind(&key.0)
    .execute(tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Has it count, where this key was begun with last.
pub(crate) async fn confirm(
    tx: &mut SqliteConnection,
    user: UserId,
    key: &FactorKey,
    step: u64,
    codes: &[TokenHash],
    now: DateTime<Utc>,
) -> SqlResult<bool> {
    let done = sqlx::query(
        "UPDATE factor SET since = ?, step = ? WHERE user = ? AND key = ? AND since IS NULL",
    )
    .bind(now.timestamp_millis())
    .bind(column(step)?)
    .bind(user.to_string())
    .bind(&key.0)
    .execute(&mut *tx)
    .await?;
    let confirmed = done.rows_affected() > 0;
    if confirmed {
        replace_codes(tx, user, codes).await?;
    }
    Ok(confirmed)
}

/// Takes the code of a step.
pub(crate) async fn use_step(
    tx: &mut SqliteConnection,
    user: UserId,
    step: u64,
) -> SqlResult<bool> {
    let done = sqlx::query(
        "UPDATE factor SET step = ?2 WHERE user = ?1 AND since IS NOT NULL AND step < ?2",
    )
    .bind(user.to_string())
    .bind(column(step)?)
    .execute(tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a recovery code.
pub(crate) async fn use_recovery_code(
    tx: &mut SqliteConnection,
    user: UserId,
    code: &TokenHash,
) -> SqlResult<bool> {
    let done = sqlx::query("DELETE FROM recovery_code WHERE user = ? AND code = ?")
        .bind(user.to_string())
        .bind(&code.0[..])
        .execute(tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Puts other recovery codes in the place of those that are left.
pub(crate) async fn put_codes(
    tx: &mut SqliteConnection,
    user: UserId,
    codes: &[TokenHash],
) -> SqlResult<bool> {
    let counts: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM factor WHERE user = ? AND since IS NOT NULL)",
    )
    .bind(user.to_string())
    .fetch_one(&mut *tx)
    .await?;
    if counts {
        replace_codes(tx, user, codes).await?;
    }
    Ok(counts)
}

/// Takes it off, and with it what is on paper.
pub(crate) async fn remove(tx: &mut SqliteConnection, user: UserId) -> SqlResult<bool> {
    let done = sqlx::query("DELETE FROM factor WHERE user = ?")
        .bind(user.to_string())
        .execute(tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

async fn replace_codes(
    tx: &mut SqliteConnection,
    user: UserId,
    codes: &[TokenHash],
) -> SqlResult<()> {
    let user = user.to_string();
    sqlx::query("DELETE FROM recovery_code WHERE user = ?")
        .bind(&user)
        .execute(&mut *tx)
        .await?;
    for code in codes {
        sqlx::query("INSERT INTO recovery_code (user, code) VALUES (?, ?)")
            .bind(&user)
            .bind(&code.0[..])
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

fn column(step: u64) -> SqlResult<i64> {
    i64::try_from(step).map_err(|_| damaged(&step.to_string()))
}
