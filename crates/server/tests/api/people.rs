//! What an officer sees of the unit's people.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::office::Office;

#[tokio::test]
async fn an_officer_lists_the_people_of_the_unit() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let people: Value = office.get("/api/v1/people").by(&hong).send().await.json();
    let names: Vec<&str> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|person| person["sign_in"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["user-21", "user-22", "user-23"],
        "and nobody of another unit"
    );
    assert_eq!(people[0]["hamlets"], json!([office.commune.near.id]));
    assert!(!people.to_string().contains("argon2"));
}

#[tokio::test]
async fn one_answer_says_who_is_signed_in_where() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let people: Value = office.get("/api/v1/people").by(&hong).send().await.json();
    let sessions = |n: usize| people[n]["sessions"].as_array().unwrap();
    assert_eq!(sessions(0)[0]["id"], json!(lai.session));
    assert_eq!(sessions(0)[0]["current"], json!(false));
    assert_eq!(sessions(1)[0]["current"], json!(true), "the one that asks");
    assert!(sessions(2).is_empty());
    let path = format!("/api/v1/people/{}/sessions", office.commune.volunteer.user);
    let alone: Value = office.get(&path).by(&hong).send().await.json();
    assert_eq!(people[0]["sessions"], alone);
}

#[tokio::test]
async fn an_officer_revokes_the_session_of_a_lost_phone() {
    let office = Office::open().await;
    let (hong, lai) = (
        office.sign_in(&office.commune.officer).await,
        office.sign_in(&office.commune.volunteer).await,
    );
    let sessions = format!("/api/v1/people/{}/sessions", office.commune.volunteer.user);
    let list: Value = office.get(&sessions).by(&hong).send().await.json();
    assert_eq!(
        (&list[0]["id"], &list[0]["current"]),
        (&json!(lai.session), &json!(false))
    );

    let path = format!("{sessions}/{}", lai.session);
    assert_eq!(
        office
            .ask(Method::DELETE, &path)
            .by(&hong)
            .send()
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        office.get("/api/v1/me").by(&lai).send().await.refusal(),
        (401, "session-ended".into())
    );
    let foreign = format!("/api/v1/people/{}/sessions", office.stranger.user);
    assert_eq!(
        office.get(&foreign).by(&hong).send().await.refusal(),
        (404, "not-found".into())
    );
}
