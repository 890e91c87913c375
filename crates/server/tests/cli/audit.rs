//! `audit`: the chain from a terminal, whole and after somebody has been at it.

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Executor as _};
use tempfile::TempDir;

use crate::{installed, refused, run, said};

/// Does something to the database that nobody should.
fn tamper(folder: &TempDir, sql: &'static str) {
    let path = folder.path().join("data.db");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(false);
        let mut database = SqliteConnection::connect_with(&options).await.unwrap();
        let triggers = [
            "audit_stays",
            "audit_is_kept",
            "audit_subject_stays",
            "audit_subject_is_kept",
        ];
        for trigger in triggers {
            let drop = sqlx::AssertSqlSafe(format!("DROP TRIGGER IF EXISTS {trigger}"));
            database.execute(sqlx::raw_sql(drop)).await.unwrap();
        }
        database.execute(sqlx::raw_sql(sql)).await.unwrap();
        database.close().await.unwrap();
    });
}

fn with_volunteer() -> TempDir {
    let folder = installed();
    let add = ["volunteer", "add", "--unit", "19900", "--hamlet", "An Hải"];
    let lai = ["--user", "lai", "--name", "Trần Thị Lài"];
    said(&folder, &[&add[..], &lai[..]].concat());
    folder
}

#[test]
fn a_whole_chain_is_told_and_its_end_is_kept_elsewhere() {
    let folder = with_volunteer();
    let told = said(&folder, &["audit", "verify"]);
    assert!(told.contains("whole, 3 entries"), "{told}");
    let head = said(&folder, &["audit", "head"]);
    assert!(told.ends_with(&head) && head.starts_with("3:"), "{head}");
    said(&folder, &["account", "disable", "--user", "lai"]);
    let expect = ["audit", "verify", "--expect", head.trim()];
    let told = said(&folder, &expect);
    assert!(
        told.contains("whole, 4 entries") && told.contains("among them"),
        "{told}"
    );

    // Something that looks whole by itself.
    tamper(
        &folder,
        "DELETE FROM audit WHERE number > 2; DELETE FROM audit_subject WHERE number > 2; UPDATE sqlite_sequence SET seq = 2 WHERE name = 'audit'",
    );
    let told = refused(&folder, &expect);
    assert!(told.contains("entries 3 to 3 are missing"), "{told}");
    let wrong = run(&folder, &["audit", "verify", "--expect", "3"]);
    assert!(!wrong.status.success());
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("NUMBER:HASH"));
}

#[test]
fn what_was_changed_or_taken_out_is_named() {
    for (sql, named) in [
        (
            "UPDATE audit SET actor = 'server' WHERE number = 2",
            "entry 2 was changed",
        ),
        (
            "DELETE FROM audit WHERE number = 2",
            "entries 2 to 2 are missing",
        ),
        (
            "DELETE FROM audit WHERE number = 3",
            "entries 3 to 3 are missing",
        ),
    ] {
        let folder = with_volunteer();
        tamper(&folder, sql);
        let told = refused(&folder, &["audit", "verify"]);
        assert!(told.contains(named) && told.contains("backups"), "{told}");
    }
}

#[test]
fn entries_come_out_as_a_table_and_that_is_an_entry_too() {
    let folder = with_volunteer();
    let table = said(&folder, &["audit", "export"]);
    assert!(table.starts_with('\u{feff}'));
    let lines: Vec<&str> = table
        .split("\r\n")
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(
        lines.len(),
        5,
        "a heading, three entries and the end: {table}"
    );
    assert!(lines[1].contains("(dòng lệnh)") && lines[1].contains("thêm một người"));
    assert!(lines[4].starts_with("\"4\"") && lines[4].contains("khi xuất"));
    assert!(
        !table.contains("Lài") && !table.contains("An Hải"),
        "{table}"
    );
    let again = said(&folder, &["audit", "export"]);
    assert!(again.contains("xuất nhật ký (3 mục)"), "{again}");

    let nobody = said(&folder, &["audit", "export", "--person", "lai"]);
    assert_eq!(nobody.lines().count(), 2, "she has done nothing: {nobody}");
    assert!(refused(&folder, &["audit", "export", "--person", "ai"]).contains("no account"));
    let later = said(&folder, &["audit", "export", "--from", "2999-01-01"]);
    assert_eq!(later.lines().count(), 2);
    let id = "0190f000-0000-7000-8000-000000000001";
    let none = said(&folder, &["audit", "export", "--household", id]);
    assert_eq!(none.lines().count(), 2);
}
