//! Over TLS the server answers as without, in both versions and both kinds of HTTP, and says that it stays so.

use axum::body::Body;
use axum::http::{Request, StatusCode, Version};
use chrono::{TimeDelta, Utc};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rstest::rstest;
use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ProtocolVersion, SupportedProtocolVersion, version};

use super::wire::{Files, Serving, told};
use crate::office::Office;

const ASKED: &[u8] =
    b"GET /api/v1/me HTTP/1.1\r\nHost: office.example\r\nConnection: close\r\n\r\n";

#[rstest]
#[case(&version::TLS12, ProtocolVersion::TLSv1_2)]
#[case(&version::TLS13, ProtocolVersion::TLSv1_3)]
#[tokio::test]
async fn a_phone_is_answered(
    #[case] version: &'static SupportedProtocolVersion,
    #[case] spoken: ProtocolVersion,
) {
    let files = Files::ending(Utc::now() + TimeDelta::days(90));
    let office = Office::open().await;
    let serving = Serving::encrypted(office.router.clone(), files.read().await).await;
    let stream = TcpStream::connect(serving.address).await.unwrap();
    let name = ServerName::try_from("office.example").unwrap();
    let stream = files
        .connector(version, &[b"http/1.1"])
        .connect(name, stream)
        .await
        .unwrap();
    assert_eq!(stream.get_ref().1.protocol_version(), Some(spoken));
    let answer = told(stream, ASKED).await;
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    assert!(
        answer.contains("strict-transport-security: max-age="),
        "{answer}"
    );
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test]
async fn many_requests_share_one_connection() {
    let files = Files::ending(Utc::now() + TimeDelta::days(90));
    let office = Office::open().await;
    let serving = Serving::encrypted(office.router.clone(), files.read().await).await;
    let stream = TcpStream::connect(serving.address).await.unwrap();
    let name = ServerName::try_from("office.example").unwrap();
    let stream = files
        .connector(&version::TLS13, &[b"h2"])
        .connect(name, stream)
        .await
        .unwrap();
    let (mut send, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .unwrap();
    let connection = tokio::spawn(connection);
    let asked = || {
        Request::get("https://office.example/api/v1/me")
            .body(Body::empty())
            .unwrap()
    };
    let (one, other) = (send.send_request(asked()), send.send_request(asked()));
    let (one, other) = tokio::join!(one, other);
    for answer in [one.unwrap(), other.unwrap()] {
        assert_eq!(
            (answer.version(), answer.status()),
            (Version::HTTP_2, StatusCode::UNAUTHORIZED)
        );
    }
    drop(send);
    connection.await.unwrap().unwrap();
    serving.stop().await.unwrap().unwrap();
}

#[tokio::test]
async fn who_does_not_speak_tls_gets_nothing() {
    let files = Files::ending(Utc::now() + TimeDelta::days(90));
    let office = Office::open().await;
    let serving = Serving::encrypted(office.router.clone(), files.read().await).await;
    let stream = TcpStream::connect(serving.address).await.unwrap();
    let mut stream = stream;
    tokio::io::AsyncWriteExt::write_all(&mut stream, ASKED)
        .await
        .unwrap();
    let mut answer = Vec::new();
    let _ = tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut answer).await;
    assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
    serving.stop().await.unwrap().unwrap();
}
