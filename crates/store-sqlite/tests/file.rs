//! The file: its schema, what survives closing and dying, what is refused.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use dong_hanh_demo::{Demo, generate, load};
use dong_hanh_domain::{Because, Fact, HouseholdChange, Scope};
use dong_hanh_store::contract::commune::{Commune, changes, push};
use dong_hanh_store::{PasswordHash, Store, StoreError};
use dong_hanh_store_sqlite::SqliteStore;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{Action, ChangedHousehold, RawOperation, Subject};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Executor, SqlSafeStr};

async fn filled(path: &Path) -> (SqliteStore, Demo) {
    let demo = generate(7, "2026-11-24".parse().unwrap(), 30).unwrap();
    let store = SqliteStore::open(path).await.unwrap();
    load(&demo, &store, |password| PasswordHash(password.to_owned()))
        .await
        .unwrap();
    (store, demo)
}

async fn feeds(store: &SqliteStore, demo: &Demo) -> String {
    let scopes: Vec<Scope> = demo.people[0].role.scopes(demo.people[0].person.id);
    let pages = store
        .pull(&scopes, &Default::default(), None, changes(100_000))
        .await
        .unwrap()
        .feeds;
    serde_json::to_string(&pages).unwrap()
}

/// The database as another program sees it.
async fn beside(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path);
    SqliteConnection::connect_with(&options).await.unwrap()
}

#[tokio::test]
async fn an_empty_database_has_the_released_schema() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    SqliteStore::open(&path).await.unwrap().close().await;
    let schema: Vec<String> = sqlx::query_scalar(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY name",
    )
    .fetch_all(&mut beside(&path).await)
    .await
    .unwrap();
    insta::assert_snapshot!(schema.join(";\n\n"));
}

#[tokio::test]
async fn what_was_received_is_there_when_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let (store, demo) = filled(&path).await;
    let before = feeds(&store, &demo).await;
    store.close().await;
    assert!(
        !path.with_extension("db-wal").exists(),
        "the log is folded into the file"
    );
    let store = SqliteStore::open(&path).await.unwrap();
    assert_eq!(feeds(&store, &demo).await, before);
    load(&demo, &store, |password| PasswordHash(password.to_owned()))
        .await
        .unwrap();
    assert_eq!(
        feeds(&store, &demo).await,
        before,
        "everything has its receipt already"
    );
    store.close().await;
    let found: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut beside(&path).await)
        .await
        .unwrap();
    assert_eq!(found, "ok");
    let orphans = sqlx::query("PRAGMA foreign_key_check")
        .fetch_all(&mut beside(&path).await)
        .await
        .unwrap();
    assert!(orphans.is_empty());
}

#[tokio::test]
async fn what_was_received_is_there_after_the_process_died() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let (store, demo) = filled(&path).await;
    let before = feeds(&store, &demo).await;
    // What a dead process leaves behind: the file and its log, never closed.
    let copy = folder.path().join("copy.db");
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(path.with_extension("db-wal"), copy.with_extension("db-wal")).unwrap();
    let reopened = SqliteStore::open(&copy).await.unwrap();
    assert_eq!(feeds(&reopened, &demo).await, before);
}

#[tokio::test]
async fn a_batch_that_fails_at_its_last_statement_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let demo = generate(7, "2026-11-24".parse().unwrap(), 30).unwrap();
    let store = SqliteStore::open(&path).await.unwrap();
    store
        .put_hamlets(&demo.hamlets, demo.form.published)
        .await
        .unwrap();
    let before = feeds(&store, &demo).await;
    let trap = "CREATE TRIGGER trap BEFORE INSERT ON household WHEN NEW.code LIKE '% 0030' \
                BEGIN SELECT raise(ABORT, 'no'); END";
    beside(&path)
        .await
        .execute(trap.into_sql_str())
        .await
        .unwrap();
    let officer = &demo.people[0];
    let author = Author {
        user: officer.person.id,
        device: officer.device,
        role: officer.role.clone(),
        list: None,
    };
    let sending = &demo.sendings[0];
    let batch: Vec<_> = sending
        .operations
        .iter()
        .map(|sent| RawOperation::seal(sent).unwrap())
        .collect();
    let arrival = Arrival {
        now: sending.at,
        skew_ms: 0,
    };
    let failed = store.push(&author, &batch, arrival).await;
    assert!(matches!(failed, Err(StoreError::Other(_))), "{failed:?}");
    assert_eq!(feeds(&store, &demo).await, before);
    beside(&path)
        .await
        .execute("DROP TRIGGER trap")
        .await
        .unwrap();
    assert!(
        store
            .push(&author, &batch, arrival)
            .await
            .unwrap()
            .iter()
            .all(Option::is_some)
    );
    assert!(feeds(&store, &demo).await.len() > before.len());
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    SqliteStore::open(&path).await.unwrap().close().await;
    beside(&path)
        .await
        .execute("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', 1, x'00', 0)")
        .await
        .unwrap();
    let refused = SqliteStore::open(&path).await;
    assert!(matches!(refused, Err(StoreError::Newer(_))), "{refused:?}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let text = "Đây là một bức thư, không phải cơ sở dữ liệu. ".repeat(100);
    std::fs::write(&path, &text).unwrap();
    let refused = SqliteStore::open(&path).await;
    assert!(
        matches!(refused, Err(StoreError::Corrupt(_))),
        "{refused:?}"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

/// [S20.2] [S20.4] Neither the file nor its log bears a word of what was erased, in no table and in no page that is free.
#[tokio::test]
async fn what_was_erased_is_not_in_the_file_any_more() {
    const SECRET: &str = "sau nhà bà Sương, cạnh miếu";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = SqliteStore::open(&path).await.unwrap();
    let commune = Commune::settle(&store).await;
    let household = commune.household(&store).await;
    let says = |minutes, address: &str| {
        let changed = ChangedHousehold {
            household,
            changes: vec![HouseholdChange::Set(Fact::Address(address.to_owned()))],
            seen: Default::default(),
            visit: None,
            extra: Default::default(),
        };
        let action = Action::ChangeHousehold(changed);
        commune.operation(&commune.volunteer, minutes, action)
    };
    // A long one first, so that the pages of the record are written anew.
    for (minutes, address) in [(1, SECRET.repeat(400)), (2, SECRET.to_owned())] {
        push(
            &store,
            &commune.volunteer,
            minutes,
            [says(minutes, &address)],
        )
        .await;
    }
    let there = || {
        let files = ["test.db", "test.db-wal"].map(|name| folder.path().join(name));
        let bytes = files.iter().filter_map(|file| std::fs::read(file).ok());
        let bytes: Vec<u8> = bytes.flatten().collect();
        bytes
            .windows(SECRET.len())
            .any(|window| window == SECRET.as_bytes())
    };
    assert!(there());
    let what = Subject::Household {
        household,
        hamlet: commune.near.id,
    };
    let because = Because::Retention;
    let erase = commune.operation(&commune.officer, 3, Action::Erase { what, because });
    // Somebody who reads meanwhile is in the way, and the log is seen to afterwards.
    let options = SqliteConnectOptions::new().filename(&path);
    let mut reader = SqliteConnection::connect_with(&options).await.unwrap();
    reader.execute("BEGIN").await.unwrap();
    reader
        .execute("SELECT count(*) FROM operation")
        .await
        .unwrap();
    push(&store, &commune.officer, 3, [erase]).await;
    assert!(there());
    reader.execute("COMMIT").await.unwrap();
    store.media_to_erase().await.unwrap();
    assert!(!there());
    reader.close().await.unwrap();
    store.close().await;
    assert!(!there());
}
