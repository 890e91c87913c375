//! The app's files.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::http::{Method, StatusCode};
use dong_hanh_server::files::Files;
use dong_hanh_server::token::hex;
use dong_hanh_store::MemoryStore;
use rstest::rstest;
use sha2::{Digest as _, Sha256};

use crate::office::Office;

const CODE: &[u8] = b"start()";

fn code_name() -> String {
    format!("phone-{}.js", &hex(&Sha256::digest(CODE))[..16])
}

async fn serving() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    let write = |name: &str, content: &[u8]| {
        let path = app.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    write("index.html", b"phone");
    write("office/index.html", b"office");
    write("sw.js", b"worker");
    write("sw.js.br", b"br");
    write("sw.js.gz", b"gz");
    write(&code_name(), CODE);
    write("other-0000000000000000.js", b"a name that lies");
    write("icons/icon.svg", b"<svg/>");
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let files = Files::read(Path::new(&app)).unwrap();
    Office::open_with(Arc::new(MemoryStore::default()), files).await
}

#[rstest]
#[case("/", b"phone")]
#[case("/households/0190-7000", b"phone")]
#[case("/officers", b"phone")]
#[case("/office", b"office")]
#[case("/office/", b"office")]
#[case("/office/households/0190-7000?part=2", b"office")]
#[case("/sw.js", b"worker")]
#[case("/icons/icon.svg", b"<svg/>")]
#[tokio::test]
async fn an_address_opens_its_file_or_the_app(#[case] path: &str, #[case] content: &[u8]) {
    let answer = serving().await.get(path).send().await;
    assert_eq!((answer.status, &answer.body[..]), (StatusCode::OK, content));
}

#[rstest]
#[case("/missing.js")]
#[case("/sw.js.br")]
#[case("/../secret.txt")]
#[case("/..%2fsecret.txt")]
#[case("/%2e%2e/secret.txt")]
#[case("/icons/../../secret.txt")]
#[case("/office/..%5c..%5csecret.txt")]
#[tokio::test]
async fn what_is_no_file_of_the_app_is_not_found(#[case] path: &str) {
    let answer = serving().await.get(path).send().await;
    assert_eq!(
        (answer.status, &answer.body[..]),
        (StatusCode::NOT_FOUND, &b""[..])
    );
}

#[tokio::test]
async fn the_smallest_form_that_the_browser_takes_is_sent() {
    let office = serving().await;
    for (accepted, encoding, content) in [
        ("gzip, deflate, br", Some("br"), "br"),
        ("gzip", Some("gzip"), "gz"),
        ("br;q=0, gzip;q=0.5", Some("gzip"), "gz"),
        ("identity", None, "worker"),
    ] {
        let answer = office
            .get("/sw.js")
            .header("accept-encoding", accepted)
            .send()
            .await;
        assert_eq!(
            (answer.header("content-encoding"), &answer.body[..]),
            (encoding, content.as_bytes()),
            "{accepted}"
        );
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        assert_eq!(
            answer.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
    }
}

#[tokio::test]
async fn a_file_that_the_browser_has_is_not_sent_again() {
    let office = serving().await;
    let first = office
        .get("/sw.js")
        .header("accept-encoding", "br")
        .send()
        .await;
    let etag = first.header("etag").unwrap();
    assert_eq!(first.header("cache-control"), Some("no-cache"));
    let again = office
        .get("/sw.js")
        .header("accept-encoding", "br")
        .header("if-none-match", &format!("\"x\", W/{etag}"))
        .send()
        .await;
    assert_eq!(
        (again.status, again.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    let plain = office
        .get("/sw.js")
        .header("if-none-match", etag)
        .send()
        .await;
    assert_eq!(plain.status, StatusCode::OK, "another form has another tag");
}

#[tokio::test]
async fn only_a_name_that_says_its_bytes_is_kept_for_ever() {
    let office = serving().await;
    let cache = async |path: &str| {
        office
            .get(path)
            .send()
            .await
            .header("cache-control")
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        cache(&format!("/{}", code_name())).await,
        "public, max-age=31536000, immutable"
    );
    for path in [
        "/",
        "/sw.js",
        "/icons/icon.svg",
        "/other-0000000000000000.js",
        "/missing.js",
    ] {
        assert_eq!(cache(path).await, "no-cache", "{path}");
    }
}

#[tokio::test]
async fn a_page_runs_only_the_apps_own_code() {
    let office = serving().await;
    let answer = office.get("/").send().await;
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.starts_with(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"
    ));
    assert!(!policy.contains("unsafe-inline"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert!(
        office
            .get("/sw.js")
            .send()
            .await
            .headers
            .contains_key("content-security-policy"),
        "a worker has the policy of its file"
    );
    let icon = office.get("/icons/icon.svg").send().await;
    assert_eq!(
        (
            icon.header("x-content-type-options"),
            icon.header("content-security-policy")
        ),
        (Some("nosniff"), None)
    );
}

#[tokio::test]
async fn files_are_only_read() {
    let office = serving().await;
    let head = office.ask(Method::HEAD, "/").send().await;
    assert_eq!(
        (head.status, head.header("content-length"), head.body.len()),
        (StatusCode::OK, Some("5"), 0)
    );
    assert_eq!(
        office.ask(Method::POST, "/").send().await.status,
        StatusCode::METHOD_NOT_ALLOWED
    );
}
