//! Invitations.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_store::{Invitation, PasswordHash, TokenHash};
use sqlx::{Row, SqliteConnection};

use crate::accounts;
use crate::error::SqlResult;
use crate::values::{moment, read};

/// Keeps one, in the place of the one that its person has.
pub(crate) async fn put(tx: &mut SqliteConnection, invitation: &Invitation) -> SqlResult<()> {
    sqlx::query(
        "INSERT OR REPLACE INTO invitation (user, code, inviter, expires, device) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(invitation.user.to_string())
    .bind(&invitation.code.0[..])
    .bind(invitation.by.to_string())
    .bind(invitation.expires.timestamp_millis())
    .bind(invitation.taken.map(|device| device.to_string()))
    .execute(tx)
    .await?;
    Ok(())
}

/// Ends the one that somebody has.
pub(crate) async fn end(tx: &mut SqliteConnection, user: UserId) -> SqlResult<()> {
    sqlx::query("DELETE FROM invitation WHERE user = ?")
        .bind(user.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// The one of a code.
pub(crate) async fn find(
    tx: &mut SqliteConnection,
    code: &TokenHash,
) -> SqlResult<Option<Invitation>> {
    let row = sqlx::query("SELECT user, inviter, expires, device FROM invitation WHERE code = ?")
        .bind(&code.0[..])
        .fetch_optional(tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let device: Option<String> = row.try_get("device")?;
    Ok(Some(Invitation {
        code: *code,
        user: read(row.try_get("user")?)?,
        by: read(row.try_get("inviter")?)?,
        expires: moment(row.try_get("expires")?)?,
        taken: device.map(|device| read(&device)).transpose()?,
    }))
}

/// Takes one on a device, where it counts.
pub(crate) async fn take(
    tx: &mut SqliteConnection,
    code: &TokenHash,
    device: DeviceId,
    now: DateTime<Utc>,
) -> SqlResult<Option<Invitation>> {
    let found = find(&mut *tx, code).await?;
    let Some(found) = found.filter(|found| found.opens(device, now)) else {
        return Ok(None);
    };
    let taken = Invitation {
        taken: Some(device),
        ..found
    };
    put(tx, &taken).await?;
    Ok(Some(taken))
}

/// Takes one on a device, where it counts, and gives its person a password.
pub(crate) async fn choose(
    tx: &mut SqliteConnection,
    code: &TokenHash,
    device: DeviceId,
    password: &PasswordHash,
    now: DateTime<Utc>,
) -> SqlResult<Option<Invitation>> {
    let taken = take(&mut *tx, code, device, now).await?;
    if let Some(taken) = &taken {
        accounts::set_password(tx, taken.user, password, None, now).await?;
    }
    Ok(taken)
}
