//! Stopping: what runs is finished, over TLS too; what does not end is cut off, and who has asked nothing is not waited for.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use chrono::{TimeDelta, Utc};
use dong_hanh_server::door::Limits;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::sync::{Mutex, oneshot};

use super::wire::{Files, Serving, rest};

const ASKED: &[u8] = b"GET / HTTP/1.1\r\nHost: office.example\r\n\r\n";

/// A request that says that it runs, and ends when it is let go.
fn gated() -> (Router, oneshot::Receiver<()>, oneshot::Sender<()>) {
    let (reached, running) = oneshot::channel::<()>();
    let (release, released) = oneshot::channel::<()>();
    let gates = Arc::new(Mutex::new(Some((reached, released))));
    let router = Router::new().route(
        "/",
        get(async move || {
            let (reached, released) = gates.lock().await.take().unwrap();
            reached.send(()).unwrap();
            released.await.unwrap();
            "whole"
        }),
    );
    (router, running, release)
}

#[tokio::test]
async fn a_request_that_runs_over_tls_is_finished() {
    let files = Files::ending(Utc::now() + TimeDelta::days(90));
    let (router, running, release) = gated();
    let serving = Serving::encrypted(router, files.read().await).await;
    let address = serving.address;
    // One that shakes hands and asks nothing, and one that does not even do that.
    let mut idle = files.connect(address).await.unwrap();
    let mut silent = TcpStream::connect(address).await.unwrap();
    let mut stream = files.connect(address).await.unwrap();
    stream.write_all(ASKED).await.unwrap();
    running.await.unwrap();
    let server = serving.stop();
    // Both are closed while the request still runs.
    assert_eq!(rest(&mut idle).await, "");
    assert_eq!(rest(&mut silent).await, "");
    release.send(()).unwrap();
    assert!(rest(&mut stream).await.ends_with("whole"));
    server.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn what_does_not_end_is_cut_off() {
    let (reached, mut running) = tokio::sync::mpsc::unbounded_channel();
    let forever = move || {
        let reached = reached.clone();
        async move {
            reached.send(()).unwrap();
            pending::<&'static str>().await
        }
    };
    let limits = Limits {
        grace: Duration::from_secs(20),
        ..Limits::default()
    };
    let serving = Serving::plain(Router::new().route("/", get(forever)), limits).await;
    let mut stream = TcpStream::connect(serving.address).await.unwrap();
    stream.write_all(ASKED).await.unwrap();
    running.recv().await.unwrap();
    serving.stop().await.unwrap().unwrap();
    assert_eq!(rest(&mut stream).await, "");
}
