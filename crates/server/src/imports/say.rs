//! Saying a list: its rows become part of the record by the decision that decides on everybody's operations.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use dong_hanh_store::{Import, ImportRow, ImportRows, ImportState, Store};
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Notice, Outcome, RawOperation, Receipt};
use tracing::warn;

use super::check::device;
use super::{Running, outcome};
use crate::error::Problem;

/// So many rows are said in one transaction: others write between two of them.
pub(super) const ROWS: u32 = 200;

/// Says what was not said yet, and notes what became of it. After an end in the middle it goes on where it was: a row that
/// is said once more has the receipt that it got.
///
/// # Errors
/// As the store has them; what was said until then stays said.
pub async fn say(
    store: Arc<dyn Store>,
    import: &Import,
    author: &Author,
    running: &Running,
    now: impl Fn() -> DateTime<Utc>,
) -> Result<(), Problem> {
    let author = Author {
        device: device(import.id),
        list: Some(import.id),
        ..author.clone()
    };
    let mut wanted = ImportRows {
        outcome: Some(None),
        with_operation: true,
        most: ROWS,
        ..ImportRows::default()
    };
    loop {
        let rows = store.import_rows(import.id, &wanted).await?;
        let Some(last) = rows.last() else { break };
        if running.is_stopped() {
            store
                .note_import(import.id, ImportState::Stopped, &[])
                .await?;
            return Ok(());
        }
        wanted.behind = Some(last.place);
        let outcomes = part(&*store, &author, &rows, now()).await?;
        store
            .note_import(import.id, ImportState::Applying, &outcomes)
            .await?;
    }
    store
        .note_import(import.id, ImportState::Applied, &[])
        .await?;
    Ok(())
}

async fn part(
    store: &dyn Store,
    author: &Author,
    rows: &[ImportRow],
    now: DateTime<Utc>,
) -> Result<Vec<(u32, String)>, Problem> {
    let texts = rows.iter().filter_map(|row| row.operation.clone());
    let batch: Vec<RawOperation> = texts
        .map(RawOperation::from_text)
        .collect::<Result<_, _>>()
        .map_err(|_| Problem::Internal)?;
    let arrival = Arrival { now, skew_ms: 0 };
    let receipts = store.push(author, &batch, arrival).await?;
    let outcomes = rows.iter().zip(receipts).map(|(row, receipt)| {
        let outcome = receipt.as_ref().map_or(outcome::HELD, became);
        (row.place, outcome.to_owned())
    });
    Ok(outcomes.collect())
}

fn became(receipt: &Receipt) -> &'static str {
    match &receipt.outcome {
        Outcome::Applied { notices } => {
            let clashes = notices
                .iter()
                .any(|notice| matches!(notice, Notice::Clash { .. }));
            if clashes {
                outcome::CLASHED
            } else {
                outcome::APPLIED
            }
        }
        Outcome::Held { reason } => {
            warn!(reason = reason.code(), "a row of a list is held");
            outcome::HELD
        }
    }
}
