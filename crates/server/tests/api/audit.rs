//! What every route leaves in the audit, who reads it, and that no answer leaves without.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::Method;
use chrono::TimeDelta;
use dong_hanh_audit::{Actor, AuditAct, Entry, What, Why};
use dong_hanh_domain::{DeviceId, HouseholdId};
use dong_hanh_server::audit::FREE;
use dong_hanh_server::files::Files;
use dong_hanh_store::contract::audit::entries;
use dong_hanh_store::contract::commune::{is_applied, number, seal};
use dong_hanh_store_sqlite::SqliteStore;
use dong_hanh_sync::handover::Entry as HandedEntry;
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Executor as _, SqlSafeStr as _};

use crate::handover;
use crate::office::{Office, Phone, sign_in};
use crate::rights::asked;

/// What a route leaves when it does or gives something, and who asks then (as in the table of rights).
const LEFT: &[(&str, &str, usize, &[&str])] = &[
    ("POST", "/api/v1/session", 1, &["signed_in"]),
    ("GET", "/api/v1/session/vault", 1, &["vault_secret"]),
    ("DELETE", "/api/v1/session", 1, &["signed_out"]),
    ("POST", "/api/v1/me/password", 1, &["password_changed"]),
    ("DELETE", "/api/v1/sessions/{id}", 1, &["session_ended"]),
    ("POST", "/api/v1/invitation", 0, &["read"]),
    ("POST", "/api/v1/invitation/session", 0, &["signed_in"]),
    (
        "POST",
        "/api/v1/invitation/password",
        0,
        &["password_changed"],
    ),
    ("GET", "/api/v1/people", 3, &["read"]),
    ("POST", "/api/v1/people", 3, &["person_added"]),
    ("POST", "/api/v1/people/{user}/invitation", 3, &["invited"]),
    ("GET", "/api/v1/people/{user}/sessions", 3, &["read"]),
    (
        "DELETE",
        "/api/v1/people/{user}/sessions/{id}",
        3,
        &["session_ended"],
    ),
    ("POST", "/api/v1/people/{user}/key", 3, &["key_given"]),
    ("PUT", "/api/v1/people/{user}", 3, &["person_changed"]),
    (
        "POST",
        "/api/v1/people/{user}/close",
        3,
        &["account_closed"],
    ),
    ("POST", "/api/v1/people/{user}/open", 3, &["account_opened"]),
    (
        "PUT",
        "/api/v1/people/{user}/devices/{device}/lost",
        3,
        &["device_lost"],
    ),
    (
        "DELETE",
        "/api/v1/people/{user}/devices/{device}/lost",
        3,
        &["device_found"],
    ),
    // It is not lost; what it leaves where it is, is in `lost.rs`.
    ("PUT", "/api/v1/lost/{device}/{shelf}/{name}", 0, &[]),
    ("POST", "/api/v1/lost/{device}/end", 0, &[]),
    // Nobody has begun with one; what it leaves is in `factor.rs`.
    ("PUT", "/api/v1/me/factor", 3, &[]),
    ("POST", "/api/v1/me/factor/codes", 3, &[]),
    ("POST", "/api/v1/me/factor/removal", 3, &[]),
    // Asked by its key in `openrosa.rs`.
    ("GET", "/api/v1/odk/{key}/forms/{form}/files/{name}", 1, &[]),
    ("POST", "/api/v1/odk/{key}/submission", 1, &[]),
    // All of it has its receipt already.
    ("POST", "/api/v1/operations", 1, &[]),
    ("POST", "/api/v1/changes", 1, &["pulled"]),
    ("PUT", "/api/v1/media/{sha256}", 1, &["brought"]),
    ("GET", "/api/v1/media/{sha256}", 1, &["read"]),
    ("GET", "/api/v1/visits", 3, &["read"]),
    ("GET", "/api/v1/visits/{id}", 3, &["read"]),
    ("GET", "/api/v1/visits/{id}/xform", 3, &["read"]),
    ("GET", "/api/v1/households/{id}", 3, &["read"]),
    ("GET", "/api/v1/devices", 3, &["read"]),
    ("GET", "/api/v1/units/{unit}/left-behind", 3, &["read"]),
    ("GET", "/api/v1/units/{unit}/coverage", 3, &["read"]),
    ("GET", "/api/v1/units/{unit}/retention", 3, &["read"]),
    ("POST", "/api/v1/units/{unit}/retention", 3, &["emptied"]),
    // No file that can be read.
    ("POST", "/api/v1/handovers", 3, &[]),
    ("GET", "/api/v1/handovers/drafts", 3, &["read"]),
    (
        "PUT",
        "/api/v1/handovers/drafts/{author}/{digest}/closing",
        3,
        &["draft_closed"],
    ),
    (
        "DELETE",
        "/api/v1/handovers/drafts/{author}/{digest}/closing",
        3,
        &["draft_reopened"],
    ),
    ("GET", "/api/v1/imports", 3, &["read"]),
    ("POST", "/api/v1/imports", 3, &["list"]),
    ("GET", "/api/v1/imports/{id}", 3, &["read"]),
    ("DELETE", "/api/v1/imports/{id}", 3, &["list"]),
    ("PUT", "/api/v1/imports/{id}/reading", 3, &["list"]),
    ("GET", "/api/v1/imports/{id}/rows", 3, &["read"]),
    ("GET", "/api/v1/imports/{id}/rejects", 3, &["exported"]),
    ("PUT", "/api/v1/imports/{id}/application", 3, &["list"]),
    ("DELETE", "/api/v1/imports/{id}/application", 3, &["list"]),
    // Of a list that was not said there is nothing to take back.
    ("PUT", "/api/v1/imports/{id}/undoing", 3, &[]),
    // Another form than the one that was checked.
    ("POST", "/api/v1/forms", 3, &[]),
    ("PUT", "/api/v1/forms/{id}/current", 3, &["form_decided"]),
    ("GET", "/api/v1/breaches", 3, &["read"]),
    ("PUT", "/api/v1/breaches/{id}", 3, &["breach_opened"]),
    ("GET", "/api/v1/breaches/{id}", 3, &["read"]),
    (
        "POST",
        "/api/v1/breaches/{id}/steps",
        3,
        &["breach_stepped"],
    ),
    ("GET", "/api/v1/breaches/{id}/file", 3, &["exported"]),
    ("GET", "/api/v1/audit", 3, &["read"]),
    ("GET", "/api/v1/audit/export", 3, &["exported"]),
    ("POST", "/api/v1/audit/looks", 3, &["looked"]),
];

