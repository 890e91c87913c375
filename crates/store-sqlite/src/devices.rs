//! What is known of devices.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UnitKey, UserId};
use dong_hanh_store::{DeviceSummary, RecoveryBytes};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{Fate, Report};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::lost;
use crate::values::{damaged, moment, read};

/// Counts operations that got their receipt for the first time, also of a device of which a database that was put back does
/// not know that it signed in.
pub(crate) async fn count(
    tx: &mut SqliteConnection,
    author: &Author,
    operations: usize,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    sqlx::query(
        "INSERT INTO device (user, id, unit, label, first, last, operations) \
         SELECT user, ?2, unit, '', ?3, ?3, ?4 FROM account WHERE user = ?1 \
         ON CONFLICT (user, id) DO UPDATE SET operations = operations + excluded.operations",
    )
    .bind(author.user.to_string())
    .bind(author.device.to_string())
    .bind(now.timestamp_millis())
    .bind(i64::try_from(operations).unwrap_or(i64::MAX))
    .execute(tx)
    .await?;
    Ok(())
}

/// What is kept for the vault of a device that has signed in.
pub(crate) async fn recovery(
    tx: &mut SqliteConnection,
    user: UserId,
    device: DeviceId,
    fresh: RecoveryBytes,
) -> SqlResult<RecoveryBytes> {
    let kept: Vec<u8> = sqlx::query_scalar(
        "UPDATE device SET recovery = coalesce(recovery, ?3) WHERE user = ?1 AND id = ?2 RETURNING recovery",
    )
    .bind(user.to_string())
    .bind(device.to_string())
    .bind(&fresh.0[..])
    .fetch_one(tx)
    .await?;
    lost::recovery(kept)
}

/// Remembers how a device says that it stands.
pub(crate) async fn report(
    tx: &mut SqliteConnection,
    user: UserId,
    device: DeviceId,
    report: &Report,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    sqlx::query("UPDATE device SET report = ?, reported = ? WHERE user = ? AND id = ?")
        .bind(serde_json::to_string(report)?)
        .bind(now.timestamp_millis())
        .bind(user.to_string())
        .bind(device.to_string())
        .execute(tx)
        .await?;
    Ok(())
}

/// How many of a device's operations have a receipt.
pub(crate) async fn received(
    tx: &mut SqliteConnection,
    user: UserId,
    device: DeviceId,
) -> SqlResult<u64> {
    let received: Option<i64> =
        sqlx::query_scalar("SELECT operations FROM device WHERE user = ? AND id = ?")
            .bind(user.to_string())
            .bind(device.to_string())
            .fetch_optional(tx)
            .await?;
    u64::try_from(received.unwrap_or(0)).map_err(|_| damaged("operations"))
}

/// The devices of a unit's people.
pub(crate) async fn of_unit(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
) -> SqlResult<Vec<DeviceSummary>> {
    let rows = sqlx::query(
        "SELECT device.user, id, label, first, operations, report, reported, lost, lost_by, rescued, erased, \
           max(last, ifnull(reported, 0), ifnull((SELECT max(used) FROM session \
             WHERE session.user = device.user AND session.device = device.id), 0)) AS seen \
         FROM device JOIN account ON account.user = device.user WHERE account.unit = ? ORDER BY device.user, id",
    )
    .bind(unit.to_string())
    .fetch_all(&mut *tx)
    .await?;
    let mut held = held(tx, unit).await?;
    let summary = |row| {
        let mut summary = summary(row)?;
        let place = (summary.user.to_string(), summary.device.to_string());
        summary.held = held.remove(&place).unwrap_or_default();
        Ok(summary)
    };
    rows.iter().map(summary).collect()
}

/// How many of what was held of each device of the unit's people have which fate, by user and device; the first content
/// under an id alone, as only that one counts.
async fn held(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
) -> SqlResult<HashMap<(String, String), BTreeMap<Fate, u64>>> {
    let counts: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT author, device, fate, count(*) FROM held JOIN account ON account.user = author \
         WHERE account.unit = ? AND fate IS NOT NULL GROUP BY author, device, fate",
    )
    .bind(unit.to_string())
    .fetch_all(tx)
    .await?;
    let mut held: HashMap<_, BTreeMap<_, _>> = HashMap::new();
    for (author, device, fate, count) in counts {
        let count = u64::try_from(count).map_err(|_| damaged("count"))?;
        let of = held.entry((author, device)).or_default();
        of.insert(serde_json::from_str(&fate)?, count);
    }
    Ok(held)
}

fn summary(row: &SqliteRow) -> SqlResult<DeviceSummary> {
    let report: Option<String> = row.try_get("report")?;
    let reported: Option<i64> = row.try_get("reported")?;
    let report = match (report, reported) {
        (Some(report), Some(at)) => Some((serde_json::from_str(&report)?, moment(at)?)),
        _ => None,
    };
    let received: i64 = row.try_get("operations")?;
    Ok(DeviceSummary {
        user: read(row.try_get("user")?)?,
        device: read(row.try_get("id")?)?,
        label: row.try_get("label")?,
        first: moment(row.try_get("first")?)?,
        seen: moment(row.try_get("seen")?)?,
        received: u64::try_from(received).map_err(|_| damaged("operations"))?,
        held: BTreeMap::new(),
        report,
        lost: lost::loss(row)?,
    })
}
