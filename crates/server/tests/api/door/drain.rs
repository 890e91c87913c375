//! A phone that was away for a season sends all that it has at once, and meets no limit.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dong_hanh_server::allowance::Allowance;
use dong_hanh_server::files::Files;
use dong_hanh_server::token::hex;
use dong_hanh_store::MemoryStore;
use dong_hanh_store::contract::commune::{is_applied, seal};
use dong_hanh_sync::PushAnswer;
use dong_hanh_sync::protocol::PUSH_LIMIT;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::office::{Office, Phone};

const OPERATIONS: usize = 10_000;
const PHOTOS: usize = 200;

/// Where many phones come from.
const NETWORK: [u8; 4] = [203, 0, 113, 1];

#[tokio::test]
async fn ten_thousand_operations_and_two_hundred_photos_go_through() {
    let store = Arc::new(MemoryStore::default());
    let office = Office::open_allowing(store, Files::default(), Allowance::default()).await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let author = &office.commune.volunteer;
    for _ in 0..OPERATIONS / PUSH_LIMIT {
        let batch = seal(
            (0..PUSH_LIMIT).map(|_| office.commune.register(author, office.commune.near.id).1),
        );
        let answer = office
            .post("/api/v1/operations", &office.batch(&lai, &batch))
            .by(&lai)
            .from(NETWORK)
            .send()
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
        let answer: PushAnswer = answer.json();
        assert!(answer.receipts.iter().all(is_applied));
    }
    for photo in 0..PHOTOS {
        send(&office, &lai, photo).await;
    }
    let asked = json!({"protocol": 1, "cursors": {}});
    let answer = office
        .post("/api/v1/changes", &asked)
        .by(&lai)
        .from(NETWORK)
        .send()
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}

/// A photo as the app sends it: named, looked for, and in two pieces.
async fn send(office: &Office, phone: &Phone, number: usize) {
    let photo = [&b"\xff\xd8\xff\xe0 the roof "[..], &number.to_be_bytes()].concat();
    let digest = hex(&Sha256::digest(&photo));
    let path = format!("/api/v1/media/uploads/{digest}");
    let tus = |method, path: &str| {
        office
            .ask(method, path)
            .by(phone)
            .from(NETWORK)
            .header("tus-resumable", "1.0.0")
    };
    let encode = |text: &str| STANDARD.encode(text);
    let metadata = format!(
        "sha256 {},filetype {}",
        encode(&digest),
        encode("image/jpeg")
    );
    let created = tus(Method::POST, "/api/v1/media/uploads")
        .header("upload-length", &photo.len().to_string())
        .header("upload-metadata", &metadata)
        .send();
    assert_eq!(created.await.status, StatusCode::CREATED);
    let (first, second) = photo.split_at(10);
    for (offset, piece) in [(0, first), (first.len(), second)] {
        let sent = tus(Method::PATCH, &path)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", &offset.to_string())
            .body(piece.to_vec())
            .send();
        assert_eq!(sent.await.status, StatusCode::NO_CONTENT);
    }
    let there = office
        .ask(Method::HEAD, &format!("/api/v1/media/{digest}"))
        .by(phone)
        .from(NETWORK);
    // No visit names it yet, but it is the sender's own.
    let status = there.send().await.status;
    assert!(status != StatusCode::TOO_MANY_REQUESTS, "{status}");
}