/// What was said before leaves nothing, and is answered.
const SAID_BEFORE: [&str; 1] = ["/api/v1/operations"];

/// Who has a key, or a device that is lost, asks for these in `openrosa.rs` and `lost.rs`; here nobody does.
const REFUSED: [&str; 5] = [
    "/api/v1/lost/{device}/{shelf}/{name}",
    "/api/v1/odk/{key}/formList",
    "/api/v1/odk/{key}/forms/{form}",
    "/api/v1/odk/{key}/forms/{form}/manifest",
    "/api/v1/odk/{key}/submission",
];

/// Who is answered on a route that leaves nothing: the officer, whoever has sent what it is about, or who sees to a city.
fn free_asker(path: &str) -> usize {
    match path {
        "/api/v1/units/{unit}/communes/coverage" => 5,
        "/api/v1/units/{unit}/communes" => 7,
        _ if path.starts_with("/api/v1/media") => 1,
        _ => 3,
    }
}

#[test]
fn every_route_says_what_it_leaves_or_why_nothing() {
    let document = serde_json::to_value(dong_hanh_server::routes::document()).unwrap();
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().keys();
            methods.map(|method| (method.to_uppercase(), path.clone()))
        })
        .collect();
    let left = LEFT.iter().map(|(method, path, ..)| (*method, *path));
    let free = FREE.iter().map(|(method, path, _)| (*method, *path));
    let rows: Vec<_> = left.chain(free).collect();
    let once: BTreeSet<(String, String)> = rows
        .iter()
        .map(|(method, path)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(
        once.len(),
        rows.len(),
        "a route stands in both tables, or twice"
    );
    assert_eq!(described, once);
}

#[tokio::test]
async fn every_route_leaves_what_the_table_says() {
    for (method, path, who, left) in LEFT {
        let (office, before, status) = asked(method, path, *who).await;
        let all = entries(&*office.store).await;
        let found: Vec<String> = all[before..].iter().map(did).collect();
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        // What goes on while nobody waits comes behind it.
        let found = &found[..found.len().min(left.len().max(1))];
        assert_eq!(found, *left, "{method} {path}: {status}");
        // A row that says nothing proves nothing where something was given.
        let is_given = (200..300).contains(&status);
        assert!(
            !left.is_empty() || !is_given || SAID_BEFORE.contains(path),
            "{method} {path}: {status}"
        );
    }
    for (method, path, _) in FREE {
        let (office, before, status) = asked(method, path, free_asker(path)).await;
        // What was refused leaves nothing, whatever the route forgets.
        let is_asked = (200..300).contains(&status) || REFUSED.contains(path);
        assert!(is_asked, "{method} {path}: {status}");
        let all = entries(&*office.store).await;
        // A whole picture may have come in one piece.
        let others = all[before..].iter().filter(|entry| did(entry) != "brought");
        assert_eq!(others.count(), 0, "{method} {path}");
    }
}

