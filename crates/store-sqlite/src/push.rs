//! Receiving a batch: load what it needs, decide in memory, write what changed; few statements for any size.

use dong_hanh_store::Erasure;
use dong_hanh_store::audit::Kinds;
use dong_hanh_sync::operation::ContentDigest;
use dong_hanh_sync::server::{Arrival, Arrived, Author, Opened, Written};
use dong_hanh_sync::{RawOperation, Receipt, Record};
use sqlx::{QueryBuilder, SqliteConnection};

use crate::error::SqlResult;
use crate::forms::FormCache;
use crate::records::{ROWS, Units};
use crate::{audit, devices, erasing, load, projections, records};

/// What came of a batch.
pub(crate) struct Pushed {
    pub(crate) receipts: Vec<Option<Receipt>>,
    /// Something was taken out of the record, and may stand in the log yet.
    pub(crate) erases: bool,
}

/// Receives a batch inside a transaction that the caller commits.
pub(crate) async fn push(
    tx: &mut SqliteConnection,
    forms: &FormCache,
    author: &Author,
    batch: &[RawOperation],
    arrival: Arrival,
) -> SqlResult<Pushed> {
    let batch: Vec<Arrived> = batch.iter().map(Arrived::from).collect();
    let known = load::receipts(tx, &batch).await?;
    let batch: Vec<Opened> = batch.into_iter().map(|raw| raw.open(&known)).collect();
    let mut world = load::world(tx, forms, author, known, &batch, arrival.now).await?;
    let kinds = Kinds::of(&batch);
    let receipts = batch
        .into_iter()
        .map(|opened| world.receive(author, opened, arrival))
        .collect();
    let written = world.into_written();
    write(tx, author, &written, arrival).await?;
    let note = kinds.note(author, &written, arrival.now);
    audit::enter(tx, note.as_slice()).await?;
    Ok(Pushed {
        receipts,
        erases: !written.erasing.is_empty(),
    })
}

async fn write(
    tx: &mut SqliteConnection,
    author: &Author,
    written: &Written,
    arrival: Arrival,
) -> SqlResult<()> {
    let units = Units {
        hamlets: &written.units,
        writer: author.role.unit(),
    };
    operations(tx, author, &written.receipts).await?;
    let first = written.receipts.iter();
    let first = first.filter(|(receipt, _, _)| receipt.is_first()).count();
    if first > 0 {
        devices::count(tx, author, first, arrival.now).await?;
    }
    records::leave(tx, units, &written.left, arrival.now).await?;
    records::write(tx, units, &written.records).await?;
    let mut households = Vec::new();
    let mut visits = Vec::new();
    let mut conflicts = Vec::new();
    for (scope, record) in &written.records {
        let unit = units.of(scope);
        match record {
            Record::Household(household) => households.push((unit, household)),
            Record::Visit(visit) => visits.push((unit, visit)),
            Record::Conflict(conflict) => conflicts.push((unit, conflict)),
            _ => {}
        }
    }
    projections::households(tx, &households).await?;
    projections::conflicts(tx, &conflicts).await?;
    projections::visits(tx, &visits).await?;
    if written.erasing.is_empty() {
        return Ok(());
    }
    let erasures = Erasure::of(author, written);
    erasing::erase(tx, units, &written.erasing, &erasures).await
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
