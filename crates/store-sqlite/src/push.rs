//! Receiving a batch: load what it needs, decide in memory, write what changed; few statements for any size.

use std::collections::BTreeMap;

use dong_hanh_domain::{HamletId, HouseholdId, OperationId, Scope, UnitKey, VisitId};
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{Arrival, Arrived, Author, Needs, Opened, Receipts, World, Written};
use dong_hanh_sync::{HeldRecord, RawOperation, Receipt, Record, RecordKey, Visit};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::error::SqlResult;
use crate::forms::FormCache;
use crate::records::ROWS;
use crate::values::{damaged, list, read};
use crate::{projections, records};

/// Receives a batch inside a transaction that the caller commits.
pub(crate) async fn push(
    tx: &mut SqliteConnection,
    forms: &FormCache,
    author: &Author,
    batch: &[RawOperation],
    arrival: Arrival,
) -> SqlResult<Vec<Option<Receipt>>> {
    let unit = author.role.unit();
    let batch: Vec<Arrived> = batch.iter().map(Arrived::from).collect();
    let known = receipts(tx, &batch).await?;
    let batch: Vec<Opened> = batch.into_iter().map(|raw| raw.open(&known)).collect();
    let mut world = load(tx, forms, unit, known, &Needs::of(&batch)).await?;
    let receipts = batch
        .into_iter()
        .map(|opened| world.receive(author, opened, arrival))
        .collect();
    write(tx, author, &world.into_written()).await?;
    Ok(receipts)
}

/// What the operations of the batch were answered before.
async fn receipts(tx: &mut SqliteConnection, batch: &[Arrived]) -> SqlResult<Receipts> {
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

async fn load(
    tx: &mut SqliteConnection,
    forms: &FormCache,
    unit: &UnitKey,
    receipts: Receipts,
    needs: &Needs,
) -> SqlResult<World> {
    let mut world = World::default();
    world.receipts = receipts;
    if !needs.households.is_empty() {
        world.homes = homes(tx, needs).await?;
    }
    if !needs.visits.is_empty() {
        world.visits = visits(tx, needs).await?;
    }
    for id in &needs.forms {
        world.forms.extend(
            forms
                .get(tx, unit, id)
                .await?
                .map(|form| (id.clone(), form)),
        );
    }
    if !needs.held.is_empty() {
        world.held = held(tx, unit, needs).await?;
    }
    Ok(world)
}

async fn homes(
    tx: &mut SqliteConnection,
    needs: &Needs,
) -> SqlResult<BTreeMap<HouseholdId, HamletId>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, hamlet FROM household WHERE id IN (SELECT value FROM json_each(?))",
    )
    .bind(list(&needs.households))
    .fetch_all(tx)
    .await?;
    let homes = rows
        .iter()
        .map(|(id, hamlet)| Ok((read(id)?, read(hamlet)?)));
    homes.collect()
}

async fn visits(tx: &mut SqliteConnection, needs: &Needs) -> SqlResult<BTreeMap<VisitId, Visit>> {
    let bodies: Vec<String> = sqlx::query_scalar(
        "SELECT body FROM record WHERE key IN (SELECT value FROM json_each(?)) AND body IS NOT NULL",
    )
    .bind(list(needs.visits.iter().copied().map(RecordKey::Visit)))
    .fetch_all(tx)
    .await?;
    let visits = bodies.iter().map(|body| {
        let visit: Visit = serde_json::from_str(body)?;
        Ok((visit.id, visit))
    });
    visits.collect()
}

/// What a unit's office holds of the operations that the batch takes the place of.
async fn held(
    tx: &mut SqliteConnection,
    unit: &UnitKey,
    needs: &Needs,
) -> SqlResult<BTreeMap<OperationId, Vec<HeldRecord>>> {
    let bodies: Vec<String> = sqlx::query_scalar(
        "SELECT body FROM operation JOIN record ON key = 'held:' || lower(hex(digest)) \
         WHERE id IN (SELECT value FROM json_each(?)) AND scope = ? AND body IS NOT NULL",
    )
    .bind(list(&needs.held))
    .bind(Scope::Office(unit.clone()).to_string())
    .fetch_all(tx)
    .await?;
    let mut held: BTreeMap<_, Vec<HeldRecord>> = BTreeMap::new();
    for body in bodies {
        let record: HeldRecord = serde_json::from_str(&body)?;
        held.entry(record.operation).or_default().push(record);
    }
    Ok(held)
}

async fn write(tx: &mut SqliteConnection, author: &Author, written: &Written) -> SqlResult<()> {
    let unit = author.role.unit();
    operations(tx, author, &written.receipts).await?;
    records::write(tx, unit, &written.records).await?;
    let mut households = Vec::new();
    let mut visits = Vec::new();
    for (_, record) in &written.records {
        match record {
            Record::Household(household) => households.push(household),
            Record::Visit(visit) => visits.push(visit),
            _ => {}
        }
    }
    projections::households(tx, unit, &households).await?;
    projections::visits(tx, unit, &visits).await
}

async fn operations(
    tx: &mut SqliteConnection,
    author: &Author,
    received: &[(Receipt, ContentDigest, RawOperation)],
) -> SqlResult<()> {
    let unit = author.role.unit().to_string();
    let mut rows = Vec::with_capacity(received.len());
    for (receipt, digest, raw) in received {
        rows.push((receipt, serde_json::to_string(receipt)?, digest, raw));
    }
    for rows in rows.chunks(ROWS) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO operation (id, unit, author, device, received, digest, receipt, content) ",
        );
        insert.push_values(rows, |mut row, (receipt, text, digest, raw)| {
            row.push_bind(receipt.operation.to_string())
                .push_bind(&unit);
            row.push_bind(author.user.to_string())
                .push_bind(author.device.to_string());
            row.push_bind(receipt.received.timestamp_millis())
                .push_bind(&digest.0[..]);
            row.push_bind(text).push_bind(raw.text());
        });
        insert.build().execute(&mut *tx).await?;
    }
    Ok(())
}
