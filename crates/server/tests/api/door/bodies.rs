//! Bodies that are more than they seem: bombs of gzip, JSON without a bottom, and more than a route has a use for.

use axum::http::Method;
use dong_hanh_server::door::Limits;
use dong_hanh_sync::protocol::BODY_LIMIT;
use rstest::rstest;
use tokio::net::TcpStream;

use super::wire::{Serving, told};
use crate::office::{Office, gzip};

/// A gibibyte of nothing, in a megabyte.
fn bomb() -> Vec<u8> {
    let megabyte = vec![0; 1 << 20];
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..1_024 {
        std::io::Write::write_all(&mut writer, &megabyte).unwrap();
    }
    writer.finish().unwrap()
}

#[rstest]
#[case::unknown(Method::POST, "/api/v1/session")]
#[case::code(Method::POST, "/api/v1/invitation")]
#[case::push(Method::POST, "/api/v1/operations")]
#[case::pull(Method::POST, "/api/v1/changes")]
#[case::picture(
    Method::PUT,
    "/api/v1/media/0000000000000000000000000000000000000000000000000000000000000000"
)]
#[tokio::test]
async fn a_bomb_is_put_out_at_the_limit(#[case] method: Method, #[case] path: &str) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let asked = office
        .ask(method, path)
        .by(&lai)
        .header("content-encoding", "gzip");
    let answer = asked
        .header("content-type", "image/jpeg")
        .body(bomb())
        .send()
        .await;
    assert_eq!(answer.refusal(), (413, "too-large".into()));
}

#[tokio::test]
async fn a_bomb_in_a_form_or_a_list_is_put_out_too() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let body = crate::forms::sent(&[("workbook", "a.xlsx", &vec![b'x'; 64 << 20])]);
    for path in ["/api/v1/forms/check", "/api/v1/imports"] {
        let asked = office
            .ask(Method::POST, path)
            .by(&hong)
            .header("content-encoding", "gzip");
        let answer = asked
            .header("content-type", crate::forms::MULTIPART)
            .body(gzip(&body))
            .send()
            .await;
        assert_eq!(answer.refusal(), (413, "too-large".into()), "{path}");
    }
}

#[rstest]
#[case("/api/v1/session", "[")]
#[case("/api/v1/changes", "{\"protocol\":1,\"cursors\":{},\"x\":")]
#[case("/api/v1/operations", "{\"protocol\":1,\"device\":")]
#[tokio::test]
async fn json_without_a_bottom_is_no_json(#[case] path: &str, #[case] begins: &str) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    for deeper in ["[", "{\"a\":"] {
        let body = format!("{begins}{}", deeper.repeat(10_000));
        let answer = office
            .ask(Method::POST, path)
            .by(&lai)
            .body(body)
            .send()
            .await;
        let (status, _) = answer.refusal();
        assert!(status == 400 || status == 422, "{status}");
    }
}

#[tokio::test]
async fn a_route_takes_no_more_than_it_has_a_use_for() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let spaces = |bytes| vec![b' '; bytes];
    for path in [
        "/api/v1/session",
        "/api/v1/invitation",
        "/api/v1/invitation/session",
        "/api/v1/invitation/password",
        "/api/v1/me/password",
        "/api/v1/changes",
    ] {
        let answer = office
            .ask(Method::POST, path)
            .by(&lai)
            .body(spaces(64 * 1024 + 1))
            .send()
            .await;
        assert_eq!(answer.refusal(), (413, "too-large".into()), "{path}");
    }
    let answer = office
        .ask(Method::POST, "/api/v1/operations")
        .by(&lai)
        .body(spaces(BODY_LIMIT))
        .send()
        .await;
    assert_eq!(answer.refusal(), (400, "not-json".into()));
}

/// Two lengths, or a length and pieces, are how a request is hidden in another one's body.
#[tokio::test]
async fn a_body_of_two_lengths_is_no_request() {
    let office = Office::open().await;
    let serving = Serving::plain(office.router.clone(), Limits::default()).await;
    for lengths in [
        "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: gzip, identity",
        "Content-Length: +5",
    ] {
        let stream = TcpStream::connect(serving.address).await.unwrap();
        let asked = format!(
            "POST /api/v1/session HTTP/1.1\r\nHost: office\r\nConnection: close\r\n{lengths}\r\n\r\n{{}}   "
        );
        let answer = told(stream, asked.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{lengths}: {answer}");
    }
    serving.stop().await.unwrap().unwrap();
}
