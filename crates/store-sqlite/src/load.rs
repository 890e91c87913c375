//! Loading the part of the record that a batch touches; few statements for any size.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use dong_hanh_domain::{HamletId, Household, HouseholdId, OperationId, UnitKey, VisitId};
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{Arrived, Author, Holding, Home, Needs, Opened, Receipts, World};
use dong_hanh_sync::{Conflict, RecordKey, Visit};
use sqlx::SqliteConnection;

use crate::error::SqlResult;
use crate::forms::FormCache;
use crate::values::{damaged, list, read};
use crate::{erasing, given, hamlets, held};

/// What the operations of the batch were answered before.
pub(crate) async fn receipts(tx: &mut SqliteConnection, batch: &[Arrived]) -> SqlResult<Receipts> {
    let known: Vec<(String, Vec<u8>, String)> = sqlx::query_as(
        "SELECT id, digest, receipt FROM operation WHERE id IN (SELECT value FROM json_each(?))",
    )
    .bind(list(batch.iter().filter_map(Arrived::id)))
    .fetch_all(tx)
    .await?;
    known
        .into_iter()
        .map(|(id, digest, receipt)| {
            let digest = ContentDigest(digest.try_into().map_err(|_| damaged("digest"))?);
            Ok(((read(&id)?, digest), serde_json::from_str(&receipt)?))
        })
        .collect()
}

/// The part of the record that a batch touches.
pub(crate) async fn world(
    tx: &mut SqliteConnection,
    forms: &FormCache,
    author: &Author,
    receipts: Receipts,
    batch: &[Opened],
    now: DateTime<Utc>,
) -> SqlResult<World> {
    let needs = Needs::of(batch);
    let mut world = World::default();
    world.receipts = receipts;
    let is_new = |opened: &Opened| matches!(opened, Opened::New { .. });
    if batch.iter().any(is_new) {
        world.seat = hamlets::seat(tx, author.role.unit()).await?;
    }
    if needs == Needs::default() {
        return Ok(world);
    }
    world.former = given::former(tx, author.user, now).await?;
    if !needs.held.is_empty() {
        world.held = holdings(tx, &needs).await?;
    }
    let mut needs = needs.with_held(&world.held);
    if !needs.visits.is_empty() || !needs.moving.is_empty() {
        world.visits = visits(tx, &needs).await?;
    }
    loop {
        let newer = needs.newer(&world);
        if newer.is_empty() {
            break;
        }
        needs.visits.extend(newer);
        world.visits = visits(tx, &needs).await?;
    }
    let needs = needs.with_visits(&world);
    if !needs.homes.is_empty() {
        world.homes = homes(tx, &needs).await?;
    }
    if !needs.households.is_empty() {
        households(tx, &needs, &mut world).await?;
    }
    let family = world.family(&needs.erasing);
    if !family.is_empty() {
        all_of(tx, &family, &mut world).await?;
    }
    erasing::load(tx, &needs, &mut world).await?;
    world.units = units(tx, &needs, &world).await?;
    let leaving = world.leaving(&needs);
    if !leaving.is_empty() {
        world.hold_on(held::of_offices(tx, &leaving).await?);
    }
    for id in &needs.forms {
        let form = forms.get(tx, id).await?;
        world.forms.extend(form.map(|form| (id.clone(), form)));
    }
    Ok(world)
}

/// What offices hold of the operations that the batch speaks of.
async fn holdings(
    tx: &mut SqliteConnection,
    needs: &Needs,
) -> SqlResult<BTreeMap<OperationId, Vec<Holding>>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT substr(scope, 3), body FROM operation JOIN record ON key = 'held:' || lower(hex(digest)) \
         WHERE id IN (SELECT value FROM json_each(?)) AND scope LIKE 'o:%' AND body IS NOT NULL",
    )
    .bind(list(&needs.held))
    .fetch_all(tx)
    .await?;
    let mut held: BTreeMap<_, Vec<Holding>> = BTreeMap::new();
    for (office, body) in rows {
        let holding = Holding {
            office: read(&office)?,
            record: serde_json::from_str(&body)?,
        };
        held.entry(holding.record.operation)
            .or_default()
            .push(holding);
    }
    Ok(held)
}

async fn visits(tx: &mut SqliteConnection, needs: &Needs) -> SqlResult<BTreeMap<VisitId, Visit>> {
    let mut keys: Vec<RecordKey> = needs.visits.iter().copied().map(RecordKey::Visit).collect();
    if !needs.moving.is_empty() {
        let moving: Vec<String> = sqlx::query_scalar(
            "SELECT id FROM visit WHERE household IN (SELECT value FROM json_each(?))",
        )
        .bind(list(&needs.moving))
        .fetch_all(&mut *tx)
        .await?;
        for id in moving {
            keys.push(RecordKey::Visit(read(&id)?));
        }
    }
    let visits = bodies(tx, keys).await?;
    let visits = visits.iter().map(|body| {
        let visit: Visit = serde_json::from_str(body)?;
        Ok((visit.id, visit))
    });
    visits.collect()
}

