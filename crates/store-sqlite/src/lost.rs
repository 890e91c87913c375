//! Devices that were lost.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UserId};
use dong_hanh_store::{Loss, LostDevice, RecoveryBytes, Rescued};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::values::{damaged, moment, read};
use crate::{invitations, sessions};

/// Says that a device is lost, where nobody has, and ends its sessions; or takes that back. `false` where there is none.
pub(crate) async fn set(
    tx: &mut SqliteConnection,
    user: UserId,
    device: DeviceId,
    by: Option<UserId>,
    now: DateTime<Utc>,
) -> SqlResult<bool> {
    let done = match by {
        Some(by) => {
            let lost = sqlx::query(
                "UPDATE device SET lost = coalesce(lost, ?3), lost_by = coalesce(lost_by, ?4) WHERE user = ?1 AND id = ?2",
            );
            let lost = lost.bind(user.to_string()).bind(device.to_string());
            let lost = lost.bind(now.timestamp_millis()).bind(by.to_string());
            lost.execute(&mut *tx).await?
        }
        None => {
            let found = sqlx::query(
                "UPDATE device SET lost = NULL, lost_by = NULL, rescued = NULL, erased = NULL WHERE user = ? AND id = ?",
            );
            let found = found.bind(user.to_string()).bind(device.to_string());
            found.execute(&mut *tx).await?
        }
    };
    if by.is_some() {
        sessions::end_on(&mut *tx, user, device, now).await?;
        invitations::end(tx, user).await?;
    }
    Ok(done.rows_affected() > 0)
}

/// Whose a device is that is lost, by its name alone.
pub(crate) async fn find(
    tx: &mut SqliteConnection,
    device: DeviceId,
) -> SqlResult<Vec<LostDevice>> {
    let rows = sqlx::query(
        "SELECT user, recovery, lost, lost_by, rescued, erased FROM device WHERE id = ? AND lost IS NOT NULL ORDER BY user",
    )
    .bind(device.to_string())
    .fetch_all(tx)
    .await?;
    let lost = |row: &SqliteRow| {
        let recovery: Option<Vec<u8>> = row.try_get("recovery")?;
        let recovery = recovery.map(self::recovery).transpose()?;
        let Some(loss) = loss(row)? else {
            return Err(damaged("a loss"));
        };
        Ok(LostDevice {
            user: read(row.try_get("user")?)?,
            device,
            recovery,
            loss,
        })
    };
    rows.iter().map(lost).collect()
}

/// The secret of a vault, as it is stored.
pub(crate) fn recovery(kept: Vec<u8>) -> SqlResult<RecoveryBytes> {
    let bytes = kept.try_into();
    let bytes = bytes.map_err(|_| damaged("a secret of another length"))?;
    Ok(RecoveryBytes(bytes))
}

/// Adds to what a lost device has handed over.
pub(crate) async fn rescued(
    tx: &mut SqliteConnection,
    user: UserId,
    device: DeviceId,
    more: Rescued,
) -> SqlResult<()> {
    let before: Option<Option<String>> = sqlx::query_scalar(
        "SELECT rescued FROM device WHERE user = ? AND id = ? AND lost IS NOT NULL",
    )
    .bind(user.to_string())
    .bind(device.to_string())
    .fetch_optional(&mut *tx)
    .await?;
    let Some(before) = before else { return Ok(()) };
    let mut rescued: Rescued = match before {
        Some(text) => serde_json::from_str(&text)?,
        None => Rescued::default(),
    };
    rescued += more;
    sqlx::query("UPDATE device SET rescued = ? WHERE user = ? AND id = ?")
        .bind(serde_json::to_string(&rescued)?)
        .bind(user.to_string())
        .bind(device.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// A lost device has nothing left that the office does not have, and erases itself.
pub(crate) async fn erased(
    tx: &mut SqliteConnection,
    user: UserId,
    device: DeviceId,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    sqlx::query("UPDATE device SET erased = ? WHERE user = ? AND id = ? AND lost IS NOT NULL")
        .bind(now.timestamp_millis())
        .bind(user.to_string())
        .bind(device.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// How a device of this row was lost, where it was.
pub(crate) fn loss(row: &SqliteRow) -> SqlResult<Option<Loss>> {
    let since: Option<i64> = row.try_get("lost")?;
    let by: Option<&str> = row.try_get("lost_by")?;
    let (Some(since), Some(by)) = (since, by) else {
        return Ok(None);
    };
    let rescued: Option<&str> = row.try_get("rescued")?;
    let erased: Option<i64> = row.try_get("erased")?;
    Ok(Some(Loss {
        since: moment(since)?,
        by: read(by)?,
        rescued: match rescued {
            Some(text) => serde_json::from_str(text)?,
            None => Rescued::default(),
        },
        erased: erased.map(moment).transpose()?,
    }))
}
