//! One token of a session in the place of another.

use axum::http::StatusCode;
use chrono::TimeDelta;
use dong_hanh_server::token::Token;
use dong_hanh_store::TOKEN_GRACE;
use serde_json::{Value, json};

use crate::office::{Office, Phone};

/// The same phone with another token, as it is told.
async fn turn(office: &Office, phone: &Phone) -> Phone {
    let answer = office
        .post("/api/v1/session/token", &json!(null))
        .by(phone)
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
    let turned: Value = answer.json();
    Phone {
        token: turned["token"].as_str().unwrap().to_owned(),
        session: phone.session.clone(),
        device: phone.device,
        opened: phone.opened.clone(),
    }
}

async fn counts(office: &Office, phone: &Phone) -> bool {
    let answer = office.get("/api/v1/me").by(phone).send().await;
    match answer.status {
        StatusCode::OK => true,
        _ => {
            assert_eq!(answer.refusal(), (401, "session-ended".into()));
            false
        }
    }
}

/// [S16.20]
#[tokio::test]
async fn a_phone_that_never_asks_goes_on_with_its_token() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    for _ in 0..20 {
        office.wait(TimeDelta::days(90));
        assert!(counts(&office, &lai).await);
    }
}

/// [S16.20]
#[tokio::test]
async fn both_count_until_the_new_one_is_used_however_often_an_answer_is_lost() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let lost = turn(&office, &lai).await;
    for _ in 0..20 {
        office.wait(TimeDelta::days(7));
        turn(&office, &lai).await;
        assert!(counts(&office, &lai).await);
    }
    let new = turn(&office, &lai).await;
    assert_ne!(new.token, lai.token);
    office.wait(TimeDelta::days(30));
    assert!(counts(&office, &lai).await);
    assert!(counts(&office, &new).await);
    // What is under way with the old one comes to its end.
    office.wait(TOKEN_GRACE - TimeDelta::seconds(1));
    assert!(counts(&office, &lai).await);
    assert!(counts(&office, &new).await);
    let sessions: Value = office.get("/api/v1/sessions").by(&new).send().await.json();
    assert_eq!(sessions.as_array().unwrap().len(), 1);
    assert_eq!(sessions[0]["id"], json!(lai.session));
    // One whose answer was lost weeks ago opens nothing, and was known by nobody.
    assert!(!counts(&office, &lost).await);
    assert!(counts(&office, &new).await);
    let next = turn(&office, &new).await;
    assert!(counts(&office, &next).await);
}

/// [S16.20]
#[tokio::test]
async fn whoever_comes_with_an_old_token_ends_the_session() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let new = turn(&office, &lai).await;
    assert!(counts(&office, &new).await);
    office.wait(TOKEN_GRACE);
    assert!(counts(&office, &new).await);
    assert!(!counts(&office, &lai).await);
    assert!(!counts(&office, &new).await);
    let again = office.sign_in(&office.commune.volunteer).await;
    let sessions: Value = office
        .get("/api/v1/sessions")
        .by(&again)
        .send()
        .await
        .json();
    let ended = sessions.as_array().unwrap();
    let ended = ended.iter().find(|row| row["id"] == json!(lai.session));
    let ended = ended.unwrap();
    assert_eq!(ended["copied"], json!(true));
    assert_eq!(ended["ended"], json!(office.now()));
    let own = sessions.as_array().unwrap();
    let own = own.iter().find(|row| row["current"] == json!(true));
    assert_eq!(own.unwrap().get("copied"), None);
    assert!(counts(&office, &again).await);
}

#[tokio::test]
async fn two_tabs_that_ask_at_the_same_time_lose_nothing() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let (one, two) = tokio::join!(turn(&office, &lai), turn(&office, &lai));
    let (first, second, third) = tokio::join!(
        counts(&office, &one),
        counts(&office, &lai),
        counts(&office, &two)
    );
    assert!(first && second && third);
}

#[tokio::test]
async fn the_key_of_another_client_and_an_ended_session_get_no_token() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let waiting = turn(&office, &lai).await;
    let path = format!("/api/v1/sessions/{}", lai.session);
    let ask = office.ask(axum::http::Method::DELETE, &path).by(&lai);
    assert_eq!(ask.send().await.status, StatusCode::NO_CONTENT);
    for phone in [&lai, &waiting] {
        let ask = office.post("/api/v1/session/token", &json!(null));
        let answer = ask.by(phone).send().await;
        assert_eq!(answer.refusal(), (401, "session-ended".into()));
    }
}

/// The store knows digests, of a token that waits too.
#[tokio::test]
async fn a_token_that_waits_is_never_what_the_store_keeps() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let new = turn(&office, &lai).await;
    assert_eq!(new.token.len(), 64);
    let kept = Token::from_text(&new.token).hash();
    let known = office.store.session_ever(&kept).await.unwrap();
    assert_eq!(known.unwrap().id.to_string(), lai.session);
}
