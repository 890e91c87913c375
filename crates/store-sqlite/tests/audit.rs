//! The table of the audit: nobody changes it by mistake, and whoever does it on purpose is found.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::DateTime;
use dong_hanh_audit::{Actor, AuditAct, Broken, Chain, Head, Note, What};
use dong_hanh_demo::{generate, load};
use dong_hanh_domain::{DeviceId, HouseholdId, UserId};
use dong_hanh_store::contract::audit::entries;
use dong_hanh_store::contract::commune::{Commune, number, push};
use dong_hanh_store::{PasswordHash, Store};
use dong_hanh_store_sqlite::SqliteStore;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Executor, SqlSafeStr};
use tempfile::TempDir;

const TRIGGERS: [&str; 4] = [
    "audit_stays",
    "audit_is_kept",
    "audit_subject_stays",
    "audit_subject_is_kept",
];

fn note(n: u64) -> Note {
    let household = HouseholdId(number(n));
    Note {
        at: DateTime::from_timestamp_millis(1_795_500_000_000 + n.cast_signed()).unwrap(),
        actor: Actor::User(UserId(number(21))),
        device: Some(DeviceId(number(31))),
        act: AuditAct::Read {
            what: What::Household { household },
            records: 1,
        },
        why: None,
    }
}

async fn beside(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(false);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// Ten entries in a file, and the last of them.
async fn ten() -> (TempDir, PathBuf, Head) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store = SqliteStore::open(&path).await.unwrap();
    let notes: Vec<Note> = (1..=10).map(note).collect();
    let head = store.audit(&notes).await.unwrap();
    assert_eq!(entries(&store).await.len(), 10);
    store.close().await;
    (folder, path, head)
}

/// Does to the file what somebody with its rights can do, and looks at the chain then.
async fn tampered(path: &Path, sql: &'static str, kept: Option<Head>) -> Result<Head, Broken> {
    let mut database = beside(path).await;
    for trigger in TRIGGERS {
        let drop = sqlx::AssertSqlSafe(format!("DROP TRIGGER IF EXISTS {trigger}"));
        database.execute(sqlx::raw_sql(drop)).await.unwrap();
    }
    database.execute(sqlx::raw_sql(sql)).await.unwrap();
    database.close().await.unwrap();
    let store = SqliteStore::open(path).await.unwrap();
    let found = looked(&store, kept).await;
    store.close().await;
    found
}

async fn looked(store: &SqliteStore, kept: Option<Head>) -> Result<Head, Broken> {
    let last = store.audit_end().await.unwrap().last;
    let mut chain = kept.map_or_else(Chain::begin, Chain::expecting);
    let mut found = Vec::new();
    for kept in store.audit_behind(0, 100).await.unwrap() {
        found.extend(chain.check(&kept.entry));
        if !kept.is_found {
            let number = kept.entry.number;
            found.push(Broken::Index { number });
        }
    }
    found.extend(chain.end(last));
    found.first().map_or(Ok(chain.head()), |first| Err(*first))
}

#[tokio::test]
async fn what_was_entered_is_not_changed_by_mistake() {
    let (_folder, path, _) = ten().await;
    for sql in [
        "UPDATE audit SET actor = 'server' WHERE number = 3",
        "DELETE FROM audit WHERE number = 3",
        "UPDATE audit_subject SET number = 4 WHERE number = 3",
        "DELETE FROM audit_subject",
    ] {
        let refused = beside(&path).await.execute(sql.into_sql_str()).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("stays"), "{sql}: {refused}");
    }
}

