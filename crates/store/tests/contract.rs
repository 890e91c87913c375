//! The store in memory keeps the contract.

use std::sync::Arc;

use dong_hanh_store::{MemoryStore, Store};

async fn open() -> (Arc<dyn Store>, ()) {
    (Arc::new(MemoryStore::default()), ())
}

dong_hanh_store::contract_tests!(open);
