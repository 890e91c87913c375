//! Every protocol from the first on is served: what phones of released versions say is answered as it was then.

use std::fs;
use std::path::{Path, PathBuf};

use axum::http::{Method, StatusCode};
use dong_hanh_sync::protocol::PROTOCOL;
use dong_hanh_sync::{PullAnswer, PushAnswer};
use serde_json::{Value, json};

use crate::office::Office;

/// The bodies of one kind, as phones that spoke a protocol sent them.
fn bodies(protocol: u16, kind: &str) -> Vec<Value> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    let folder = fixtures.join(format!("protocol-{protocol}")).join(kind);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    let read = |file| serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    files.into_iter().map(read).collect()
}

/// [S10.1]
#[tokio::test]
async fn s10_1_requests_of_every_released_protocol_are_served() {
    for protocol in 1..=PROTOCOL {
        let office = Office::open().await;
        let lai = office.sign_in(&office.commune.volunteer).await;
        let mut receipts = 0;
        for mut body in bodies(protocol, "push_request") {
            assert_eq!(body["protocol"], protocol);
            // A phone sends as the device that is signed in.
            body["device"] = json!(office.commune.volunteer.device);
            let answer = office
                .post("/api/v1/operations", &body)
                .by(&lai)
                .send()
                .await;
            assert_eq!(answer.status, StatusCode::OK, "{body}");
            let answer: PushAnswer = answer.json();
            let sent = body["operations"].as_array().unwrap();
            assert_eq!(answer.receipts.len(), sent.len());
            for (receipt, operation) in answer.receipts.iter().zip(sent) {
                assert_eq!(json!(receipt.operation), operation["id"]);
            }
            receipts += sent.len();
        }
        assert!(receipts > 3);
        for body in bodies(protocol, "pull_request") {
            assert_eq!(body["protocol"], protocol);
            let answer = office.post("/api/v1/changes", &body).by(&lai).send().await;
            assert_eq!(answer.status, StatusCode::OK, "{body}");
            let answer: PullAnswer = answer.json();
            assert!(!answer.scopes.is_empty());
        }
        let me = office.ask(Method::GET, "/api/v1/me").by(&lai).send().await;
        assert_eq!(me.status, StatusCode::OK);
    }
}

/// [S10.1] A newer one is refused by its name, so that the phone says what to do.
#[tokio::test]
async fn s10_1_a_protocol_that_is_not_known_yet_is_refused_by_name() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    for (path, kind) in [
        ("/api/v1/operations", "push_request"),
        ("/api/v1/changes", "pull_request"),
    ] {
        let mut body = bodies(PROTOCOL, kind).swap_remove(0);
        body["protocol"] = json!(PROTOCOL + 1);
        let answer = office.post(path, &body).by(&lai).send().await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.json::<Value>()["code"], "protocol-unknown");
    }
}
