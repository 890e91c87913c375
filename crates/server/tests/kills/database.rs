//! The database as a kill left it.

use sqlx::{Connection as _, SqliteConnection};

use crate::server::Files;

/// Opens it, as the next start would, and looks at all of it.
pub(crate) fn check(files: &Files) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let address = format!("sqlite:{}", files.database().display());
        let mut database = SqliteConnection::connect(&address).await.unwrap();
        let said: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_all(&mut database)
            .await
            .unwrap();
        assert_eq!(said, ["ok"]);
        let foreign = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut database).await.unwrap();
        assert!(foreign.is_empty(), "{} rows belong to nothing", foreign.len());
        // Receipt, record and number are of one transaction: none is there without the others.
        let astray: Vec<String> = sqlx::query_scalar(
            "SELECT scope FROM feed WHERE last <> (SELECT max(seq) FROM record WHERE record.scope = feed.scope)",
        )
        .fetch_all(&mut database)
        .await
        .unwrap();
        assert_eq!(astray, Vec::<String>::new(), "feeds that gave out a number for nothing");
        database.close().await.unwrap();
    });
}
