//! Who asks is counted by the address that a trusted proxy tells, and by nobody else's word.

use axum::http::StatusCode;
use serde_json::Value;

use crate::office::{Office, PASSWORD, sign_in};

/// An address in [`crate::office::PROXY`].
const PROXY: [u8; 4] = [10, 99, 0, 7];

#[tokio::test]
async fn tries_are_counted_by_the_one_whom_the_proxy_heard() {
    let office = Office::open().await;
    let device = office.commune.volunteer.device;
    let attempt = |peer, told: &str, password| {
        office
            .post("/api/v1/session", &sign_in("user-21", password, device))
            .header("x-forwarded-for", told)
            .from(peer)
            .send()
    };
    for _ in 0..10 {
        let answer = attempt(PROXY, "198.51.100.9, 203.0.113.1", "sai mật khẩu rồi").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let answer = attempt(PROXY, "198.51.100.10, 203.0.113.1", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let answer = attempt(PROXY, "203.0.113.2", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK);
    // Whoever is no proxy names whom they like, and stays who they are.
    for told in 0..10 {
        let answer = attempt(
            [203, 0, 113, 9],
            &format!("198.51.100.{told}"),
            "sai mật khẩu rồi",
        )
        .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let answer = attempt([203, 0, 113, 9], "198.51.100.99", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn only_a_trusted_proxy_says_that_addresses_are_encrypted() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let path = format!("/api/v1/people/{}/key", office.commune.volunteer.user);
    let address = async |peer| {
        let asked = office
            .ask(axum::http::Method::POST, &path)
            .by(&hong)
            .from(peer);
        let asked = asked
            .header("host", "office.example")
            .header("x-forwarded-proto", "https");
        let given: Value = asked.send().await.json();
        given["address"].as_str().unwrap().to_owned()
    };
    assert!(address(PROXY).await.starts_with("https://office.example/"));
    assert!(
        address([203, 0, 113, 9])
            .await
            .starts_with("http://office.example/")
    );
}
