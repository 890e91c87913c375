//! Hamlets, and the rows that go with one that comes to another unit, as when units merge.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{Hamlet, HamletId, Scope, UnitKey};
use dong_hanh_store::Heirs;
use dong_hanh_sync::{Record, RecordKey};
use sqlx::{AssertSqlSafe, QueryBuilder, Row, SqliteConnection};

use crate::error::SqlResult;
use crate::records::{self, ROWS, Units, write_changed};
use crate::values::{list, read, word};
use crate::{ask, held};

/// Publishes hamlets in the feeds of their units. One that lay in another unit leaves that one's feed; what that one's
/// office holds of it, and all that it holds where it was the last, goes along. It lies in the new one from `day` on.
pub(crate) async fn put(
    tx: &mut SqliteConnection,
    hamlets: &[Hamlet],
    day: NaiveDate,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let known = known(tx, hamlets).await?;
    let hamlets: Vec<_> = hamlets
        .iter()
        .map(|hamlet| match known.get(&hamlet.id) {
            Some((known, name)) => hamlet.clone().after(known, name, day),
            None => Hamlet {
                before: Vec::new(),
                ..hamlet.clone()
            },
        })
        .collect();
    write(tx, &hamlets).await?;
    let units: BTreeSet<_> = hamlets.iter().map(|hamlet| &hamlet.unit).collect();
    for unit in units {
        let own = hamlets.iter().filter(|hamlet| hamlet.unit == *unit);
        let records = own
            .map(|hamlet| (Scope::Unit(unit.clone()), Record::Hamlet(hamlet.clone())))
            .collect();
        write_changed(tx, unit, records).await?;
    }
    let mut left = BTreeSet::new();
    for hamlet in &hamlets {
        let from = known.get(&hamlet.id).map(|(known, _)| &known.unit);
        if let Some(from) = from.filter(|from| **from != hamlet.unit) {
            hand_over(tx, hamlet, from, now).await?;
            inherit(tx, from, &hamlet.unit).await?;
            left.insert(from);
        }
    }
    let held = held::of_offices(tx, left).await?;
    held::follow(tx, held, now).await
}

/// The unit that sees to what is a unit's to see to.
pub(crate) async fn seat(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Option<UnitKey>> {
    let has_hamlets: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM hamlet WHERE unit = ?)")
            .bind(unit.to_string())
            .fetch_one(&mut *tx)
            .await?;
    if has_hamlets {
        return Ok(Some(unit.clone()));
    }
    let units = with_hamlets(tx).await?;
    let has_hamlets = |unit: &UnitKey| units.contains(&unit.to_string());
    Ok(heirs(tx).await?.of(unit, has_hamlets).cloned())
}

/// The unit that has taken another one's place.
pub(crate) async fn heir(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Option<UnitKey>> {
    let units = with_hamlets(tx).await?;
    let has_hamlets = |unit: &UnitKey| units.contains(&unit.to_string());
    let heirs = heirs(tx).await?;
    Ok(heirs.in_place_of(unit, has_hamlets).cloned())
}

async fn with_hamlets(tx: &mut SqliteConnection) -> SqlResult<Vec<String>> {
    let units = sqlx::query_scalar("SELECT DISTINCT unit FROM hamlet");
    Ok(units.fetch_all(tx).await?)
}

/// To which units the hamlets went that others have lost.
pub(crate) async fn heirs(tx: &mut SqliteConnection) -> SqlResult<Heirs> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT unit, heir FROM unit_heir")
        .fetch_all(tx)
        .await?;
    let heirs = rows
        .iter()
        .map(|(unit, heir)| Ok((read(unit)?, read(heir)?)));
    Ok(Heirs(heirs.collect::<SqlResult<_>>()?))
}

/// What was a unit's to see to is another one's, once it has no hamlet.
pub(crate) async fn inherit(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    heir: &UnitKey,
) -> SqlResult<()> {
    sqlx::query(
        "INSERT INTO unit_heir (unit, heir) VALUES (?, ?) ON CONFLICT (unit) DO UPDATE SET heir = excluded.heir",
    )
    .bind(unit.to_string())
    .bind(heir.to_string())
    .execute(tx)
    .await?;
    Ok(())
}

/// These hamlets as the record knows them, with what their units are called.
async fn known(
    tx: &mut SqliteConnection,
    hamlets: &[Hamlet],
) -> SqlResult<BTreeMap<HamletId, (Hamlet, String)>> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "{} WHERE hamlet.id IN (SELECT value FROM json_each(?))",
        ask::HAMLETS
    )))
    .bind(list(hamlets.iter().map(|hamlet| hamlet.id)))
    .fetch_all(tx)
    .await?;
    let known = rows.iter().map(|row| {
        let known = ask::hamlet(row)?;
        let name: Option<String> = row.try_get("unit_name")?;
        Ok((known.id, (known, name.unwrap_or_default())))
    });
    known.collect()
}

async fn write(tx: &mut SqliteConnection, hamlets: &[Hamlet]) -> SqlResult<()> {
    let kinds = hamlets
        .iter()
        .map(|hamlet| word(&hamlet.kind))
        .collect::<SqlResult<Vec<_>>>()?;
    let rows: Vec<_> = hamlets.iter().zip(kinds).collect();
    for rows in rows.chunks(ROWS) {
        let mut insert = QueryBuilder::new("INSERT INTO hamlet (id, unit, name, kind) ");
        insert.push_values(rows, |mut row, (hamlet, kind)| {
            row.push_bind(hamlet.id.to_string())
                .push_bind(hamlet.unit.to_string());
            row.push_bind(&hamlet.name).push_bind(kind);
        });
        insert.push(
            " ON CONFLICT (id) DO UPDATE SET unit = excluded.unit, name = excluded.name, kind = excluded.kind",
        );
        insert.build().execute(&mut *tx).await?;
    }
    Ok(())
}

/// What belonged to a unit as the hamlet lay in it is the new one's.
async fn hand_over(
    tx: &mut SqliteConnection,
    hamlet: &Hamlet,
    from: &UnitKey,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let (id, unit) = (hamlet.id.to_string(), hamlet.unit.to_string());
    let scope = Scope::Hamlet(hamlet.id).to_string();
    let of_household = "household IN (SELECT id FROM household WHERE hamlet = ?)";
    let rows = [
        ("household", "hamlet = ?", &id),
        ("erased", "hamlet = ?", &id),
        ("visit", of_household, &id),
        ("conflict", of_household, &id),
        (
            "visit_media",
            "visit IN (SELECT visit.id FROM visit JOIN household ON household.id = household WHERE household.hamlet = ?)",
            &id,
        ),
        ("feed", "scope = ?", &scope),
        ("record", "scope = ?", &scope),
    ];
    for (table, of, which) in rows {
        QueryBuilder::new(format!("UPDATE {table} SET unit = ? WHERE {of}"))
            .build()
            .bind(&unit)
            .bind(which)
            .execute(&mut *tx)
            .await?;
    }
    let left = [(Scope::Unit(from.clone()), RecordKey::Hamlet(hamlet.id))];
    records::leave(tx, Units::of_writer(from), &left, now).await
}