#[tokio::test]
async fn whoever_changes_it_on_purpose_is_found() {
    let number = 4;
    for (sql, found) in [
        (
            "UPDATE audit SET actor = 'server' WHERE number = 4",
            Broken::Changed { number },
        ),
        (
            "UPDATE audit SET at = at + 1 WHERE number = 4",
            Broken::Changed { number },
        ),
        (
            "UPDATE audit SET act = replace(act, '1}', '2}') WHERE number = 4",
            Broken::Changed { number },
        ),
        (
            "UPDATE audit SET hash = x'00' WHERE number = 4",
            Broken::Changed { number },
        ),
        (
            "DELETE FROM audit WHERE number IN (4, 5)",
            Broken::Missing { first: 4, last: 5 },
        ),
        (
            "DELETE FROM audit WHERE number = 1",
            Broken::Missing { first: 1, last: 1 },
        ),
        // The database remembers which numbers it has given out.
        (
            "DELETE FROM audit WHERE number > 8",
            Broken::Missing { first: 9, last: 10 },
        ),
        (
            "UPDATE audit SET number = 99 WHERE number = 4; UPDATE audit SET number = 4 WHERE number = 7; \
             UPDATE audit SET number = 7 WHERE number = 99",
            Broken::Changed { number },
        ),
        (
            "DELETE FROM audit_subject WHERE number = 4",
            Broken::Index { number },
        ),
    ] {
        let (_folder, path, _) = ten().await;
        assert_eq!(tampered(&path, sql, None).await, Err(found), "{sql}");
    }
}

#[tokio::test]
async fn an_end_that_was_cut_off_with_all_traces_is_found_by_whoever_kept_it() {
    let cut = "DELETE FROM audit WHERE number > 8; DELETE FROM audit_subject WHERE number > 8; \
               UPDATE sqlite_sequence SET seq = 8 WHERE name = 'audit'";
    let (_folder, path, head) = ten().await;
    assert_eq!(
        tampered(&path, cut, None).await.unwrap().number,
        8,
        "by itself it looks whole"
    );
    let missing = Broken::Missing { first: 9, last: 10 };
    assert_eq!(tampered(&path, cut, Some(head)).await, Err(missing));
}

#[tokio::test]
async fn a_gap_stays_whatever_is_entered_behind_it() {
    let (_folder, path, _) = ten().await;
    let cut = "DELETE FROM audit WHERE number > 8";
    let missing = Err(Broken::Missing { first: 9, last: 10 });
    assert_eq!(tampered(&path, cut, None).await, missing);
    let store = SqliteStore::open(&path).await.unwrap();
    assert_eq!(store.audit(&[note(11)]).await.unwrap().number, 11);
    assert_eq!(looked(&store, None).await, missing);
}

#[tokio::test]
async fn a_push_that_cannot_be_entered_is_not_received() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&path).await.unwrap());
    let commune = Commune::settle(&*store).await;
    let (household, register) = commune.register(&commune.volunteer, commune.near.id);
    let batch = dong_hanh_store::contract::commune::seal([register.clone()]);
    let trap =
        "CREATE TRIGGER trap BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'no room'); END";
    let mut database = beside(&path).await;
    database.execute(trap.into_sql_str()).await.unwrap();
    let at = dong_hanh_store::contract::commune::at(1);
    assert!(store.push(&commune.volunteer, &batch, at).await.is_err());
    assert_eq!(store.household(household).await.unwrap(), None);
    database.execute("DROP TRIGGER trap").await.unwrap();
    push(&*store, &commune.volunteer, 2, [register]).await;
    assert!(store.household(household).await.unwrap().is_some());
    assert_eq!(entries(&*store).await.len(), 1);
}

/// Whoever has the table alone learns nothing of anybody.
#[tokio::test]
async fn no_word_of_a_record_is_in_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let demo = generate(7, "2026-11-24".parse().unwrap(), 30).unwrap();
    let store = SqliteStore::open(&path).await.unwrap();
    load(&demo, &store, |password| PasswordHash(password.to_owned()))
        .await
        .unwrap();
    let audit = entries(&store).await;
    assert!(audit.len() >= demo.sendings.len(), "every sending is there");
    let texts: Vec<String> = audit
        .iter()
        .map(|entry| String::from_utf8(entry.canonical()).unwrap())
        .collect();
    let all = texts.concat();
    assert!(all.is_ascii(), "names and notes are Vietnamese");
    for household in &demo.households {
        assert!(!all.contains(household.head.name.as_str()));
    }
}
