//! Hamlets, and the rows that go with one that comes to another unit, as when units merge.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Hamlet, HamletId, Scope, UnitKey};
use dong_hanh_sync::{Record, RecordKey};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::error::SqlResult;
use crate::held;
use crate::records::{self, ROWS, Units, write_changed};
use crate::values::{list, read, word};

/// Publishes hamlets in the feeds of their units. One that lay in another unit leaves that one's feed; what that one's
/// office holds of it, and all that it holds where it was the last, goes along.
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
    let mut heirs = BTreeMap::new();
    for hamlet in hamlets {
        if let Some(from) = before.get(&hamlet.id).filter(|from| **from != hamlet.unit) {
            hand_over(tx, hamlet, from, now).await?;
            heirs.insert(from.clone(), hamlet.unit.clone());
        }
    }
    let held = held::of_offices(tx, heirs.keys()).await?;
    held::follow(tx, held, &heirs, now).await
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
    let of_household = "household IN (SELECT id FROM household WHERE hamlet = ?)";
    let rows = [
        ("household", "hamlet = ?", &id),
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
    let units = Units {
        hamlets: &BTreeMap::new(),
        writer: from,
    };
    let left = [(Scope::Unit(from.clone()), RecordKey::Hamlet(hamlet.id))];
    records::leave(tx, units, &left, now).await
}
