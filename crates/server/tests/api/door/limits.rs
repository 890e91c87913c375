//! Who asks too much is told when to ask again, and holds up nobody else.

use axum::http::StatusCode;
use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};

use crate::office::{Ask, Office};

const STRANGER: [u8; 4] = [203, 0, 113, 1];

/// How often somebody may ask in vain.
const IN_VAIN: usize = 300;

fn in_vain<'o>(office: &'o Office, what: &str) -> Ask<'o> {
    match what {
        "a bad token" => office
            .get("/api/v1/me")
            .header("authorization", "Bearer 0123"),
        "no token" => office.get("/api/v1/me"),
        "a bad key" => office.get("/api/v1/odk/0123/formList"),
        "no route" => office.get("/api/v1/admin.php"),
        _ => office.get("/wp-login.php"),
    }
}

#[rstest]
#[case("a bad token")]
#[case("no token")]
#[case("a bad key")]
#[case("no route")]
#[case("no file")]
#[tokio::test]
async fn who_looks_for_what_is_open_is_slowed(#[case] what: &str) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    for _ in 0..IN_VAIN {
        let answer = in_vain(&office, what).from(STRANGER).send().await;
        assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let answer = in_vain(&office, what).from(STRANGER).send().await;
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (StatusCode::TOO_MANY_REQUESTS, Some("1"))
    );
    if what != "a bad key" && what != "no file" {
        assert_eq!(answer.refusal(), (429, "too-many-requests".into()));
    }
    // A phone with a session behind the same address goes on, and so does everybody elsewhere.
    let me = office
        .get("/api/v1/me")
        .by(&lai)
        .from(STRANGER)
        .send()
        .await;
    assert_eq!(me.status, StatusCode::OK);
    let page = office.get("/healthz").from(STRANGER).send().await;
    assert_eq!(page.status, StatusCode::OK);
    let elsewhere = in_vain(&office, what).from([203, 0, 113, 2]).send().await;
    assert_ne!(elsewhere.status, StatusCode::TOO_MANY_REQUESTS);
    // The server's own machine is nobody to slow.
    let own = in_vain(&office, what).from([127, 0, 0, 1]).send().await;
    assert_ne!(own.status, StatusCode::TOO_MANY_REQUESTS);
    office.wait(TimeDelta::seconds(1));
    let later = in_vain(&office, what).from(STRANGER).send().await;
    assert_ne!(later.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn codes_of_invitations_are_not_gone_through() {
    let office = Office::open().await;
    let guess = async |at: usize| {
        let code = json!({"code": format!("AAAAA-{at:05}")});
        office
            .post("/api/v1/invitation", &code)
            .from(STRANGER)
            .send()
            .await
    };
    for at in 0..60 {
        assert_eq!(guess(at).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(guess(60).await.refusal(), (429, "too-many-tries".into()));
}

#[tokio::test]
async fn what_takes_long_is_asked_for_at_a_persons_pace() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let path = format!("/api/v1/units/{}/coverage", office.commune.unit);
    let ask = async || office.get(&path).by(&hong).from(STRANGER).send().await;
    for _ in 0..120 {
        assert_eq!(ask().await.status, StatusCode::OK);
    }
    let answer = ask().await;
    assert_eq!(answer.header("retry-after"), Some("1"));
    assert_eq!(answer.refusal(), (429, "too-many-requests".into()));
    // What takes no time goes on, from the same account.
    let quick = office
        .get("/api/v1/devices")
        .by(&hong)
        .from(STRANGER)
        .send()
        .await;
    assert_eq!(quick.status, StatusCode::OK);
    office.wait(TimeDelta::seconds(1));
    assert_eq!(ask().await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_device_that_has_gone_mad_is_slowed_and_no_other_one() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let hong = office.sign_in(&office.commune.officer).await;
    let me = async |phone| {
        office
            .get("/api/v1/me")
            .by(phone)
            .from(STRANGER)
            .send()
            .await
    };
    for _ in 0..12_000 {
        let answer = me(&lai).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    assert_eq!(me(&lai).await.refusal(), (429, "too-many-requests".into()));
    assert_eq!(me(&hong).await.status, StatusCode::OK);
    office.wait(TimeDelta::milliseconds(100));
    assert_eq!(me(&lai).await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_route_of_the_api_says_that_it_may_be_too_much() {
    let document = serde_json::to_value(dong_hanh_server::routes::document()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let answers: &Value = &operation["responses"];
            let is_ours = path.starts_with("/api/") && method != "options";
            assert_eq!(answers.get("429").is_some(), is_ours, "{method} {path}");
        }
    }
}
