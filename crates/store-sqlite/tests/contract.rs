//! SQLite keeps the contract, in a file and in memory.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use dong_hanh_store::Store;
use dong_hanh_store_sqlite::SqliteStore;

mod file {
    use super::*;

    async fn open() -> (Arc<dyn Store>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path().join("test.db"))
            .await
            .unwrap();
        (Arc::new(store), folder)
    }

    dong_hanh_store::contract_tests!(open);
}

mod memory {
    use super::*;

    async fn open() -> (Arc<dyn Store>, ()) {
        (Arc::new(SqliteStore::open(":memory:").await.unwrap()), ())
    }

    dong_hanh_store::contract_tests!(open);
}
