//! The office receives whatever comes, and has an answer to it.

use dong_hanh_store::contract::commune::{Commune, at, changes};
use dong_hanh_store::{MemoryStore, Store};
use dong_hanh_sync::server::Author;
use dong_hanh_sync::{Cursors, Outcome, RawOperation, Record};

/// A batch of operations, as a volunteer's phone might send it, and an officer's: each with an id has a receipt, which
/// stays the same, and what is in the feeds can be read.
pub(crate) fn receives(bytes: &[u8]) {
    let Ok(batch) = serde_json::from_slice::<Vec<RawOperation>>(bytes) else {
        return;
    };
    pollster::block_on(async {
        let store = MemoryStore::default();
        let commune = Commune::settle(&store).await;
        commune.household(&store).await;
        for author in [&commune.volunteer, &commune.officer] {
            receive(&store, author, &batch).await;
        }
        read_all(&store, &commune.officer).await;
    });
}

async fn receive(store: &MemoryStore, author: &Author, batch: &[RawOperation]) {
    let receipts = store.push(author, batch, at(5)).await.unwrap();
    assert_eq!(receipts.len(), batch.len());
    for (raw, receipt) in batch.iter().zip(&receipts) {
        let id = receipt.as_ref().map(|receipt| receipt.operation);
        assert_eq!(id, raw.id());
        if let Some(receipt) = receipt
            && let Outcome::Applied { .. } = receipt.outcome
        {
            raw.open().expect("what was applied was understood");
        }
    }
    assert_eq!(store.push(author, batch, at(6)).await.unwrap(), receipts);
}

async fn read_all(store: &MemoryStore, officer: &Author) {
    let scopes = officer.role.scopes(officer.user);
    let pulled = store
        .pull(&scopes, &Cursors::default(), None, changes(10_000))
        .await
        .unwrap();
    for change in pulled.feeds.iter().flat_map(|page| &page.changes) {
        let body = change
            .body
            .as_ref()
            .expect("nothing has left a scope")
            .get();
        let read =
            Record::from_body(&change.key, body).unwrap_or_else(|error| panic!("{error}: {body}"));
        assert_eq!(read.expect("a known kind").key(), change.key);
    }
}
