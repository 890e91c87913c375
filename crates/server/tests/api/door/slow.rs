//! Who comes slowly, says too much in a head, or takes all seats, over a real socket.
//!
//! The clock stands still but where everybody waits: then it goes on to what is waited for.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::routing::{get, post};
use dong_hanh_server::door::Limits;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::wire::{Serving, rest, told};
use crate::office::Office;

const WHOLE: &[u8] = b"GET / HTTP/1.1\r\nHost: office\r\n\r\n";

fn router() -> Router {
    Router::new()
        .route("/", get(async || "whole"))
        .route("/", post(async |body: Bytes| body.len().to_string()))
}

#[tokio::test(start_paused = true)]
async fn who_says_nothing_is_not_waited_for() {
    let serving = Serving::plain(router(), Limits::default()).await;
    let mut stream = TcpStream::connect(serving.address).await.unwrap();
    assert_eq!(rest(&mut stream).await, "");
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_end_is_not_waited_for() {
    let serving = Serving::plain(router(), Limits::default()).await;
    let stream = TcpStream::connect(serving.address).await.unwrap();
    assert_eq!(told(stream, b"GET / HTTP/1.1\r\nHost: of").await, "");
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn nor_is_a_second_one() {
    let serving = Serving::plain(router(), Limits::default()).await;
    let stream = TcpStream::connect(serving.address).await.unwrap();
    let answer = told(stream, &[WHOLE, b"GET / HT"].concat()).await;
    assert!(answer.ends_with("whole"), "{answer}");
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_answered_with_a_problem() {
    let office = Office::open().await;
    let serving = Serving::plain(office.router.clone(), Limits::default()).await;
    let stream = TcpStream::connect(serving.address).await.unwrap();
    let head =
        b"POST /api/v1/session HTTP/1.1\r\nHost: office\r\nContent-Length: 100\r\n\r\n{\"sign";
    let answer = told(stream, head).await;
    assert!(
        answer.starts_with("HTTP/1.1 503") && answer.contains("\"timeout\""),
        "{answer}"
    );
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_connection_on_which_nothing_moves_ends() {
    let limits = Limits {
        still: Duration::from_secs(5),
        ..Limits::default()
    };
    let serving = Serving::plain(router(), limits).await;
    let stream = TcpStream::connect(serving.address).await.unwrap();
    let head = b"POST / HTTP/1.1\r\nHost: office\r\nContent-Length: 100\r\n\r\nsome";
    let answer = told(stream, head).await;
    assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test]
async fn a_head_of_too_many_or_too_long_lines_is_refused() {
    let serving = Serving::plain(router(), Limits::default()).await;
    let many = "X-A: b\r\n".repeat(200);
    let long = format!("X-A: {}\r\n", "b".repeat(20_000));
    let address = format!("/{}", "a".repeat(20_000));
    for (path, lines) in [("/", many), ("/", long), (&address, String::new())] {
        let stream = TcpStream::connect(serving.address).await.unwrap();
        let answer = told(
            stream,
            format!("GET {path} HTTP/1.1\r\nHost: office\r\n{lines}\r\n").as_bytes(),
        )
        .await;
        assert!(
            answer.starts_with("HTTP/1.1 431") || answer.starts_with("HTTP/1.1 414"),
            "{answer}"
        );
    }
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test]
async fn who_finds_no_seat_is_turned_away_and_a_seat_that_is_left_is_free() {
    let limits = Limits {
        seats: 2,
        ..Limits::default()
    };
    let serving = Serving::plain(router(), limits).await;
    let mut seated = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(serving.address).await.unwrap();
        stream.write_all(WHOLE).await.unwrap();
        seated.push(stream);
    }
    let mut third = TcpStream::connect(serving.address).await.unwrap();
    assert_eq!(rest(&mut third).await, "");
    drop(seated);
    let closing = "GET / HTTP/1.1\r\nHost: office\r\nConnection: close\r\n\r\n";
    // The server hears of it a moment later.
    loop {
        let mut stream = TcpStream::connect(serving.address).await.unwrap();
        // A connection that was closed already cannot be written to.
        let _ = stream.write_all(closing.as_bytes()).await;
        if rest(&mut stream).await.ends_with("whole") {
            break;
        }
    }
    serving.stop().await.unwrap().unwrap();
}
