//! Databases as released versions left them: `tests/fixtures/server` has one of each schema, and this version opens
//! them all.
//!
//! A migration that is released gets its own: `cargo xtask fixtures` writes the one of the newest schema where there is
//! none, and never touches those that are there.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use dong_hanh_demo::{Demo, HOME_VISIT, generate, load};
use dong_hanh_domain::{
    DeviceId, FactKey, HamletId, HouseholdId, ListId, OperationId, Role, Scope, SessionId, UserId,
};
use dong_hanh_store::contract::audit::entries;
use dong_hanh_store::contract::commune::changes;
use dong_hanh_store::{
    Account, FactorKey, FormFile, Handed, HandedDecision, HandedKind, HandedRuling, Import,
    ImportRow, ImportRows, ImportState, NewForm, NewMedia, NewSession, PasswordHash, Store,
    TOKEN_GRACE, TokenHash, WHOLE,
};
use dong_hanh_store_sqlite::SqliteStore;
use dong_hanh_sync::server::{Arrival, Author};
use dong_hanh_sync::{
    Cursors, Epoch, Fate, FormRecord, HeldReason, HeldRecord, HeldState, RawOperation, Receipt,
    Record, RecordKey, Ruling, Seq,
};
use serde_json::value::RawValue;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection, Executor, Row};
use uuid::Uuid;

/// What every one of them was made from.
fn demo() -> Demo {
    generate(7, "2026-11-24".parse().unwrap(), 4).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/server")
}

/// Schemas that no version was released with: their migrations came together with the next one.
const UNRELEASED: [usize; 4] = [12, 13, 14, 16];

/// The numbers of the schemas that were released, in their order.
fn schemas() -> BTreeSet<usize> {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = fs::read_dir(migrations).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let numbers = names.map(|name| name[..4].parse().unwrap());
    numbers
        .filter(|number| !UNRELEASED.contains(number))
        .collect()
}

/// Gives somebody a second factor, and another token to a session of theirs.
async fn guard(store: &SqliteStore, user: UserId) {
    let key = FactorKey(vec![7; 20]);
    assert!(store.begin_factor(user, &key).await.unwrap());
    let at = demo().form.published;
    let codes = [TokenHash([1; 32]), TokenHash([2; 32])];
    let confirmed = store.confirm_factor(user, &key, 9, &codes, at).await;
    assert!(confirmed.unwrap());
    let session = NewSession {
        id: SessionId(Uuid::from_u128(8)),
        token: TokenHash([3; 32]),
        user,
        device: DeviceId(Uuid::from_u128(8)),
        label: "A desk".into(),
        opened: at,
        expires: at + TimeDelta::days(180),
    };
    store.open_session(&session).await.unwrap();
    for next in [4, 5] {
        let token = TokenHash([next; 32]);
        assert!(store.add_token(session.id, &token, at).await.unwrap());
        assert!(
            store
                .session(&TokenHash([4; 32]), at)
                .await
                .unwrap()
                .is_some()
        );
    }
}

