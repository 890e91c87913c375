//! What Mozilla's HTTP Observatory looks at, rule by rule: none may get worse. And what it does not: answers that are no pages.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderMap, Method};
use dong_hanh_server::files::Files;
use dong_hanh_store::MemoryStore;
use rstest::rstest;
use serde_json::json;

use crate::office::{Answer, Office};

const PROXY: [u8; 4] = [10, 99, 0, 7];

/// Half a year, the least that counts.
const HALF_A_YEAR: u64 = 15_768_000;

async fn serving() -> Office {
    let files = [
        "index.html",
        "office/index.html",
        "sw.js",
        "a.css",
        "a.wasm",
        "a.png",
        "a.webmanifest",
    ];
    let files = files.map(|name| (name.to_owned(), Bytes::from_static(b"x")));
    Office::open_with(Arc::new(MemoryStore::default()), Files::of(files)).await
}

/// An answer as it comes by TLS.
async fn encrypted(office: &Office, method: Method, path: &str) -> Answer {
    let asked = office.ask(method, path).from(PROXY);
    asked.header("x-forwarded-proto", "https").send().await
}

/// The sources of a directive, or those of `default-src`.
fn sources<'a>(policy: &'a str, directive: &str) -> Vec<&'a str> {
    let mut directives = policy
        .split(';')
        .map(|part| part.split_whitespace().collect::<Vec<_>>());
    let of = |name: &str| {
        directives
            .clone()
            .find(|words| words[0] == name)
            .map(|words| words[1..].to_vec())
    };
    let found = of(directive).or_else(|| of("default-src"));
    assert!(directives.all(|words| !words.is_empty()), "{policy}");
    found.unwrap_or_else(|| panic!("{policy} says nothing of {directive}"))
}

fn of<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let mut all = headers.get_all(name).iter();
    let value = all
        .next()
        .unwrap_or_else(|| panic!("no {name}"))
        .to_str()
        .unwrap();
    assert!(all.next().is_none(), "{name} is said twice");
    value
}

#[rstest]
#[case("/")]
#[case("/households/1")]
#[case("/office/")]
#[case("/sw.js")]
#[tokio::test]
async fn a_page_and_a_script_keep_every_rule(#[case] path: &str) {
    let answer = encrypted(&serving().await, Method::GET, path).await;
    let headers = &answer.headers;
    // Content Security Policy: default-src 'none', nothing unsafe, no scheme as a whole where code comes from.
    let policy = of(headers, "content-security-policy");
    assert_eq!(sources(policy, "default-src"), ["'none'"]);
    for directive in [
        "script-src",
        "object-src",
        "style-src",
        "worker-src",
        "connect-src",
        "frame-src",
        "font-src",
    ] {
        for source in sources(policy, directive) {
            assert!(
                ["'none'", "'self'", "'wasm-unsafe-eval'"].contains(&source),
                "{directive} {source}"
            );
        }
    }
    assert!(
        !policy.contains("unsafe-inline")
            && !policy.contains("'unsafe-eval'")
            && !policy.contains("http")
    );
    for (directive, only) in [
        ("base-uri", "'none'"),
        ("form-action", "'self'"),
        ("frame-ancestors", "'none'"),
    ] {
        assert!(
            policy.contains(directive),
            "it does not follow from default-src"
        );
        assert_eq!(sources(policy, directive), [only]);
    }
    // Cookies and sharing with other origins: there is neither.
    for name in headers.keys() {
        assert!(
            name != "set-cookie" && !name.as_str().starts_with("access-control-"),
            "{name}"
        );
    }
    // Strict transport security of half a year and more.
    let security = of(headers, "strict-transport-security");
    let age = security
        .split(';')
        .find_map(|part| part.trim().strip_prefix("max-age="));
    assert!(age.unwrap().parse::<u64>().unwrap() >= HALF_A_YEAR);
    // Referrer policy, sniffing, frames, and who may load it.
    assert_eq!(of(headers, "referrer-policy"), "no-referrer");
    assert_eq!(of(headers, "x-content-type-options"), "nosniff");
    assert_eq!(of(headers, "x-frame-options"), "DENY");
    assert_eq!(of(headers, "cross-origin-resource-policy"), "same-origin");
    assert_eq!(of(headers, "cross-origin-opener-policy"), "same-origin");
    let permissions = of(headers, "permissions-policy");
    assert!(!permissions.contains('*'));
    for asked in [
        "camera=(self)",
        "geolocation=(self)",
        "microphone=(self)",
        "payment=()",
        "usb=()",
    ] {
        assert!(permissions.contains(asked), "{permissions}");
    }
}

