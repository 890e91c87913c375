//! What only the server keeps, as an officer sees it go when its time is over.

use axum::http::Method;
use chrono::TimeDelta;
use dong_hanh_domain::ListId;
use dong_hanh_server::schema;
use dong_hanh_store::contract::commune::number;
use dong_hanh_store::{
    Handed, HandedDecision, HandedKind, HandedRuling, Import, ImportRow, ImportState, NewMedia,
};
use serde_json::{Value, json};

use crate::office::{Office, Phone};

async fn list(office: &Office, hong: &Phone, path: &str) -> Vec<Value> {
    let answer = office.get(path).by(hong).send().await;
    assert_eq!(answer.status, 200);
    answer.json()
}

/// [S20.12]
#[tokio::test]
async fn an_officer_empties_what_is_due_and_nothing_sooner() {
    let office = Office::open().await;
    let path = format!("/api/v1/units/{}/retention", office.commune.unit);
    let bytes: &[u8] = b"\xff\xd8\xff\xe0 the roof \xff\xd9";
    let roof = dong_hanh_form::Sha256::of(bytes);
    let kind = dong_hanh_form::MediaKind::Jpeg;
    office
        .media
        .put(kind, roof.clone(), bytes.into())
        .await
        .unwrap();
    let sent = NewMedia {
        digest: roof.clone(),
        by: office.commune.volunteer.user,
        bytes: 3,
        received: office.now(),
    };
    office.store.put_media(&sent).await.unwrap();
    let draft = Handed {
        author: office.commune.volunteer.user,
        device: office.commune.volunteer.device,
        kind: HandedKind::Draft,
        content: json!({"photo": roof}).to_string().into_bytes(),
        made: office.now(),
        received: office.now(),
    };
    office.store.keep_handed(&draft).await.unwrap();
    let close = HandedDecision {
        by: office.commune.officer.user,
        at: office.now(),
        ruling: HandedRuling::Close { why: None },
    };
    let unit = &office.commune.unit;
    office
        .store
        .decide_handed(unit, draft.id(), &close)
        .await
        .unwrap();

    let hong = office.sign_in(&office.commune.officer).await;
    let shown = list(&office, &hong, &path).await;
    assert_eq!(shown.len(), 1);
    let _: schema::Retainable = serde_json::from_value(shown[0]["which"].clone()).unwrap();
    let body = json!({"shown": [shown[0]["which"]]}).to_string();
    let early = office.ask(Method::POST, &path).by(&hong).body(body.clone());
    let early: Value = early.send().await.json();
    assert_eq!(early, json!({"drafts": 0, "workbooks": 0}));
    assert!(office.media.get(&roof).await.unwrap().is_some());

    office.wait(TimeDelta::days(190));
    let hong = office.sign_in(&office.commune.officer).await;
    let due = office.ask(Method::POST, &path).by(&hong).body(body);
    let due: Value = due.send().await.json();
    assert_eq!(due, json!({"drafts": 1, "workbooks": 0}));
    assert!(list(&office, &hong, &path).await.is_empty());
    assert!(office.media.get(&roof).await.unwrap().is_none());

    let many = vec![shown[0]["which"].clone(); 201];
    let many = json!({ "shown": many }).to_string();
    let many = office.ask(Method::POST, &path).by(&hong).body(many);
    assert_eq!(many.send().await.status, 422);
}

/// [S20.12]
#[tokio::test]
async fn a_list_whose_rows_are_gone_is_not_taken_back() {
    let office = Office::open().await;
    let path = format!("/api/v1/units/{}/retention", office.commune.unit);
    let list = Import {
        id: ListId(number(60)),
        unit: office.commune.unit.clone(),
        officer: office.commune.officer.user,
        at: office.now(),
        file: "ho-ngheo.xlsx".into(),
        state: ImportState::Applied,
        reading: r#"{"sheet":"A","first":2,"columns":{}}"#.into(),
    };
    let row = ImportRow {
        place: 0,
        kind: "same".into(),
        household: None,
        body: "{}".into(),
        operation: None,
        outcome: None,
    };
    office
        .store
        .put_import(&list, Some(b"PK"), &[row])
        .await
        .unwrap();
    office.wait(TimeDelta::days(366));
    let hong = office.sign_in(&office.commune.officer).await;
    let body = json!({"shown": [{"kind": "workbook", "list": list.id}]}).to_string();
    let done = office.ask(Method::POST, &path).by(&hong).body(body);
    let done: Value = done.send().await.json();
    assert_eq!(done, json!({"drafts": 0, "workbooks": 1}));
    let undoing = format!("/api/v1/imports/{}/undoing", list.id.0);
    let undone = office.ask(Method::PUT, &undoing).by(&hong).send().await;
    assert_eq!(undone.status, 409);
    let known = office.store.import(&list.unit, list.id).await.unwrap();
    assert_eq!(known.unwrap().state, ImportState::Applied);
}
