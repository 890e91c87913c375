//! What is known of devices.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, UnitKey, UserId};
use dong_hanh_store::DeviceSummary;
use dong_hanh_sync::{HeldReason, HeldState, Report};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::error::SqlResult;
use crate::held;
use crate::values::{damaged, list, moment, read};

/// Counts operations that got their receipt for the first time.
pub(crate) async fn count(
    tx: &mut SqliteConnection,
    user: UserId,
    device: DeviceId,
    operations: usize,
) -> SqlResult<()> {
    sqlx::query("UPDATE device SET operations = operations + ? WHERE user = ? AND id = ?")
        .bind(i64::try_from(operations).unwrap_or(i64::MAX))
        .bind(user.to_string())
        .bind(device.to_string())
        .execute(tx)
        .await?;
    Ok(())
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
        "SELECT device.user, id, label, first, operations, report, reported, \
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

/// What was held of each device of the unit's people, by user and device; the first content under an id alone, as only
/// that one counts.
async fn held(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
) -> SqlResult<HashMap<(String, String), Vec<(HeldReason, HeldState)>>> {
    let records = held::of_people(tx, unit).await?;
    let made: Vec<(String, String)> = sqlx::query_as(
        "SELECT lower(hex(digest)), device FROM operation WHERE id IN (SELECT value FROM json_each(?))",
    )
    .bind(list(records.iter().map(|record| record.operation)))
    .fetch_all(tx)
    .await?;
    let devices: HashMap<String, String> = made.into_iter().collect();
    let mut held: HashMap<_, Vec<_>> = HashMap::new();
    for record in records {
        let device = devices.get(&record.digest);
        if let Some(device) = device.filter(|_| record.why != HeldReason::OtherContent) {
            let of = held.entry((record.author.to_string(), device.clone()));
            of.or_default().push((record.why, record.state));
        }
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
        held: Vec::new(),
        report,
    })
}