/// Subresource integrity: it may be missing where all that a page loads comes from its own origin.
#[rstest]
#[case(include_str!("../../../../../index.html"))]
#[case(include_str!("../../../../../office.html"))]
fn a_page_loads_nothing_from_elsewhere(#[case] page: &str) {
    for attribute in ["src=", "href=", "action="] {
        for address in page.split(attribute).skip(1) {
            let address = address.trim_start_matches(['"', '\'']);
            let address = address.split(['"', '\'', '>', ' ']).next().unwrap();
            assert!(
                !address.starts_with("//") && !address.contains(':'),
                "{address}"
            );
        }
    }
    assert!(!page.contains("<script>") && !page.contains("<style") && !page.contains(" style="));
}

#[rstest]
#[case(Method::GET, "/api/v1/me")]
#[case(Method::GET, "/api/v1/nothing")]
#[case(Method::PATCH, "/api/v1/me")]
#[case(Method::GET, "/api/v1/openapi.json")]
#[case(Method::GET, "/api/v1/odk/0123/formList")]
#[case(Method::GET, "/healthz")]
#[case(Method::GET, "/missing.js")]
#[case(Method::POST, "/")]
#[tokio::test]
async fn what_is_no_page_can_be_made_none(#[case] method: Method, #[case] path: &str) {
    let answer = encrypted(&serving().await, method, path).await;
    let headers = &answer.headers;
    assert_eq!(
        of(headers, "content-security-policy"),
        "default-src 'none'; frame-ancestors 'none'"
    );
    assert_eq!(of(headers, "x-content-type-options"), "nosniff");
    assert_eq!(of(headers, "referrer-policy"), "no-referrer");
    assert_eq!(of(headers, "cross-origin-resource-policy"), "same-origin");
    if !answer.body.is_empty() {
        assert_eq!(of(headers, "cache-control"), "no-store");
        assert!(headers.contains_key("strict-transport-security"));
    }
}

#[tokio::test]
async fn a_fault_of_the_server_is_answered_like_any_refusal() {
    let office = serving().await;
    office.break_clock();
    let device = office.commune.volunteer.device;
    let asked = crate::office::sign_in("user-21", "x", device);
    let answer = office.post("/api/v1/session", &asked).send().await;
    assert_eq!(answer.status, 500);
    assert_eq!(
        of(&answer.headers, "content-security-policy"),
        "default-src 'none'; frame-ancestors 'none'"
    );
}

#[tokio::test]
async fn without_tls_nobody_is_told_to_stay_with_it() {
    let office = serving().await;
    for path in ["/", "/api/v1/me"] {
        let answer = office.get(path).send().await;
        assert!(!answer.headers.contains_key("strict-transport-security"));
        // A word of whoever is no proxy changes nothing.
        let asked = office.get(path).from([203, 0, 113, 1]);
        let answer = asked.header("x-forwarded-proto", "https").send().await;
        assert!(!answer.headers.contains_key("strict-transport-security"));
    }
}

/// A worker's scope is its own folder, and that of `/sw.js` the whole app: nobody widens another's.
#[tokio::test]
async fn no_file_claims_a_wider_scope_for_a_service_worker() {
    let office = serving().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let paths = [
        "/",
        "/office/",
        "/sw.js",
        "/a.css",
        "/a.wasm",
        "/a.png",
        "/a.webmanifest",
        "/missing.js",
        "/api/v1/me",
    ];
    for path in paths {
        let asked = office.get(path).by(&lai).header("service-worker", "script");
        let answer = asked.send().await;
        assert!(
            !answer.headers.contains_key("service-worker-allowed"),
            "{path}"
        );
        // And only a script may be one, which nothing that was sent in is served as.
        let kind = answer.header("content-type").unwrap_or_default();
        assert_eq!(kind.contains("javascript"), path == "/sw.js", "{path}");
    }
}

#[tokio::test]
async fn an_idle_poll_bears_none_of_it() {
    let office = serving().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let asked = json!({"protocol": 1, "cursors": {}});
    let first: serde_json::Value = office
        .post("/api/v1/changes", &asked)
        .by(&lai)
        .send()
        .await
        .json();
    let cursors: serde_json::Map<_, _> = first["feeds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| {
            (
                page["scope"].as_str().unwrap().to_owned(),
                page["cursor"].clone(),
            )
        })
        .collect();
    let idle = json!({"protocol": 1, "cursors": cursors});
    let asked = office.post("/api/v1/changes", &idle).by(&lai).from(PROXY);
    let answer = asked.header("x-forwarded-proto", "https").send().await;
    assert_eq!(answer.status, 204);
    // The length of nothing does not go over the wire.
    let names = answer.headers.keys().map(|name| name.as_str());
    let names: Vec<_> = names.filter(|name| *name != "content-length").collect();
    assert_eq!(names, ["x-request-id"]);
}
