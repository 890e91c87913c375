//! Choosing another password.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;

use crate::office::{Answer, Office, PASSWORD, Phone, sign_in};

const ANOTHER: &str = "đò dọc sông Hương";

async fn change(office: &Office, phone: &Phone, old: &str, new: &str) -> Answer {
    let body = json!({"old": old, "new": new});
    let ask = office.post("/api/v1/me/password", &body).by(phone);
    ask.send().await
}

#[tokio::test]
async fn another_password_takes_the_place_of_the_old_one_and_ends_the_other_sessions() {
    let office = Office::open().await;
    let own = office.sign_in(&office.commune.volunteer).await;
    let mut elsewhere = office.commune.volunteer.clone();
    elsewhere.device = office.neighbour.device;
    let other = office.sign_in(&elsewhere).await;

    let answer = change(&office, &own, PASSWORD, ANOTHER).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let me = office.get("/api/v1/me").by(&own).send().await;
    assert_eq!(me.status, StatusCode::OK);
    let me = office.get("/api/v1/me").by(&other).send().await;
    assert_eq!(me.refusal(), (401, "session-ended".into()));

    let enter = |password| {
        let body = sign_in("user-21", password, own.device);
        office.post("/api/v1/session", &body).send()
    };
    let refusal = enter(PASSWORD).await.refusal();
    assert_eq!(refusal, (401, "wrong-credentials".into()));
    assert_eq!(enter(ANOTHER).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_does_not_know_the_old_one_gets_no_other_and_few_tries() {
    let office = Office::open().await;
    let own = office.sign_in(&office.commune.volunteer).await;
    for _ in 0..10 {
        let answer = change(&office, &own, "sai mật khẩu rồi", ANOTHER).await;
        assert_eq!(answer.refusal(), (403, "wrong-password".into()));
    }
    let answer = change(&office, &own, PASSWORD, ANOTHER).await;
    assert_eq!(answer.refusal(), (429, "too-many-tries".into()));
    office.wait(TimeDelta::seconds(30));
    let answer = change(&office, &own, PASSWORD, ANOTHER).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_password_that_nobody_should_have_is_refused_and_costs_no_try() {
    let office = Office::open().await;
    let own = office.sign_in(&office.commune.volunteer).await;
    for new in [
        "ngắn",
        &"dài ".repeat(100),
        "Mật khẩu 123",
        "Trần Thị Lài 1",
    ] {
        for _ in 0..11 {
            let answer = change(&office, &own, PASSWORD, new).await;
            assert_eq!(answer.refusal(), (422, "unfit-password".into()));
        }
    }
    let body = json!({"old": PASSWORD, "new": ANOTHER});
    let answer = office.post("/api/v1/me/password", &body).send().await;
    assert_eq!(answer.refusal(), (401, "session-ended".into()));
}