async fn homes(tx: &mut SqliteConnection, needs: &Needs) -> SqlResult<BTreeMap<HouseholdId, Home>> {
    let rows: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "SELECT id, hamlet, moved FROM household WHERE id IN (SELECT value FROM json_each(?))",
    )
    .bind(list(&needs.homes))
    .fetch_all(tx)
    .await?;
    let homes = rows.iter().map(|(id, hamlet, moved)| {
        let home = Home {
            hamlet: read(hamlet)?,
            moved: match moved {
                Some(moved) => serde_json::from_str(moved)?,
                None => Vec::new(),
            },
        };
        Ok((read(id)?, home))
    });
    homes.collect()
}

/// The households of which facts change and those that stand for them, with their conflicts, and those that are the same
/// as they are.
async fn households(tx: &mut SqliteConnection, needs: &Needs, world: &mut World) -> SqlResult<()> {
    let mut keys: Vec<_> = needs.households.iter().copied().collect();
    if !needs.doubled.is_empty() {
        let doubles: Vec<String> = sqlx::query_scalar(
            "SELECT id FROM household WHERE same_as IN (SELECT value FROM json_each(?))",
        )
        .bind(list(&needs.doubled))
        .fetch_all(&mut *tx)
        .await?;
        for id in doubles {
            keys.push(read(&id)?);
        }
    }
    for body in bodies(tx, keys.into_iter().map(RecordKey::Household)).await? {
        let household: Household = serde_json::from_str(&body)?;
        world.know(household);
    }
    let standing = world.standing();
    for body in bodies(tx, standing.iter().copied().map(RecordKey::Household)).await? {
        world.know(serde_json::from_str(&body)?);
    }
    let keys: Vec<String> = sqlx::query_scalar(
        "SELECT key FROM conflict WHERE household IN (SELECT value FROM json_each(?))",
    )
    .bind(list(needs.households.iter().chain(&standing)))
    .fetch_all(&mut *tx)
    .await?;
    for body in bodies(tx, keys).await? {
        let conflict: Conflict = serde_json::from_str(&body)?;
        world.conflicts.insert(conflict.id.clone(), conflict);
    }
    Ok(())
}

/// The visits and conflicts of households that are erased.
async fn all_of(
    tx: &mut SqliteConnection,
    family: &BTreeSet<HouseholdId>,
    world: &mut World,
) -> SqlResult<()> {
    let keys: Vec<String> = sqlx::query_scalar(
        "SELECT 'visit:' || id FROM visit WHERE household IN (SELECT value FROM json_each(?))",
    )
    .bind(list(family))
    .fetch_all(&mut *tx)
    .await?;
    for body in bodies(tx, keys).await? {
        let visit: Visit = serde_json::from_str(&body)?;
        world.visits.insert(visit.id, visit);
    }
    let keys: Vec<String> = sqlx::query_scalar(
        "SELECT key FROM conflict WHERE household IN (SELECT value FROM json_each(?))",
    )
    .bind(list(family))
    .fetch_all(&mut *tx)
    .await?;
    for body in bodies(tx, keys).await? {
        let conflict: Conflict = serde_json::from_str(&body)?;
        world.conflicts.insert(conflict.id.clone(), conflict);
    }
    Ok(())
}

async fn units(
    tx: &mut SqliteConnection,
    needs: &Needs,
    world: &World,
) -> SqlResult<BTreeMap<HamletId, UnitKey>> {
    let homes = world.homes.values().map(|home| home.hamlet);
    let homes = homes.chain(world.erased.values().copied());
    let hamlets: std::collections::BTreeSet<_> =
        needs.hamlets.iter().copied().chain(homes).collect();
    if hamlets.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id, unit FROM hamlet WHERE id IN (SELECT value FROM json_each(?))")
            .bind(list(hamlets))
            .fetch_all(tx)
            .await?;
    let units = rows.iter().map(|(id, unit)| Ok((read(id)?, read(unit)?)));
    units.collect()
}

async fn bodies<K: std::fmt::Display>(
    tx: &mut SqliteConnection,
    keys: impl IntoIterator<Item = K>,
) -> SqlResult<Vec<String>> {
    let bodies = sqlx::query_scalar(
        "SELECT body FROM record WHERE key IN (SELECT value FROM json_each(?)) AND body IS NOT NULL",
    );
    Ok(bodies.bind(list(keys)).fetch_all(tx).await?)
}
