//! Units that become another one, with all that is theirs.

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Hamlet, Scope, UnitKey};
use dong_hanh_store::{Account, Merged, Merger};
use dong_hanh_sync::{Record, RecordKey, SettingsRecord};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::records::{Units, leave, write_changed};
use crate::values::{damaged, list};
use crate::{accounts, ask, breaches, hamlets, held, imports, publishing, units};

/// Makes units another one.
pub(crate) async fn merge(
    tx: &mut SqliteConnection,
    merger: &Merger,
    now: DateTime<Utc>,
) -> SqlResult<Merged> {
    let into = merger.into();
    let held = held::of_offices(tx, merger.from()).await?.len();
    units::put(tx, into).await?;
    let forms = publishing::inherit(tx, merger.from(), &into.key).await?;
    let (mut moved, mut people) = (Vec::new(), Vec::new());
    for unit in merger.from() {
        moved.extend(ask::hamlets(tx, unit).await?);
        people.extend(accounts::people(tx, unit, now).await?);
    }
    let moved: Vec<_> = moved
        .into_iter()
        .map(|hamlet| Hamlet {
            unit: into.key.clone(),
            ..hamlet
        })
        .collect();
    let (households, visits) = lives_in(tx, &moved).await?;
    hamlets::put(tx, &moved, into.key.valid_from, now).await?;
    for account in &people {
        let role = account.role.clone().in_unit(into.key.clone());
        let account = Account {
            role,
            ..account.clone()
        };
        accounts::put(tx, &account, None, now).await?;
    }
    inherit_settings(tx, merger, now).await?;
    let left = held::of_offices(tx, merger.from()).await?;
    // Also of one that had no hamlet to hand over.
    for unit in merger.from() {
        hamlets::inherit(tx, unit, &into.key).await?;
        imports::inherit(tx, unit, &into.key).await?;
        breaches::inherit(tx, unit, &into.key).await?;
    }
    held::follow(tx, left, now).await?;
    let stays = held::of_offices(tx, merger.from()).await?.len();
    Ok(Merged {
        hamlets: moved.len() as u64,
        households,
        visits,
        people: people.len() as u64,
        forms,
        held: (held - stays) as u64,
    })
}

/// What the units have set comes to the one that they become, once: what its office decides afterwards stands.
async fn inherit_settings(
    tx: &mut SqliteConnection,
    merger: &Merger,
    now: DateTime<Utc>,
) -> SqlResult<()> {
    let into = &merger.into().key;
    let mut others = Vec::new();
    for unit in merger.from() {
        let Some(set) = settings(tx, unit).await? else {
            continue;
        };
        others.push(set);
        let gone = (Scope::Unit(unit.clone()), RecordKey::Settings(unit.clone()));
        leave(tx, Units::of_writer(unit), &[gone], now).await?;
    }
    let known = settings(tx, into).await?;
    if let Some(set) = SettingsRecord::inherited(into, known, others) {
        let written = vec![(Scope::Unit(into.clone()), Record::Settings(set))];
        write_changed(tx, into, written).await?;
    }
    Ok(())
}

async fn settings(tx: &mut SqliteConnection, unit: &UnitKey) -> SqlResult<Option<SettingsRecord>> {
    ask::record(tx, RecordKey::Settings(unit.clone())).await
}

/// How many households live in these hamlets, and how many visits there are to them.
async fn lives_in(tx: &mut SqliteConnection, hamlets: &[Hamlet]) -> SqlResult<(u64, u64)> {
    let (households, visits): (i64, i64) = sqlx::query_as(
        "WITH those AS (SELECT id FROM household WHERE hamlet IN (SELECT value FROM json_each(?))) \
         SELECT (SELECT count(*) FROM those), (SELECT count(*) FROM visit WHERE household IN (SELECT id FROM those))",
    )
    .bind(list(hamlets.iter().map(|hamlet| hamlet.id)))
    .fetch_one(tx)
    .await?;
    let count = |count: i64| u64::try_from(count).map_err(|_| damaged("count"));
    Ok((count(households)?, count(visits)?))
}