fn did(entry: &Entry) -> String {
    let act: Value = serde_json::from_str(&entry.act).unwrap();
    act["did"].as_str().unwrap().to_owned()
}

/// A household of the near hamlet with a visit, and who brought them.
async fn visited(office: &Office) -> (Phone, HouseholdId) {
    let lai = office.sign_in(&office.commune.volunteer).await;
    let (household, register) = office
        .commune
        .register(&office.commune.volunteer, office.commune.near.id);
    let (_, finish) = office
        .commune
        .visit(&office.commune.volunteer, household, 5, None);
    let answer = office.push(&lai, &seal([register, finish])).await;
    assert!(answer.receipts.iter().all(is_applied));
    (lai, household)
}

#[tokio::test]
async fn an_entry_says_who_read_what_when_and_on_which_device() {
    let office = Office::open().await;
    let (_, household) = visited(&office).await;
    let thanh = office.sign_in(&office.commune.officer).await;
    office.wait(TimeDelta::minutes(1));
    let path = format!("/api/v1/households/{household}");
    assert_eq!(office.get(&path).by(&thanh).send().await.status, 200);
    let all = entries(&*office.store).await;
    let last = all.last().unwrap();
    assert_eq!(last.at(), office.now());
    assert_eq!(last.actor(), Some(Actor::User(office.commune.officer.user)));
    assert_eq!(last.device(), Some(thanh.device));
    let what = What::Household { household };
    assert_eq!(last.act(), Some(AuditAct::Read { what, records: 1 }));
}

#[tokio::test]
async fn what_is_read_of_all_communes_at_once_is_one_entry() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.administrator).await;
    for path in ["/api/v1/people", "/api/v1/devices"] {
        let before = entries(&*office.store).await.len();
        let answer = office.get(path).by(&hong).send().await;
        let of: Vec<Value> = answer.json();
        let all = entries(&*office.store).await;
        assert_eq!(all.len(), before + 1, "{path}");
        let Some(AuditAct::Read { what, records }) = all[before].act() else {
            panic!("{all:?}");
        };
        assert_eq!(records, of.len() as u64);
        let (What::People { others, .. } | What::Devices { others, .. }) = what else {
            panic!("{what:?}");
        };
        assert!(others.contains(&office.commune.unit), "{others:?}");
    }
}

#[tokio::test]
async fn a_change_of_somebodys_hamlets_says_the_days() {
    let office = Office::open().await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let (user, near) = (office.commune.volunteer.user, office.commune.near.id);
    let said = json!({
        "name": "Trần Thị Lài", "courtesy": "co", "hamlets": [near],
        "terms": {near.to_string(): {"until": "2026-12-31"}},
    });
    let path = format!("/api/v1/people/{user}");
    let ask = office.ask(Method::PUT, &path).by(&thanh);
    assert_eq!(ask.body(said.to_string()).send().await.status, 200);
    let all = entries(&*office.store).await;
    let Some(AuditAct::PersonChanged { terms, .. }) = all.last().unwrap().act() else {
        panic!("{all:?}");
    };
    assert_eq!(terms[&near].until, "2026-12-31".parse().ok());
}

#[tokio::test]
async fn a_poll_that_finds_nothing_new_is_no_entry() {
    let office = Office::open().await;
    let (lai, _) = visited(&office).await;
    let pull = async |cursors: &Value| {
        let request = json!({"protocol": 1, "cursors": cursors});
        let answer = office.post("/api/v1/changes", &request).by(&lai).send();
        answer.await
    };
    let first: Value = pull(&json!({})).await.json();
    let feeds = first["feeds"].as_array().unwrap();
    let cursors: serde_json::Map<String, Value> = feeds
        .iter()
        .map(|page| {
            let scope = page["scope"].as_str().unwrap().to_owned();
            (scope, page["cursor"].clone())
        })
        .collect();
    let all = entries(&*office.store).await;
    let Some(AuditAct::Pulled { feeds }) = all.last().unwrap().act() else {
        panic!("{all:?}");
    };
    let near = feeds
        .iter()
        .find(|given| given.scope == office.commune.scope());
    assert_eq!(near.unwrap().records, 2, "the household and its visit");
    for _ in 0..3 {
        pull(&Value::Object(cursors.clone())).await;
    }
    assert_eq!(entries(&*office.store).await.len(), all.len());
}

