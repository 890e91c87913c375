//! No page of another site has a browser do anything here.

use axum::http::{Method, StatusCode};
use rstest::rstest;
use serde_json::json;

use crate::office::{Office, PASSWORD, sign_in};

#[rstest]
#[case("cross-site", 403)]
// Another server under the same name, such as the province's page.
#[case("same-site", 403)]
#[case("same-origin", 200)]
// Typed, or from a bookmark.
#[case("none", 200)]
#[tokio::test]
async fn what_changes_something_comes_from_our_own_page(#[case] site: &str, #[case] status: u16) {
    let office = Office::open().await;
    let asked = sign_in("user-21", PASSWORD, office.commune.volunteer.device);
    let asked = office.post("/api/v1/session", &asked);
    let answer = asked
        .header("sec-fetch-site", site)
        .header("host", "office.example")
        .send()
        .await;
    assert_eq!(answer.status, status);
    if status == 403 {
        assert_eq!(answer.refusal(), (403, "foreign-page".into()));
    }
}

#[tokio::test]
async fn a_browser_that_names_only_the_origin_is_asked_for_that() {
    let office = Office::open().await;
    for (origin, status) in [
        ("https://office.example", 200),
        ("https://else.example", 403),
        ("null", 403),
    ] {
        let asked = sign_in("user-21", PASSWORD, office.commune.volunteer.device);
        let asked = office.post("/api/v1/session", &asked);
        let answer = asked
            .header("origin", origin)
            .header("host", "office.example")
            .send()
            .await;
        assert_eq!(answer.status, status, "{origin}");
    }
}

/// As with a form of another page, which a browser sends without asking: even a token in it would not help.
#[tokio::test]
async fn a_token_does_not_help_a_foreign_page() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let asked = office.ask(method, "/api/v1/session").by(&lai);
        let answer = asked.header("sec-fetch-site", "cross-site").send().await;
        assert_eq!(answer.refusal(), (403, "foreign-page".into()));
    }
    let me = office.get("/api/v1/me").by(&lai).send().await;
    assert_eq!(me.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_is_no_browser_and_whoever_follows_a_link_is_let_in() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    // A client of another make says nothing of where it comes from.
    let answer = office.push(&lai, &[]).await;
    assert!(answer.receipts.is_empty());
    // ODK Collect's address is its key; who follows a link to it is a browser that goes there.
    let path = "/api/v1/odk/0123/formList";
    let asked = office.get(path).header("sec-fetch-site", "cross-site");
    let answer = asked.header("sec-fetch-mode", "navigate").send().await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "the key is none");
    assert!(!String::from_utf8_lossy(&answer.body).contains("trang web khác"));
    let answer = office
        .get("/healthz")
        .header("sec-fetch-site", "cross-site")
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn nothing_is_shared_with_another_origin_and_no_cookie_is_set() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let document = serde_json::to_value(dong_hanh_server::routes::document()).unwrap();
    for path in document["paths"].as_object().unwrap().keys() {
        let path = path.replace(['{', '}'], "");
        let preflight = office
            .ask(Method::OPTIONS, &path)
            .header("origin", "https://else.example")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "authorization")
            .send();
        let asked = office
            .get(&path)
            .by(&lai)
            .header("origin", "https://else.example");
        for answer in [preflight.await, asked.send().await] {
            for name in answer.headers.keys() {
                assert!(
                    !name.as_str().starts_with("access-control-"),
                    "{path}: {name}"
                );
                assert!(name != "set-cookie", "{path}");
            }
        }
    }
    let answer = office
        .post("/api/v1/session", &sign_in("user-21", PASSWORD, lai.device))
        .send()
        .await;
    assert!(!answer.headers.contains_key("set-cookie"));
    let unread = office.post("/api/v1/session", &json!(1)).send().await;
    assert!(!unread.headers.contains_key("set-cookie"));
}
