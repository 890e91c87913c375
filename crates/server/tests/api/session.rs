//! Signing in and out, and what becomes of a session.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::office::{Office, PASSWORD, sign_in};

#[tokio::test]
async fn a_sign_in_gives_a_token_and_says_who_one_is() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    assert_eq!(lai.token.len(), 64);
    assert_eq!(
        lai.opened["me"]["unit"],
        json!({"key": "19900@2025-07-01", "name": "Phường Thuận An"})
    );
    assert_eq!(lai.opened["me"]["role"]["role"], "volunteer");
    assert_eq!(
        lai.opened["me"]["role"]["hamlets"],
        json!([office.commune.near.id])
    );
    assert_eq!(lai.opened["me"]["person"]["name"], "Trần Thị Lài");
    let me: Value = office.get("/api/v1/me").by(&lai).send().await.json();
    assert_eq!(me, lai.opened["me"]);
}

#[tokio::test]
async fn a_name_is_the_same_with_a_capital_and_a_space_behind_it() {
    let office = Office::open().await;
    let answer = office
        .post(
            "/api/v1/session",
            &sign_in(" User-21 ", PASSWORD, office.commune.volunteer.device),
        )
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_told_the_same() {
    let office = Office::open().await;
    let device = office.commune.volunteer.device;
    let refusal = async |name: &str, password: &str| {
        let answer = office
            .post("/api/v1/session", &sign_in(name, password, device))
            .send()
            .await;
        let mut problem = answer.problem();
        problem.request_id.clear();
        problem
    };
    let wrong = refusal("user-21", "sai mật khẩu rồi").await;
    assert_eq!(
        (wrong.status, wrong.code.as_str()),
        (401, "wrong-credentials")
    );
    assert_eq!(refusal("nobody", PASSWORD).await, wrong);
}

#[tokio::test]
async fn a_disabled_account_opens_no_session_and_loses_its_own() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let mut account = office.commune.account(&office.commune.volunteer);
    account.disabled = true;
    office.store.put_account(&account, None).await.unwrap();
    assert_eq!(
        office.get("/api/v1/me").by(&lai).send().await.refusal(),
        (401, "session-ended".into())
    );
    let answer = office
        .post("/api/v1/session", &sign_in("user-21", PASSWORD, lai.device))
        .send()
        .await;
    assert_eq!(answer.refusal(), (401, "wrong-credentials".into()));
}

#[tokio::test]
async fn too_many_tries_wait_and_no_other_route_does() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let attempt = |password| {
        office
            .post("/api/v1/session", &sign_in("user-21", password, lai.device))
            .send()
    };
    for _ in 0..10 {
        assert_eq!(
            attempt("sai mật khẩu rồi").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    let answer = attempt(PASSWORD).await;
    assert_eq!(answer.refusal(), (429, "too-many-tries".into()));
    let seconds: i64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert_eq!(
        office.get("/api/v1/me").by(&lai).send().await.status,
        StatusCode::OK
    );
    office.wait(TimeDelta::seconds(seconds));
    assert_eq!(attempt(PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_lasts_180_days_from_its_last_use() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    for _ in 0..2 {
        office.wait(TimeDelta::days(179));
        assert_eq!(
            office.get("/api/v1/me").by(&lai).send().await.status,
            StatusCode::OK
        );
    }
    office.wait(TimeDelta::days(180));
    assert_eq!(
        office.get("/api/v1/me").by(&lai).send().await.refusal(),
        (401, "session-ended".into())
    );
}

#[tokio::test]
async fn who_signs_out_needs_to_sign_in_again() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    assert_eq!(
        office
            .ask(Method::DELETE, "/api/v1/session")
            .by(&lai)
            .send()
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        office.get("/api/v1/me").by(&lai).send().await.refusal(),
        (401, "session-ended".into())
    );
}

#[tokio::test]
async fn ones_sessions_are_listed_and_one_of_them_revoked() {
    let office = Office::open().await;
    let first = office.sign_in(&office.commune.volunteer).await;
    office.wait(TimeDelta::hours(2));
    let mut elsewhere = office.commune.volunteer.clone();
    elsewhere.device = office.neighbour.device;
    let second = office.sign_in(&elsewhere).await;

    let list: Value = office
        .get("/api/v1/sessions")
        .by(&second)
        .send()
        .await
        .json();
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!(
        (&list[0]["id"], &list[0]["current"]),
        (&json!(second.session), &json!(true))
    );
    assert_eq!(
        (&list[1]["id"], &list[1]["current"]),
        (&json!(first.session), &json!(false))
    );
    assert_eq!(list[0]["label"], "Samsung A05, Chrome");

    let path = format!("/api/v1/sessions/{}", first.session);
    assert_eq!(
        office
            .ask(Method::DELETE, &path)
            .by(&second)
            .send()
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        office.get("/api/v1/me").by(&first).send().await.refusal(),
        (401, "session-ended".into())
    );
    let list: Value = office
        .get("/api/v1/sessions")
        .by(&second)
        .send()
        .await
        .json();
    assert_eq!(list[1]["ended"], json!(office.now()));
}

#[tokio::test]
async fn a_token_is_never_what_the_store_keeps() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let kept = dong_hanh_server::token::Token::from_text(&lai.token).hash();
    assert!(
        office
            .store
            .session(&kept, office.now())
            .await
            .unwrap()
            .is_some()
    );
    let answer = office
        .get("/api/v1/me")
        .header(
            "authorization",
            &format!("Bearer {}", dong_hanh_server::token::hex(&kept.0)),
        )
        .send()
        .await;
    assert_eq!(answer.refusal(), (401, "session-ended".into()));
}
