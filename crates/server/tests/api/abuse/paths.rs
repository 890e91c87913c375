//! Tricks with addresses and headers get no file that is not the app's and no picture of somebody else.

use std::fs;
use std::sync::Arc;

use axum::http::{Method, StatusCode};
use dong_hanh_server::files::Files;
use dong_hanh_server::token::hex;
use dong_hanh_store::MemoryStore;
use rstest::rstest;
use sha2::{Digest as _, Sha256};

use crate::office::{Office, Phone};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0 the roof";

fn digest() -> String {
    hex(&Sha256::digest(JPEG))
}

async fn with_picture(office: &Office) -> Phone {
    let lai = office.sign_in(&office.commune.volunteer).await;
    let sent = office
        .ask(Method::PUT, &format!("/api/v1/media/{}", digest()))
        .by(&lai);
    let sent = sent
        .header("content-type", "image/jpeg")
        .body(JPEG)
        .send()
        .await;
    assert_eq!(sent.status, StatusCode::CREATED);
    lai
}

/// `{}` is the name of a picture that the asker may see.
#[rstest]
#[case("/api/v1/media/../media/{}")]
#[case("/api/v1/media/..%2Fmedia%2F{}")]
#[case("/api/v1/media/%2e%2e/{}")]
#[case("/api/v1/media/..%5C{}")]
#[case("/api/v1/media/{}%00")]
#[case("/api/v1/media/{}%00.jpg")]
#[case("/api/v1/media/{}.jpg")]
#[case("/api/v1/media/{}%20")]
#[case("/api/v1/media//{}")]
#[case("/api/v1//media/{}")]
#[case("/api/v1/media/{};x=y")]
#[case("/api/v1/media/../../../../etc/passwd")]
#[case("/api/v1/media/..%2F..%2F..%2F..%2Fetc%2Fpasswd")]
#[case("/api/v1/media/%252e%252e%252fetc%252fpasswd")]
#[case("/api/v1/media/..%c0%af..%c0%afetc/passwd")]
#[case("/api/v1/media/%ff%fe")]
#[case("/api/v1/media/uploads/../{}")]
#[case("/api/v1/media/uploads/..%2F{}")]
#[tokio::test]
async fn no_address_but_the_digest_names_a_picture(#[case] path: &str) {
    let office = Office::open().await;
    let lai = with_picture(&office).await;
    let path = path.replace("{}", &digest());
    for method in [
        Method::GET,
        Method::HEAD,
        Method::PUT,
        Method::DELETE,
        Method::PATCH,
    ] {
        let asked = office
            .ask(method.clone(), &path)
            .by(&lai)
            .header("tus-resumable", "1.0.0");
        let answer = asked
            .header("content-type", "image/jpeg")
            .body(JPEG)
            .send()
            .await;
        let status = answer.status.as_u16();
        assert!(
            [400, 404, 405, 412].contains(&status),
            "{method} {path}: {status}"
        );
    }
    // Nothing lies where nothing should.
    let names: Vec<_> = fs::read_dir(office.folder.path().parent().unwrap())
        .unwrap()
        .collect();
    assert!(
        names
            .iter()
            .flatten()
            .all(|entry| entry.file_name() != digest().as_str())
    );
}

#[tokio::test]
async fn a_digest_in_capitals_is_no_second_picture() {
    let office = Office::open().await;
    let lai = with_picture(&office).await;
    let path = format!("/api/v1/media/{}", digest().to_uppercase());
    let answer = office.get(&path).by(&lai).send().await;
    assert!(
        [200, 400, 404].contains(&answer.status.as_u16()),
        "{}",
        answer.status
    );
}

