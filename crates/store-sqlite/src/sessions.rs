//! From which devices people are signed in.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, SessionId, UserId};
use dong_hanh_store::{NewSession, Session, StoreError, TokenHash};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::values::{moment, read};

/// Opens a session; an earlier one of the same device and user ends. None begins on a device that they have lost.
pub(crate) async fn open(tx: &mut SqliteConnection, new: &NewSession) -> SqlResult<()> {
    let (user, device) = (new.user.to_string(), new.device.to_string());
    let is_lost: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM device WHERE user = ? AND id = ? AND lost IS NOT NULL)",
    )
    .bind(&user)
    .bind(&device)
    .fetch_one(&mut *tx)
    .await?;
    if is_lost {
        return Err(StoreError::DeviceLost.into());
    }
    let opened = new.opened.timestamp_millis();
    end_on(tx, new.user, new.device, new.opened).await?;
    sqlx::query(
        "INSERT INTO session (token, id, user, unit, device, label, opened, used, expires) \
         VALUES (?1, ?2, ?3, (SELECT unit FROM account WHERE user = ?3), ?4, ?5, ?6, ?6, ?7)",
    )
    .bind(&new.token.0[..])
    .bind(new.id.to_string())
    .bind(&user)
    .bind(&device)
    .bind(&new.label)
    .bind(opened)
    .bind(new.expires.timestamp_millis())
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "INSERT INTO device (user, id, unit, label, first, last) \
         VALUES (?1, ?2, (SELECT unit FROM account WHERE user = ?1), ?3, ?4, ?4) \
         ON CONFLICT (user, id) DO UPDATE SET label = excluded.label, last = excluded.last",
    )
    .bind(&user)
    .bind(&device)
    .bind(&new.label)
    .bind(opened)
    .execute(tx)
    .await?;
    Ok(())
}

/// The session of which a token is the one in use, if it counts.
pub(crate) async fn find(
    tx: &mut SqliteConnection,
    token: &TokenHash,
    now: DateTime<Utc>,
) -> SqlResult<Option<Session>> {
    let row = sqlx::query(
        "SELECT session.* FROM session JOIN account USING (user) WHERE token = ? AND NOT account.disabled",
    )
    .bind(&token.0[..])
    .fetch_optional(tx)
    .await?;
    let session = row.as_ref().map(session).transpose()?;
    Ok(session.filter(|session| session.is_open(now)))
}

/// The session of a token, also of one that it had, whether it counts any more or not.
pub(crate) async fn ever(
    tx: &mut SqliteConnection,
    token: &TokenHash,
) -> SqlResult<Option<Session>> {
    let row = sqlx::query(
        "SELECT * FROM session WHERE token = ?1 \
         OR id = (SELECT session FROM session_token WHERE session_token.token = ?1)",
    )
    .bind(&token.0[..])
    .fetch_optional(tx)
    .await?;
    row.as_ref().map(session).transpose()
}

/// Notes that a session was used, and until when it counts now.
pub(crate) async fn note(tx: &mut SqliteConnection, session: &Session) -> SqlResult<()> {
    sqlx::query("UPDATE session SET used = max(used, ?), expires = max(expires, ?) WHERE id = ?")
        .bind(session.used.timestamp_millis())
        .bind(session.expires.timestamp_millis())
        .bind(session.id.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// The sessions of a user, the last used first.
pub(crate) async fn of(tx: &mut SqliteConnection, user: UserId) -> SqlResult<Vec<Session>> {
    let rows = sqlx::query("SELECT * FROM session WHERE user = ? ORDER BY used DESC, opened DESC")
        .bind(user.to_string())
        .fetch_all(tx)
        .await?;
    rows.iter().map(session).collect()
}

/// Ends a session of a user; `false` where there is none.
pub(crate) async fn revoke(
    tx: &mut SqliteConnection,
    user: UserId,
    session: SessionId,
    now: DateTime<Utc>,
) -> SqlResult<bool> {
    let done = sqlx::query("UPDATE session SET ended = ifnull(ended, ?) WHERE id = ? AND user = ?")
        .bind(now.timestamp_millis())
        .bind(session.to_string())
        .bind(user.to_string())
        .execute(tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends the sessions of a user, but the one that is to be kept.
pub(crate) async fn end(
    tx: &mut SqliteConnection,
    user: UserId,
    keep: Option<SessionId>,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    sqlx::query("UPDATE session SET ended = ? WHERE user = ? AND id IS NOT ? AND ended IS NULL")
        .bind(now.timestamp_millis())
        .bind(user.to_string())
        .bind(keep.map(|session| session.to_string()))
        .execute(tx)
        .await?;
    Ok(())
}

/// Ends the sessions of a user on a device.
pub(crate) async fn end_on(
    tx: &mut SqliteConnection,
    user: UserId,
    device: DeviceId,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    sqlx::query("UPDATE session SET ended = ? WHERE user = ? AND device = ? AND ended IS NULL")
        .bind(now.timestamp_millis())
        .bind(user.to_string())
        .bind(device.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// The devices of a user, the last signed in first.
pub(crate) async fn devices(tx: &mut SqliteConnection, user: UserId) -> SqlResult<Vec<DeviceId>> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM device WHERE user = ? ORDER BY last DESC, id")
            .bind(user.to_string())
            .fetch_all(tx)
            .await?;
    ids.iter().map(|id| read(id)).collect()
}

/// Reads all columns of a session.
pub(crate) fn session(row: &SqliteRow) -> SqlResult<Session> {
    let ended: Option<i64> = row.try_get("ended")?;
    let copied: Option<i64> = row.try_get("copied")?;
    Ok(Session {
        id: read(row.try_get("id")?)?,
        user: read(row.try_get("user")?)?,
        device: read(row.try_get("device")?)?,
        label: row.try_get("label")?,
        opened: moment(row.try_get("opened")?)?,
        used: moment(row.try_get("used")?)?,
        expires: moment(row.try_get("expires")?)?,
        ended: ended.map(moment).transpose()?,
        copied: copied.map(moment).transpose()?,
    })
}