async fn beside(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(false);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// A database as the version with this schema left it, beside the store.
async fn left_by(schema: &str, path: &Path) -> SqliteConnection {
    let golden = folder().join(format!("{schema}.sql"));
    let text = fs::read_to_string(&golden).unwrap_or_else(|error| panic!("{golden:?}: {error}"));
    let mut database = beside(path).await;
    database
        .execute(sqlx::raw_sql(AssertSqlSafe(text)))
        .await
        .unwrap();
    database
}

/// [S10.2]
#[tokio::test]
async fn s10_2_a_database_of_every_released_schema_opens_and_has_what_it_had() {
    let schemas = schemas();
    let newest = *schemas.last().unwrap();
    let temporary = tempfile::tempdir().unwrap();
    let newest_is = folder().join(format!("{newest:04}.sql"));
    if std::env::var_os("DONG_HANH_FIXTURES").is_some() && !newest_is.exists() {
        let path = temporary.path().join("new.db");
        let store = SqliteStore::open(&path).await.unwrap();
        load(&demo(), &store, |password| {
            PasswordHash(password.to_owned())
        })
        .await
        .unwrap();
        for epoch in 1..=3 {
            store
                .begin_epoch(Epoch(epoch), demo().form.published)
                .await
                .unwrap();
            publish(&store, epoch).await;
        }
        let people = store
            .people(&demo().unit.key, demo().form.published)
            .await
            .unwrap();
        let draft = handed(&people);
        let officer = people
            .iter()
            .find(|account| matches!(account.role, Role::CommuneOfficer { .. }))
            .unwrap();
        assert!(store.keep_handed(&draft).await.unwrap());
        let close = HandedDecision {
            by: officer.user(),
            at: demo().form.published,
            ruling: HandedRuling::Close {
                why: Some(WHY.into()),
            },
        };
        let unit = officer.role.unit();
        let found = store.decide_handed(unit, draft.id(), &close).await;
        assert!(found.unwrap());
        let new = new_form(officer.user());
        assert!(store.publish_new_form(unit, &new).await.unwrap());
        let (import, row) = import(officer.user());
        let kept = store.put_import(&import, Some(b"PK"), &[row]).await;
        assert!(kept.unwrap());
        guard(&store, officer.user()).await;
        store.close().await;
        let text = dump(&mut beside(&path).await).await;
        fs::write(newest_is, text).unwrap();
    }
    for schema in schemas {
        let path = temporary.path().join(format!("{schema}.db"));
        let mut database = left_by(&format!("{schema:04}"), &path).await;
        if (2..5).contains(&schema) {
            for epoch in 1..=3 {
                begin_as_earlier(&mut database, epoch).await;
            }
        }
        database.close().await.unwrap();
        opens(&path, schema).await;
    }
}

/// Why an officer closed what was handed over.
const WHY: &str = "Đã ghi lại trên máy mới";

/// What somebody handed over and was closed; schemas before have none.
fn handed(people: &[Account]) -> Handed {
    let author = people
        .iter()
        .find(|account| matches!(account.role, Role::Volunteer { .. }))
        .unwrap();
    Handed {
        author: author.user(),
        device: DeviceId(Uuid::from_u128(7)),
        kind: HandedKind::Draft,
        content: b"{}".to_vec(),
        made: demo().form.published,
        received: demo().form.published,
    }
}

/// A list that an officer takes in; schemas before have none.
fn import(officer: UserId) -> (Import, ImportRow) {
    let import = Import {
        id: ListId(Uuid::from_u128(8)),
        unit: demo().unit.key,
        officer,
        at: demo().form.published,
        file: "ho-ngheo.xlsx".into(),
        state: ImportState::Checked,
        reading: "{}".into(),
    };
    let row = ImportRow {
        place: 0,
        kind: "new".into(),
        household: Some(HouseholdId(Uuid::from_u128(9))),
        body: "{}".into(),
        operation: Some("{}".into()),
        outcome: None,
    };
    (import, row)
}

/// What an officer has published beside the installation's own; schemas before have none.
fn new_form(by: UserId) -> NewForm {
    let mut form: serde_json::Value = serde_json::from_str(HOME_VISIT).unwrap();
    form["name"] = "officers".into();
    NewForm {
        record: FormRecord::new(&form.to_string(), demo().form.published).unwrap(),
        by,
        over: None,
        sources: vec![FormFile {
            name: "tham-ho.xlsx".into(),
            content: vec![80, 75, 3, 4],
        }],
    }
}

/// Begins an epoch as versions did which noted every feed at each start.
async fn begin_as_earlier(database: &mut SqliteConnection, epoch: i64) {
    let sql = format!(
        "INSERT INTO epoch_end (epoch, scope, unit, last) \
         SELECT number, scope, unit, last FROM feed, (SELECT max(number) AS number FROM epoch) \
         WHERE number IS NOT NULL; \
         INSERT INTO epoch (id, began) VALUES ({epoch}, 0)"
    );
    database
        .execute(sqlx::raw_sql(AssertSqlSafe(sql)))
        .await
        .unwrap();
}

/// Publishes a form that no version has had yet in every unit, as a start of the server does with its own.
async fn publish(store: &SqliteStore, number: u64) {
    let mut form: serde_json::Value = serde_json::from_str(HOME_VISIT).unwrap();
    form["version"] = format!("later-{number}").into();
    let form = FormRecord::new(&form.to_string(), demo().form.published).unwrap();
    for unit in store.units().await.unwrap() {
        store.publish_form(&unit.key, &form).await.unwrap();
    }
}

/// [S10.2] [S9.2]
/// How far feeds had come in each epoch of an earlier version stays known, also of one that began in the last of them.
#[tokio::test]
async fn how_far_feeds_had_come_under_an_earlier_version_stays_known() {
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("4.db");
    let mut database = left_by("0004", &path).await;
    for epoch in 1..=3 {
        begin_as_earlier(&mut database, epoch).await;
    }
    let (unit, new) = (
        demo().unit.key,
        Scope::Hamlet(HamletId(Uuid::from_u128(77))),
    );
    sqlx::query("INSERT INTO feed (scope, unit, last) VALUES (?, ?, 2)")
        .bind(new.to_string())
        .bind(unit.to_string())
        .execute(&mut database)
        .await
        .unwrap();
    let everybody = Scope::Unit(unit);
    let last: i64 = sqlx::query_scalar("SELECT last FROM feed WHERE scope = ?")
        .bind(everybody.to_string())
        .fetch_one(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    let store = SqliteStore::open(&path).await.unwrap();
    publish(&store, 4).await;
    let at = demo().form.published;
    store.begin_epoch(Epoch(4), at).await.unwrap();
    publish(&store, 5).await;
    let last = u64::try_from(last).unwrap();
    // A form that takes the place of another one is two changes.
    let furthest = [(1, last, 0), (2, last, 0), (3, last + 2, 2)];
    for (epoch, known, known_of_new) in furthest {
        for (scope, known) in [(&everybody, known), (&new, known_of_new)] {
            for (cursor, anew) in [(known, false), (known + 1, true)] {
                let cursors = Cursors([(scope.clone(), Seq(cursor))].into());
                let scopes = std::slice::from_ref(scope);
                let pulled = store
                    .pull(scopes, &cursors, Some(Epoch(epoch)), changes(9))
                    .await
                    .unwrap();
                assert_eq!(
                    pulled.feeds.iter().any(|page| page.anew),
                    anew,
                    "{scope} to {cursor} in {epoch}"
                );
            }
        }
    }
}

/// [S10.2] [S8.3]
/// Pictures of what an office held before there was a table of them are found, whatever else it held.
#[tokio::test]
async fn pictures_of_what_an_earlier_version_held_are_found() {
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("3.db");
    let mut database = left_by("0003", &path).await;
    let (unit, author) = (demo().unit.key, demo().people[0].person.id);
    let digest = "cd".repeat(32);
    let photo = format!(r#"{{"answers":[{{"sha256":"{digest}"}}]}}"#);
    let deep = format!("{}1{}", "[".repeat(2_000), "]".repeat(2_000));
    for (n, content) in [photo, deep].into_iter().enumerate() {
        sqlx::query("INSERT INTO record (key, scope, unit, seq, body) VALUES (?, ?, ?, ?, ?)")
            .bind(format!("held:{n}"))
            .bind(Scope::Office(unit.clone()).to_string())
            .bind(unit.to_string())
            .bind(1_000 + i64::try_from(n).unwrap())
            .bind(format!(r#"{{"author":"{author}","content":{content}}}"#))
            .execute(&mut database)
            .await
            .unwrap();
    }
    database.close().await.unwrap();
    let store = SqliteStore::open(&path).await.unwrap();
    let media = NewMedia {
        digest: digest.parse().unwrap(),
        by: author,
        bytes: 3,
        received: demo().form.published,
    };
    store.put_media(&media).await.unwrap();
    let uses = store.media(&media.digest).await.unwrap();
    assert_eq!(uses.offices, [unit].into());
}

/// [S10.2] [S7.10]
/// Records that were said to be the same as another one are found by that one.
#[tokio::test]
async fn doubles_of_an_earlier_version_are_found() {
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("4.db");
    let mut database = left_by("0004", &path).await;
    let [double, kept] = [0, 1].map(|at: usize| demo().households[at].id.to_string());
    sqlx::query("UPDATE record SET body = json_set(body, '$.same_as', ?) WHERE key = ?")
        .bind(&kept)
        .bind(format!("household:{double}"))
        .execute(&mut database)
        .await
        .unwrap();
    SqliteStore::open(&path).await.unwrap().close().await;
    let doubles: Vec<String> = sqlx::query_scalar("SELECT id FROM household WHERE same_as = ?")
        .bind(&kept)
        .fetch_all(&mut database)
        .await
        .unwrap();
    assert_eq!(doubles, [double]);
    database.close().await.unwrap();
}

/// [S10.2] [S8.9]
/// What an earlier version held counts as what the office would count it now.
#[tokio::test]
async fn what_an_earlier_version_held_counts_as_it_stands() {
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("4.db");
    let mut database = left_by("0004", &path).await;
    let (unit, author) = (demo().unit.key, demo().people[0].person.id);
    let mut expected = Vec::new();
    for (n, (why, state)) in standings(author).into_iter().enumerate() {
        let (id, digest) = (Uuid::from_u128(900 + n as u128), format!("{n:064x}"));
        let record = HeldRecord {
            digest: digest.clone(),
            operation: OperationId(id),
            author,
            received: demo().form.published,
            skew_ms: None,
            list: None,
            why: why.clone(),
            content: RawValue::from_string("{}".to_owned()).unwrap(),
            state: state.clone(),
        };
        sqlx::query(
            "INSERT INTO operation (id, unit, author, device, received, digest, receipt, content) \
             VALUES (?, ?, ?, 'phone', 0, unhex(?), '', '')",
        )
        .bind(id.to_string())
        .bind(unit.to_string())
        .bind(author.to_string())
        .bind(&digest)
        .execute(&mut database)
        .await
        .unwrap();
        sqlx::query("INSERT INTO record (key, scope, unit, seq, body) VALUES (?, ?, ?, ?, ?)")
            .bind(format!("held:{digest}"))
            .bind(Scope::Office(unit.clone()).to_string())
            .bind(unit.to_string())
            .bind(1_000 + i64::try_from(n).unwrap())
            .bind(serde_json::to_string(&record).unwrap())
            .execute(&mut database)
            .await
            .unwrap();
        let counts = why != HeldReason::OtherContent;
        expected.push(counts.then(|| Fate::of_held(&why, &state)));
    }
    SqliteStore::open(&path).await.unwrap().close().await;
    let fates = "SELECT fate FROM held WHERE device = 'phone' ORDER BY key";
    let rows = database.fetch_all(fates).await.unwrap();
    let fates = rows.iter().map(|row| {
        let fate: Option<String> = row.get(0);
        fate.map(|fate| serde_json::from_str(&fate).unwrap())
    });
    assert_eq!(fates.collect::<Vec<Option<Fate>>>(), expected);
}

/// Ways in which something may be held.
fn standings(officer: UserId) -> Vec<(HeldReason, HeldState)> {
    let at = demo().form.published;
    let note = || "xin xem lại".to_owned();
    let household = HouseholdId(Uuid::from_u128(1));
    let rulings = [
        Ruling::Apply,
        Ruling::Place { household },
        Ruling::SendBack { note: note() },
        Ruling::Close { note: note() },
    ];
    let ruled = rulings.map(|ruling| HeldState::Ruled {
        officer,
        at,
        ruling,
    });
    let by = OperationId(Uuid::from_u128(2));
    let states = ruled
        .into_iter()
        .chain([HeldState::Open, HeldState::Settled { by, at }]);
    let standings = states.map(|state| (HeldReason::ForeignScope, state));
    let fact = FactKey::Address;
    let reasons = [
        HeldReason::OtherContent,
        HeldReason::Unfit { fact },
        HeldReason::UnknownHousehold,
    ];
    let open = reasons.into_iter().map(|why| (why, HeldState::Open));
    standings.chain(open).collect()
}

/// What was received is there, readable, and gets the same receipts; the file is whole.
async fn opens(path: &Path, schema: usize) {
    let store = SqliteStore::open(path).await.unwrap();
    // What every start does.
    publish(&store, 10).await;
    let at = demo().form.published;
    store.begin_epoch(Epoch(10), at).await.unwrap();
    publish(&store, 11).await;
    let people = store
        .people(&demo().unit.key, demo().form.published)
        .await
        .unwrap();
    let scopes: Vec<Scope> = people
        .iter()
        .flat_map(|account| account.role.scopes(account.person.id))
        .collect();
    let pulled = store
        .pull(&scopes, &Default::default(), None, changes(100_000))
        .await
        .unwrap();
    // [S8.16] Also what the version that left it did not tell the office.
    let changes = pulled.feeds.iter().flat_map(|feed| &feed.changes);
    let told = changes.filter(|change| matches!(change.key, RecordKey::Given(_)));
    let volunteers = people
        .iter()
        .filter(|account| matches!(account.role, Role::Volunteer { .. }));
    assert_eq!(told.count(), volunteers.count(), "{schema}");
    let mut visits = 0;
    for change in pulled.feeds.iter().flat_map(|feed| &feed.changes) {
        let body = change.body.as_ref().unwrap().get();
        let record = Record::from_body(&change.key, body).unwrap();
        assert!(record.is_some(), "{schema}: {} {body}", change.key);
        visits += usize::from(matches!(change.key, RecordKey::Visit(_)));
    }
    assert!(visits > 3, "{schema}");
    let kept = store.handed(&demo().unit.key, HandedKind::Draft).await;
    let kept: Vec<_> = kept
        .unwrap()
        .into_iter()
        .map(|kept| (kept.handed, kept.decided.map(|last| last.decision.ruling)))
        .collect();
    let closed = HandedRuling::Close {
        why: Some(WHY.into()),
    };
    let expected = (schema >= 6).then(|| (handed(&people), Some(closed)));
    assert_eq!(kept, Vec::from_iter(expected), "{schema}");
    // Whole, and of what earlier versions did there is nothing in it.
    let audit = entries(&store).await;
    assert_eq!(!audit.is_empty(), schema >= 12, "{schema}");
    let forms = store.forms(&demo().unit.key).await.unwrap();
    assert!(forms.iter().any(|form| form.publisher.is_none()));
    let published = forms.iter().find(|form| form.publisher.is_some());
    assert_eq!(published.is_some(), schema >= 7, "{schema}");
    if let Some(published) = published {
        let new = new_form(published.publisher.unwrap());
        assert!(published.current && published.id.0.starts_with("sha256:"));
        let unit = demo().unit.key;
        let file = store.form_file(&unit, &published.id, &new.sources[0].name, WHOLE);
        assert_eq!(file.await.unwrap().as_ref(), Some(&new.sources[0].content));
    }
    let imports = store.imports(&demo().unit.key).await.unwrap();
    assert_eq!(imports.len(), usize::from(schema >= 8), "{schema}");
    for kept in imports {
        let (expected, row) = import(kept.officer);
        let wanted = ImportRows {
            most: 9,
            ..ImportRows::default()
        };
        let rows = store.import_rows(kept.id, &wanted).await.unwrap();
        assert_eq!((kept, rows), (expected, vec![row]));
    }
    if schema >= 13 {
        is_guarded(&store, &people).await;
    }
    let mut database = beside(path).await;
    let stored = "SELECT author, device, content, receipt FROM operation ORDER BY rowid";
    let rows = database.fetch_all(stored).await.unwrap();
    assert!(rows.len() > 3, "{schema}");
    for row in rows {
        let (author, device): (String, String) = (row.get("author"), row.get("device"));
        let by = people
            .iter()
            .find(|account| account.person.id.to_string() == author)
            .unwrap();
        let author = Author {
            user: by.person.id,
            device: device.parse().unwrap(),
            role: by.role.clone(),
            list: None,
        };
        let operation = RawOperation::from_text(row.get("content")).unwrap();
        let receipt: Receipt = serde_json::from_str(row.get("receipt")).unwrap();
        let arrival = Arrival {
            now: "2027-01-01T00:00:00Z".parse().unwrap(),
            skew_ms: 0,
        };
        let again = store.push(&author, &[operation], arrival).await.unwrap();
        assert_eq!(again, [Some(receipt)], "{schema}");
    }
    store.close().await;
    let whole: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut database)
        .await
        .unwrap();
    assert_eq!(whole, "ok", "{schema}");
}

/// What [`guard`] gave is there: the factor asks for a code, and the token that waits takes its place.
async fn is_guarded(store: &SqliteStore, people: &[Account]) {
    let officer = people
        .iter()
        .find(|account| matches!(account.role, Role::CommuneOfficer { .. }))
        .unwrap();
    let (user, at) = (officer.user(), demo().form.published);
    let factor = store.factor(user).await.unwrap().unwrap();
    assert_eq!((factor.since, factor.recovery), (Some(at), 2));
    assert!(!store.use_step(user, 9).await.unwrap());
    assert!(store.use_step(user, 10).await.unwrap());
    for token in [5, 4] {
        let found = store.session(&TokenHash([token; 32]), at).await.unwrap();
        assert!(found.is_some(), "{token}");
    }
    let late = store.session(&TokenHash([3; 32]), at + TOKEN_GRACE).await;
    assert_eq!(late.unwrap(), None);
}

/// A database as a text that makes it again.
async fn dump(database: &mut SqliteConnection) -> String {
    let schema = "SELECT type, name, sql FROM sqlite_schema \
                  WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'table' DESC, rowid";
    let mut text = String::new();
    let mut behind = String::new();
    for row in database.fetch_all(schema).await.unwrap() {
        let (kind, name, sql): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        if kind != "table" {
            behind.push_str(&format!("{sql};\n"));
            continue;
        }
        text.push_str(&format!("{sql};\n"));
        let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info(?)")
            .bind(&name)
            .fetch_all(&mut *database)
            .await
            .unwrap();
        let quoted: Vec<_> = columns
            .iter()
            .map(|column| format!("quote(\"{column}\")"))
            .collect();
        let rows = format!("SELECT {} FROM \"{name}\"", quoted.join(" || ',' || "));
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(rows))
            .fetch_all(&mut *database)
            .await
            .unwrap();
        for row in rows {
            text.push_str(&format!("INSERT INTO \"{name}\" VALUES ({row});\n"));
        }
    }
    text + &behind
}

/// [S20.2] [S20.4] Versions that could not erase left words in pages that are free.
#[tokio::test]
async fn a_database_from_before_erasure_bears_no_word_that_nothing_holds() {
    const SECRET: &str = "sau nhà bà Sương, cạnh miếu";
    let temporary = tempfile::tempdir().unwrap();
    let path = temporary.path().join("old.db");
    let mut database = left_by("0015", &path).await;
    let secret = SECRET.repeat(2000);
    for statement in [
        "CREATE TABLE spare (said TEXT)".to_owned(),
        format!("INSERT INTO spare VALUES ('{secret}')"),
        "DROP TABLE spare".to_owned(),
    ] {
        database
            .execute(sqlx::raw_sql(AssertSqlSafe(statement)))
            .await
            .unwrap();
    }
    database.close().await.unwrap();
    let there = || {
        let bytes = fs::read(&path).unwrap();
        bytes
            .windows(SECRET.len())
            .any(|window| window == SECRET.as_bytes())
    };
    assert!(there());
    SqliteStore::open(&path).await.unwrap().close().await;
    assert!(!there());
}