/// Whether somebody may see it is asked first: no header makes an answer of what they may not.
#[rstest]
#[case("if-none-match", "*")]
#[case("if-none-match", "\"{}\"")]
#[case("if-match", "*")]
#[case("if-modified-since", "Mon, 01 Jan 2035 00:00:00 GMT")]
#[case("range", "bytes=0-0")]
#[case("range", "bytes=-1")]
#[case("x-original-url", "/api/v1/media/{}")]
#[case("x-rewrite-url", "/api/v1/media/{}")]
#[case("x-http-method-override", "PUT")]
#[case("x-forwarded-for", "127.0.0.1")]
#[tokio::test]
async fn no_header_opens_a_picture_of_somebody_else(#[case] name: &str, #[case] value: &str) {
    let office = Office::open().await;
    with_picture(&office).await;
    let path = format!("/api/v1/media/{}", digest());
    for who in [&office.neighbour, &office.stranger, &office.city] {
        let who = office.sign_in(who).await;
        for method in [Method::GET, Method::HEAD] {
            let asked = office
                .ask(method, &path)
                .by(&who)
                .header(name, &value.replace("{}", &digest()));
            assert_eq!(asked.send().await.status, StatusCode::NOT_FOUND, "{name}");
        }
    }
    let asked = office
        .get(&path)
        .header(name, &value.replace("{}", &digest()));
    assert_eq!(asked.send().await.status, StatusCode::UNAUTHORIZED);
}

#[rstest]
#[case("bytes=0-1,2-3,4-5")]
#[case("bytes=5-1")]
#[case("bytes=99999999999999999999-")]
#[case("bytes=-0")]
#[case("lines=1-2")]
#[tokio::test]
async fn a_range_that_is_none_gives_the_whole_or_nothing(#[case] range: &str) {
    let office = Office::open().await;
    let lai = with_picture(&office).await;
    let asked = office.get(&format!("/api/v1/media/{}", digest())).by(&lai);
    let answer = asked.header("range", range).send().await;
    match answer.status.as_u16() {
        200 => assert_eq!(&answer.body[..], JPEG),
        206 => assert!(answer.body.len() <= JPEG.len()),
        status => assert_eq!(status, 416),
    }
}

/// What was sent in is shown as what it was checked to be, and as nothing that runs.
#[tokio::test]
async fn a_picture_is_never_a_page() {
    let office = Office::open().await;
    let lai = with_picture(&office).await;
    let answer = office
        .get(&format!("/api/v1/media/{}", digest()))
        .by(&lai)
        .header("accept", "text/html")
        .send()
        .await;
    assert_eq!(answer.header("content-type"), Some("image/jpeg"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(
        answer.header("content-security-policy"),
        Some("default-src 'none'; frame-ancestors 'none'")
    );
    let page = b"<script>alert(1)</script>";
    let path = format!("/api/v1/media/{}", hex(&Sha256::digest(page)));
    for kind in [
        "text/html",
        "image/svg+xml",
        "text/javascript",
        "image/jpeg",
        "application/pdf",
    ] {
        let asked = office
            .ask(Method::PUT, &path)
            .by(&lai)
            .header("content-type", kind);
        let answer = asked.body(&page[..]).send().await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
}

#[rstest]
#[case("/%00")]
#[case("/index.html%00.js")]
#[case("/.%2e/secret.txt")]
#[case("/....//secret.txt")]
#[case("//secret.txt")]
#[case("/secret.txt/")]
#[case("/office/%2e%2e/secret.txt")]
#[case("/c:/secret.txt")]
#[case("/.git/config")]
#[case("/.env")]
#[tokio::test]
async fn no_address_leaves_the_app(#[case] path: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("app")).unwrap();
    fs::write(folder.path().join("app/index.html"), "phone").unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let files = Files::read(&folder.path().join("app")).unwrap();
    let office = Office::open_with(Arc::new(MemoryStore::default()), files).await;
    let answer = office.get(path).send().await;
    assert!(
        answer.status == StatusCode::NOT_FOUND || &answer.body[..] == b"phone",
        "{path}: {:?}",
        answer.body
    );
}
