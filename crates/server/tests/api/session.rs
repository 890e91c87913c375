//! Signing in and out, and what becomes of a session.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};

use dong_hanh_store::contract::commune::{minute, number, seal};
use dong_hanh_sync::Outcome;

use crate::office::{Office, PASSWORD, sign_in};

#[tokio::test]
async fn a_sign_in_gives_a_token_and_says_who_one_is() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    assert_eq!(lai.token.len(), 64);
    assert_eq!(
        lai.opened["me"]["unit"],
        json!({"key": "19900@2025-07-01", "name": "Phường Thuận An", "province": "46@2025-07-01"})
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
    let user = office.commune.volunteer.user;
    let closed = office.store.set_disabled(user, true, minute(0)).await;
    assert!(closed.unwrap());
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
async fn a_stranger_who_guesses_from_everywhere_keeps_no_known_phone_out() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let new_phone = office.neighbour.device;
    let attempt = |address, device, password| {
        office
            .post("/api/v1/session", &sign_in("user-21", password, device))
            .from(address)
            .send()
    };
    for machine in 0..5 {
        for _ in 0..10 {
            let answer = attempt([203, 0, 113, machine], new_phone, "sai mật khẩu rồi");
            assert_eq!(answer.await.status, StatusCode::UNAUTHORIZED);
        }
    }
    let own = [10, 0, 0, 1];
    let answer = attempt(own, new_phone, PASSWORD).await;
    assert_eq!(answer.refusal(), (429, "too-many-tries".into()));
    assert_eq!(answer.header("retry-after"), Some("30"));
    let answer = attempt(own, lai.device, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK);
    office.wait(TimeDelta::seconds(30));
    let answer = attempt(own, new_phone, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn one_machine_does_not_try_everybody() {
    let office = Office::open().await;
    let device = office.commune.volunteer.device;
    let attempt = |address, name: String, password| {
        office
            .post("/api/v1/session", &sign_in(&name, password, device))
            .from(address)
            .send()
    };
    for name in 0..60 {
        let answer = attempt([203, 0, 113, 1], format!("name-{name}"), "mật khẩu 123");
        assert_eq!(answer.await.status, StatusCode::UNAUTHORIZED);
    }
    let answer = attempt([203, 0, 113, 1], "user-21".into(), PASSWORD).await;
    assert_eq!(answer.refusal(), (429, "too-many-tries".into()));
    let answer = attempt([203, 0, 113, 2], "user-21".into(), PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn s1_6_what_a_disabled_phone_has_not_sent_waits_for_its_next_sign_in() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let (_, work) = office
        .commune
        .register(&office.commune.volunteer, office.commune.near.id);
    let work = seal([work]);
    let user = office.commune.volunteer.user;
    let set = |disabled| office.store.set_disabled(user, disabled, office.now());
    assert!(set(true).await.unwrap());
    let push = office
        .post("/api/v1/operations", &office.batch(&lai, &work))
        .by(&lai)
        .send();
    assert_eq!(push.await.refusal(), (401, "session-ended".into()));
    assert!(set(false).await.unwrap());
    let me = office.get("/api/v1/me").by(&lai).send().await;
    assert_eq!(me.refusal(), (401, "session-ended".into()));
    let again = office.sign_in(&office.commune.volunteer).await;
    let receipts = office.push(&again, &work).await.receipts;
    assert!(matches!(receipts[0].outcome, Outcome::Applied { .. }));
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

/// [S16.2]
#[tokio::test]
async fn the_secret_of_a_vault_is_one_persons_on_one_device_for_ever() {
    let office = Office::open().await;
    let volunteer = &office.commune.volunteer;
    let secret = async |session| {
        let answer = office.get("/api/v1/session/vault").by(session).send().await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let answer: Value = answer.json();
        answer["secret"].as_str().unwrap().to_owned()
    };
    let lai = office.sign_in(volunteer).await;
    let first = secret(&lai).await;
    assert_eq!(first.len(), 43, "32 bytes in base64");
    let again = office.sign_in(volunteer).await;
    assert_eq!(secret(&again).await, first);
    // The session of before counts no more.
    let ended = office.get("/api/v1/session/vault").by(&lai).send().await;
    assert_eq!(ended.refusal(), (401, "session-ended".into()));

    let hong = office.sign_in(&office.commune.officer).await;
    assert_ne!(secret(&hong).await, first);
    let elsewhere = dong_hanh_sync::server::Author {
        device: dong_hanh_domain::DeviceId(number(91)),
        ..volunteer.clone()
    };
    let elsewhere = office.sign_in(&elsewhere).await;
    assert_ne!(secret(&elsewhere).await, first);
}
