//! Receiving operations: once, whatever the phone's clock says, and nothing into the void.

use axum::http::{Method, StatusCode};
use dong_hanh_domain::HamletId;
use dong_hanh_form::{Answer, Value};
use dong_hanh_store::contract::commune::{is_applied, number, read_held, seal};
use dong_hanh_sync::{Action, FinishedVisit, HeldReason, Notice, Outcome, PushAnswer};
use serde_json::json;

use crate::office::{Office, gzip};

#[tokio::test]
async fn the_same_push_gets_the_same_receipts() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let (household, register) = office
        .commune
        .register(&office.commune.volunteer, office.commune.near.id);
    let (visit, finish) = office
        .commune
        .visit(&office.commune.volunteer, household, 5, None);
    let batch = seal([register, finish]);
    let first = office.push(&lai, &batch).await.receipts;
    assert!(first.iter().all(is_applied), "{first:?}");
    office.wait(chrono::TimeDelta::minutes(3));
    assert_eq!(office.push(&lai, &batch).await.receipts, first);
    assert!(office.store.visit(visit).await.unwrap().is_some());
}

#[tokio::test]
async fn a_compressed_push_is_received() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let (_, register) = office
        .commune
        .register(&office.commune.volunteer, office.commune.near.id);
    let body = gzip(office.batch(&lai, &seal([register])).to_string().as_bytes());
    let answer = office
        .ask(Method::POST, "/api/v1/operations")
        .by(&lai)
        .header("content-encoding", "gzip")
        .body(body)
        .send()
        .await;
    assert!(is_applied(&answer.json::<PushAnswer>().receipts[0]));
}

#[tokio::test]
async fn a_clock_three_years_off_is_applied_with_a_notice_and_the_corrected_time() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let household = office.commune.household(&*office.store).await;
    let skew_ms = 3 * 365 * 24 * 3600 * 1000_i64;
    let (id, mut finish) = office
        .commune
        .visit(&office.commune.volunteer, household, 5, None);
    let really = finish.made.utc_ms;
    finish.made.utc_ms -= skew_ms;
    let mut request = office.batch(&lai, &seal([finish]));
    request["sent"]["utc_ms"] = json!(office.now().timestamp_millis() - skew_ms);
    let answer: PushAnswer = office
        .post("/api/v1/operations", &request)
        .by(&lai)
        .send()
        .await
        .json();
    assert_eq!(
        answer.receipts[0].outcome,
        Outcome::Applied {
            notices: vec![Notice::ClockOff { skew_ms }]
        }
    );
    let visit = office.store.visit(id).await.unwrap().unwrap();
    assert_eq!(
        visit.finished_corrected().corrected().timestamp_millis(),
        really
    );
}

#[tokio::test]
async fn an_answer_that_the_form_does_not_allow_is_held_with_its_place() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let household = office.commune.household(&*office.store).await;
    let (visit, mut finish) = office
        .commune
        .visit(&office.commune.volunteer, household, 5, None);
    if let Action::FinishVisit(FinishedVisit { answers, .. }) = &mut finish.action {
        answers.set(
            "a/met".parse().unwrap(),
            Answer::Given(Value::Text("có".into())),
        );
    }
    let receipts = office.push(&lai, &seal([finish])).await.receipts;
    let Outcome::Held {
        reason: HeldReason::Answers { problems },
    } = &receipts[0].outcome
    else {
        panic!("{receipts:?}")
    };
    assert_eq!(problems[0].path, "a/met");
    assert!(office.store.visit(visit).await.unwrap().is_none());
    let held = read_held(&*office.store, &office.commune.unit).await;
    assert_eq!(held.len(), 1, "the office sees it");
}

#[tokio::test]
async fn work_for_another_hamlet_is_held_and_what_stands_beside_it_is_not() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let author = &office.commune.volunteer;
    let batch = seal([
        office.commune.register(author, office.commune.far.id).1,
        office.commune.register(author, HamletId(number(99))).1,
        office.commune.register(author, office.commune.near.id).1,
    ]);
    let receipts = office.push(&lai, &batch).await.receipts;
    for foreign in &receipts[..2] {
        assert_eq!(
            foreign.outcome,
            Outcome::Held {
                reason: HeldReason::ForeignScope
            }
        );
    }
    assert!(is_applied(&receipts[2]));
}

#[tokio::test]
async fn a_kind_from_the_future_is_held_byte_for_byte() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let text = format!(
        r#"{{ "id":"{}", "action":{{"plant_tree":{{"of":"bưởi"}}}} }}"#,
        number(500)
    );
    let body = office
        .batch(&lai, &[])
        .to_string()
        .replace(r#""operations":[]"#, &format!(r#""operations":[{text}]"#));
    let answer = office
        .ask(Method::POST, "/api/v1/operations")
        .by(&lai)
        .body(body)
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(matches!(
        answer.json::<PushAnswer>().receipts[0].outcome,
        Outcome::Held {
            reason: HeldReason::Unreadable { .. }
        }
    ));
    let held = read_held(&*office.store, &office.commune.unit).await;
    assert!(held[0].2.contains(&text));
}
