//! The server on a real socket, with SQLite behind it.

use std::sync::Arc;

use axum::routing::get;
use dong_hanh_server::door::{self, Door};
use dong_hanh_server::files::Files;
use dong_hanh_store::Store;
use dong_hanh_store::contract::commune::{is_applied, seal};
use dong_hanh_store_sqlite::SqliteStore;
use dong_hanh_sync::{Cursors, PullAnswer, PushAnswer};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::office::{Office, PASSWORD, sign_in};

/// The largest idle poll, status line and headers included.
const IDLE_POLL: usize = 300;

#[tokio::test]
async fn a_phone_signs_in_sends_and_reads_over_the_wire() {
    let folder = tempfile::tempdir().unwrap();
    let store: Arc<dyn Store> = Arc::new(
        SqliteStore::open(folder.path().join("data.db"))
            .await
            .unwrap(),
    );
    let office = Office::open_with(store, Files::default()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(door::serve(
        listener,
        office.router.clone(),
        Door::default(),
        async {
            let _ = stopped.await;
        },
    ));

    let author = &office.commune.volunteer;
    let mut wire = TcpStream::connect(address).await.unwrap();
    let opened: Value = serde_json::from_str(
        exchange(
            &mut wire,
            "session",
            "",
            &sign_in("user-21", PASSWORD, author.device),
        )
        .await
        .split_once("\r\n\r\n")
        .unwrap()
        .1,
    )
    .unwrap();
    let bearer = format!(
        "Authorization: Bearer {}\r\n",
        opened["token"].as_str().unwrap()
    );

    let (_, register) = office.commune.register(author, office.commune.near.id);
    let sent = json!({"utc_ms": office.now().timestamp_millis(), "zone_min": 420, "mono_ms": 1});
    let push = json!({"protocol": 1, "device": author.device, "sent": sent, "operations": seal([register])});
    let pushed: PushAnswer = body(&exchange(&mut wire, "operations", &bearer, &push).await);
    assert!(is_applied(&pushed.receipts[0]));

    let pulled: PullAnswer = body(
        &exchange(
            &mut wire,
            "changes",
            &bearer,
            &json!({"protocol": 1, "cursors": {}}),
        )
        .await,
    );
    let cursors = Cursors(
        pulled
            .feeds
            .iter()
            .map(|page| (page.scope.clone(), page.cursor))
            .collect(),
    );
    let idle = exchange(
        &mut wire,
        "changes",
        &bearer,
        &json!({"protocol": 1, "cursors": cursors}),
    )
    .await;
    assert!(idle.starts_with("HTTP/1.1 204"), "{idle}");
    assert!(idle.len() <= IDLE_POLL, "{} bytes: {idle}", idle.len());
    insta::assert_snapshot!("idle_poll_bytes", idle.len().to_string());

    drop(stop);
    server.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_request_that_runs_is_finished_before_the_server_stops() {
    let (reached, running) = oneshot::channel::<()>();
    let (release, released) = oneshot::channel::<()>();
    let gates = Arc::new(tokio::sync::Mutex::new(Some((reached, released))));
    let router = axum::Router::new().route(
        "/",
        get(move || async move {
            let (reached, released) = gates.lock().await.take().unwrap();
            reached.send(()).unwrap();
            released.await.unwrap();
            "whole"
        }),
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(door::serve(listener, router, Door::default(), async {
        let _ = stopped.await;
    }));

    let mut wire = TcpStream::connect(address).await.unwrap();
    wire.write_all(b"GET / HTTP/1.1\r\nHost: office\r\n\r\n")
        .await
        .unwrap();
    running.await.unwrap();
    drop(stop);
    // The listener is gone once the server has heard of it; the request is still running then.
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    release.send(()).unwrap();
    let mut answer = String::new();
    wire.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("whole"), "{answer}");
    server.await.unwrap().unwrap();
}

/// Sends one request and reads its whole answer, on a connection that stays open.
async fn exchange(wire: &mut TcpStream, route: &str, bearer: &str, body: &Value) -> String {
    let body = body.to_string();
    let request = format!(
        "POST /api/v1/{route} HTTP/1.1\r\nHost: office\r\n{bearer}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    wire.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    loop {
        wire.read_buf(&mut answer).await.unwrap();
        let text = String::from_utf8_lossy(&answer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        if body.len() >= length {
            return text.into_owned();
        }
    }
}

fn body<T: serde::de::DeserializeOwned>(answer: &str) -> T {
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1)
        .unwrap_or_else(|error| panic!("{error}: {answer}"))
}
