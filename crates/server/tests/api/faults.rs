//! The server's own faults: told as such, and each ends with its request.

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};

use crate::office::Office;

#[tokio::test]
async fn a_mistake_in_the_server_is_a_problem_too_and_ends_with_its_request() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    office.break_clock();
    let answer = office.get("/api/v1/me").by(&lai).send().await;
    assert_eq!(answer.refusal(), (500, "internal".into()));
    assert!(!String::from_utf8_lossy(&answer.body).contains("unwrap"));
    assert_eq!(office.get("/readyz").send().await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends_is_given_up() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    for path in ["/api/v1/changes", "/api/v1/operations"] {
        let endless =
            Body::from_stream(futures_util::stream::pending::<Result<Bytes, std::io::Error>>());
        let answer = office
            .ask(Method::POST, path)
            .by(&lai)
            .body(endless)
            .send()
            .await;
        assert_eq!(answer.refusal(), (503, "timeout".into()));
        assert_eq!(
            answer.header("retry-after"),
            None,
            "a device that names no wait counts it: the body itself may be the reason"
        );
    }
}