#[tokio::test]
async fn who_could_not_sign_in_is_noted_and_not_what_they_typed() {
    let office = Office::open().await;
    for (name, user) in [
        ("user-21", Some(office.commune.volunteer.user)),
        ("mật khẩu của tôi", None),
    ] {
        let body = sign_in(name, "sai rồi nhé", DeviceId(number(90)));
        let answer = office.post("/api/v1/session", &body).send().await;
        assert_eq!(answer.status, 401);
        let all = entries(&*office.store).await;
        let last = all.last().unwrap();
        assert_eq!(last.actor(), Some(Actor::Stranger));
        assert_eq!(last.act(), Some(AuditAct::SignInFailed { user }));
        assert!(last.canonical().is_ascii());
    }
}

#[tokio::test]
async fn an_officer_reads_what_the_people_of_the_unit_did_and_nobody_else() {
    let office = Office::open().await;
    let (_, household) = visited(&office).await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let foreign = office.sign_in(&office.stranger).await;
    let read = async |phone: &Phone, query: &str| -> Value {
        let answer = office.get(&format!("/api/v1/audit{query}")).by(phone);
        answer.send().await.json()
    };
    let page = read(&thanh, "").await;
    let actors: BTreeSet<&str> = page["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["actor"].as_str().unwrap())
        .collect();
    let (lai, officer) = (
        office.commune.volunteer.user.to_string(),
        office.commune.officer.user.to_string(),
    );
    assert_eq!(actors, [lai.as_str(), officer.as_str()].into());
    let whole = page["chain"]["whole_to"].as_u64().unwrap();
    let head = page["chain"]["head"].as_str().unwrap();
    assert!(head.starts_with(&format!("{whole}:")), "{head}");
    assert!(page["chain"].get("broken_vi").is_none());
    // That it was read is the last one now.
    let again = read(&thanh, "?limit=1").await;
    assert_eq!(again["entries"][0]["vi"], "xem nhật ký (3 mục)");
    assert_eq!(again["entries"].as_array().unwrap().len(), 1);
    let next = again["next"].as_u64().unwrap();
    let older = read(&thanh, &format!("?limit=1&before={next}")).await;
    assert_eq!(older["entries"][0]["vi"], "đăng nhập bằng mật khẩu");

    let of_household = read(&thanh, &format!("?subject={household}")).await;
    let said: Vec<&Value> = of_household["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["vi"])
        .collect();
    assert_eq!(said, ["gửi 1 hộ mới, 1 lượt thăm"]);
    let of_lai = read(&thanh, &format!("?person={lai}&limit=9")).await;
    assert_eq!(of_lai["entries"].as_array().unwrap().len(), 2);
    let day = "2026-11-24";
    let that_day = read(&thanh, &format!("?from={day}&to={day}")).await;
    assert!(!that_day["entries"].as_array().unwrap().is_empty());
    let before = read(&thanh, "?to=2026-11-23").await;
    assert!(before["entries"].as_array().unwrap().is_empty());

    // Whoever asks for somebody of another unit is told of nobody.
    let of_lai = read(&foreign, &format!("?person={lai}")).await;
    assert!(of_lai["entries"].as_array().unwrap().is_empty());
    let of_household = read(&foreign, &format!("?subject={household}")).await;
    assert!(of_household["entries"].as_array().unwrap().is_empty());
    let table = office.get(&format!("/api/v1/audit/export?person={lai}"));
    let table = table.by(&foreign).send().await;
    assert_eq!(String::from_utf8_lossy(&table.body).lines().count(), 2);
    for wrong in ["?from=hôm nay", "?person=1", "?subject=x", "?before=-1"] {
        let path = format!("/api/v1/audit{}", wrong.replace(' ', "%20"));
        let answer = office.get(&path).by(&thanh).send().await;
        assert_eq!(answer.refusal(), (400, "wrong-address".to_owned()));
    }
}

#[tokio::test]
async fn the_table_for_excel_bears_no_contents_and_no_formula() {
    let office = Office::open().await;
    let (_, household) = visited(&office).await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let table = office.get("/api/v1/audit/export").by(&thanh).send().await;
    assert_eq!(
        table.header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    let text = String::from_utf8(table.body.to_vec()).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert!(text.contains("\"user-21\",\"Trần Thị Lài\""), "{text}");
    assert!(text.contains(&household.to_string()));
    for secret in ["Hạnh", "kiệt 12", "a/met"] {
        assert!(!text.contains(secret), "{secret}");
    }
    let cells = text.split("\r\n").flat_map(|line| line.split("\",\""));
    for cell in cells {
        assert!(
            !cell
                .trim_start_matches('"')
                .starts_with(['=', '+', '-', '@'])
        );
    }
    let end = office.store.audit_end().await.unwrap().head;
    let last = text.trim_end().lines().last().unwrap();
    assert!(last.contains(&end.hash.to_string()), "{last}");
}

#[tokio::test]
async fn a_household_that_was_opened_out_of_turn_stands_there_with_its_reason() {
    let office = Office::open().await;
    let (lai, household) = visited(&office).await;
    let thanh = office.sign_in(&office.commune.officer).await;
    let look = |why: &str| json!({"household": household, "why": why, "at": office.now()});
    let tell = async |phone: &Phone, looks: Value| {
        let body = json!({ "looks": looks });
        let answer = office.post("/api/v1/audit/looks", &body).by(phone);
        answer.send().await
    };
    let told = tell(&thanh, json!([look("complaint"), look("other")])).await;
    assert_eq!(told.status, 204);
    let all = entries(&*office.store).await;
    let [.., first, second] = &all[..] else {
        panic!("{all:?}")
    };
    assert_eq!(first.why(), Some(Why::Complaint));
    assert_eq!(second.why(), Some(Why::Other));
    let at_ms = office.now().timestamp_millis();
    assert_eq!(first.act(), Some(AuditAct::Looked { household, at_ms }));

    assert_eq!(tell(&lai, json!([look("other")])).await.status, 403);
    let wrong = tell(&thanh, json!([look("vì tôi muốn")])).await;
    assert_eq!(wrong.refusal(), (422, "wrong-shape".to_owned()));
    let many = vec![look("other"); 101];
    assert_eq!(tell(&thanh, json!(many)).await.refusal().0, 422);
    assert_eq!(entries(&*office.store).await.len(), all.len());
}

/// Whose work it is the phone said; who took it in stands before it.
#[tokio::test]
async fn who_took_a_file_in_stands_before_what_it_brought() {
    let story = handover::story().await;
    let office = &story.office;
    let said = seal(story.said.clone());
    let said: Vec<_> = said
        .iter()
        .map(|raw| HandedEntry::Operation(raw.text().to_owned()))
        .collect();
    let file = handover::file(office, &story.lai, &said);
    handover::imported(office, &story.hong, file).await;
    let all = entries(&*office.store).await;
    let [.., taken, pushed] = &all[..] else {
        panic!("{all:?}")
    };
    let (user, device) = (office.commune.volunteer.user, story.lai.device);
    assert_eq!(
        taken.actor(),
        Some(Actor::User(office.commune.officer.user))
    );
    assert_eq!(taken.act(), Some(AuditAct::HandoverTaken { user, device }));
    assert_eq!(pushed.actor(), Some(Actor::User(user)));
    assert_eq!(did(pushed), "pushed");
}

#[tokio::test]
async fn what_cannot_be_entered_is_not_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.db");
    let store = SqliteStore::open(&path).await.unwrap();
    let office = Office::open_with(Arc::new(store), Files::default()).await;
    let (lai, household) = visited(&office).await;
    let options = SqliteConnectOptions::new().filename(&path);
    let mut beside = SqliteConnection::connect_with(&options).await.unwrap();
    let trap =
        "CREATE TRIGGER trap BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'no room'); END";
    beside.execute(trap.into_sql_str()).await.unwrap();
    let path = format!("/api/v1/households/{household}");
    let answer = office.get(&path).by(&lai).send().await;
    assert_eq!(answer.refusal(), (503, "not-noted".to_owned()));
    assert!(!String::from_utf8_lossy(&answer.body).contains("Hạnh"));
    beside.execute("DROP TRIGGER trap").await.unwrap();
    assert_eq!(office.get(&path).by(&lai).send().await.status, 200);
}

/// It goes through the real router, so that also what other layers do to an answer is looked at.
#[tokio::test]
async fn refused_questions_leave_nothing_and_give_nothing() {
    let office = Office::open().await;
    let (_, household) = visited(&office).await;
    let far = office.sign_in(&office.neighbour).await;
    let before = entries(&*office.store).await.len();
    for path in [
        format!("/api/v1/households/{household}"),
        "/api/v1/audit".to_owned(),
        "/api/v1/people".to_owned(),
    ] {
        let answer = office.ask(Method::GET, &path).by(&far).send().await;
        assert!(answer.status.is_client_error(), "{path}");
    }
    assert_eq!(entries(&*office.store).await.len(), before);
}
