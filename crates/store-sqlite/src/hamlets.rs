//! Hamlets, and what goes with one that comes to another unit, as when units merge.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Hamlet, HamletId, Scope, UnitKey};
use dong_hanh_sync::server::About;
use dong_hanh_sync::{HeldRecord, RawOperation, Record, RecordKey};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::ask;
use crate::error::SqlResult;
use crate::records::{self, ROWS, Units, write_changed};
use crate::values::{list, read, word};

/// Publishes hamlets in the feeds of their units. One that lay in another unit leaves that one's feed, with all that its
/// office holds of it.
pub(crate) async fn put(
    tx: &mut SqliteConnection,
    hamlets: &[Hamlet],
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let before = units_of(tx, hamlets).await?;
    write(tx, hamlets).await?;
    let units: BTreeSet<_> = hamlets.iter().map(|hamlet| &hamlet.unit).collect();
    for unit in units {
        let own = hamlets.iter().filter(|hamlet| hamlet.unit == *unit);
        let records = own
            .map(|hamlet| (Scope::Unit(unit.clone()), Record::Hamlet(hamlet.clone())))
            .collect();
        write_changed(tx, unit, records).await?;
    }
    for hamlet in hamlets {
        if let Some(from) = before.get(&hamlet.id).filter(|from| **from != hamlet.unit) {
            hand_over(tx, hamlet, from, now).await?;
        }
    }
    Ok(())
}

async fn units_of(
    tx: &mut SqliteConnection,
    hamlets: &[Hamlet],
) -> SqlResult<BTreeMap<HamletId, UnitKey>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, unit FROM hamlet WHERE id IN (SELECT value FROM json_each(?))")
            .bind(list(hamlets.iter().map(|hamlet| hamlet.id)))
            .fetch_all(tx)
            .await?;
    let units = rows.iter().map(|(id, unit)| Ok((read(id)?, read(unit)?)));
    units.collect()
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
    let of_hamlet = "hamlet = ?";
    let rows = [
        ("household", of_hamlet, &id),
        ("visit", of_hamlet, &id),
        ("visit_media", of_hamlet, &id),
        (
            "conflict",
            "household IN (SELECT id FROM household WHERE hamlet = ?)",
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
    let mut left = vec![(Scope::Unit(from.clone()), RecordKey::Hamlet(hamlet.id))];
    let mut came = Vec::new();
    for held in held_by(tx, from).await? {
        if is_about(tx, &held, hamlet.id).await? {
            left.push((
                Scope::Office(from.clone()),
                RecordKey::Held(held.digest.clone()),
            ));
            came.push((Scope::Office(hamlet.unit.clone()), Record::Held(held)));
        }
    }
    let units = Units {
        hamlets: &BTreeMap::new(),
        writer: &hamlet.unit,
    };
    records::leave(tx, units, &left, now).await?;
    records::write(tx, units, &came).await
}

/// What an office holds, settled things too.
async fn held_by(tx: &mut SqliteConnection, office: &UnitKey) -> SqlResult<Vec<HeldRecord>> {
    let bodies: Vec<String> = sqlx::query_scalar(
        "SELECT body FROM record WHERE scope = ? AND key LIKE 'held:%' AND body IS NOT NULL ORDER BY seq",
    )
    .bind(Scope::Office(office.clone()).to_string())
    .fetch_all(tx)
    .await?;
    let held = bodies.iter().map(|body| Ok(serde_json::from_str(body)?));
    held.collect()
}

/// Whether what is held is about a hamlet, as far as this version can read it.
async fn is_about(
    tx: &mut SqliteConnection,
    held: &HeldRecord,
    hamlet: HamletId,
) -> SqlResult<bool> {
    let operation = RawOperation(held.content.clone()).open().ok();
    let household = match operation.and_then(|operation| About::of(&operation.action)) {
        None => return Ok(false),
        Some(About::Hamlet(about)) => return Ok(about == hamlet),
        Some(About::Household(household)) => household,
        Some(About::Visit(visit)) => {
            let visit = ask::record::<dong_hanh_sync::Visit>(tx, RecordKey::Visit(visit)).await?;
            let Some(visit) = visit else { return Ok(false) };
            visit.household
        }
    };
    let lives: Option<String> = sqlx::query_scalar("SELECT hamlet FROM household WHERE id = ?")
        .bind(household.to_string())
        .fetch_optional(tx)
        .await?;
    Ok(lives == Some(hamlet.to_string()))
}
