//! Each way in which a request can be wrong gets its own problem document, and changes nothing.

use std::borrow::Cow;

use axum::http::Method;
use dong_hanh_domain::DeviceId;
use dong_hanh_store::contract::commune::{number, read_all, read_held, seal};
use dong_hanh_sync::protocol::{BODY_LIMIT, PUSH_LIMIT};
use rstest::rstest;
use serde_json::{Value, json};

use crate::office::{Office, gzip};

/// What is done to a good push.
enum Fault {
    Json(fn(&mut Value)),
    Bytes(fn(&[u8]) -> Vec<u8>),
    Gzip(fn(Vec<u8>) -> Vec<u8>),
    Encoding(&'static str),
}

#[rstest]
#[case::too_large(Fault::Bytes(|_| vec![b' '; BODY_LIMIT + 1]), 413, "too-large")]
#[case::too_large_behind_the_compression(Fault::Gzip(|_| gzip(&vec![b' '; BODY_LIMIT + 1])), 413, "too-large")]
#[case::too_many(Fault::Json(|push| { let one = push["operations"][0].clone(); push["operations"] = json!(vec![one; PUSH_LIMIT + 1]); }), 413, "too-large")]
#[case::truncated(Fault::Bytes(|good| good[..good.len() / 2].to_vec()), 400, "not-json")]
#[case::truncated_compression(Fault::Gzip(|good| good[..good.len() / 2].to_vec()), 400, "not-json")]
#[case::not_compressed_at_all(Fault::Gzip(|_| b"xin chao".to_vec()), 400, "not-json")]
#[case::not_json(Fault::Bytes(|_| b"xin chao".to_vec()), 400, "not-json")]
#[case::not_utf8(Fault::Bytes(|_| b"{\"protocol\": 1, \"device\": \"\xff\"}".to_vec()), 400, "not-json")]
#[case::nothing(Fault::Bytes(|_| Vec::new()), 400, "not-json")]
#[case::unknown_compression(Fault::Encoding("br"), 415, "wrong-type")]
#[case::wrong_shape(Fault::Json(|push| push["operations"] = json!("none")), 422, "wrong-shape")]
#[case::no_protocol(Fault::Json(|push| { push.as_object_mut().unwrap().remove("protocol"); }), 422, "wrong-shape")]
#[case::protocol_of_the_future(Fault::Json(|push| push["protocol"] = json!(2)), 400, "protocol-unknown")]
#[case::shape_of_the_future(Fault::Json(|push| *push = json!({"protocol": 7, "batch": "…"})), 400, "protocol-unknown")]
#[case::no_id(Fault::Json(|push| { push["operations"][1].as_object_mut().unwrap().remove("id"); }), 400, "no-id")]
#[case::foreign_device(Fault::Json(|push| push["device"] = json!(DeviceId(number(77)))), 403, "foreign-device")]
#[tokio::test]
async fn a_wrong_push_is_refused_whole_and_in_words(
    #[case] fault: Fault,
    #[case] status: u16,
    #[case] code: &str,
) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let author = &office.commune.volunteer;
    let operations = seal([
        office.commune.register(author, office.commune.near.id).1,
        office.commune.register(author, office.commune.near.id).1,
    ]);
    let mut push = office.batch(&lai, &operations);
    let mut encoding = None;
    let body = match fault {
        Fault::Json(change) => {
            change(&mut push);
            push.to_string().into_bytes()
        }
        Fault::Bytes(change) => change(push.to_string().as_bytes()),
        Fault::Gzip(change) => {
            encoding = Some("gzip");
            change(gzip(push.to_string().as_bytes()))
        }
        Fault::Encoding(other) => {
            encoding = Some(other);
            push.to_string().into_bytes()
        }
    };
    let ask = office
        .ask(Method::POST, "/api/v1/operations")
        .by(&lai)
        .body(body);
    let answer = match encoding {
        Some(encoding) => ask.header("content-encoding", encoding).send().await,
        None => ask.send().await,
    };
    let problem = answer.problem();
    assert_eq!((problem.status, problem.code.as_str()), (status, code));
    assert!(
        problem.detail.contains("còn trên máy"),
        "it says that nothing is lost: {}",
        problem.detail
    );
    assert!(
        read_all(&*office.store, &office.commune.scope())
            .await
            .is_empty()
    );
    assert!(
        read_held(&*office.store, &office.commune.unit)
            .await
            .is_empty()
    );
}

#[rstest]
#[case(
    Method::POST,
    "/api/v1/changes",
    "{\"protocol\":2,\"cursors\":{}}",
    400,
    "protocol-unknown"
)]
#[case(
    Method::POST,
    "/api/v1/changes",
    "{\"protocol\":1,\"cursors\":{\"x\":1}}",
    422,
    "wrong-shape"
)]
#[case(Method::POST, "/api/v1/changes", "{\"protocol\":1,", 400, "not-json")]
#[case(Method::POST, "/api/v1/session", "{\"sign_in\":1}", 422, "wrong-shape")]
#[case(Method::GET, "/api/v1/households/12", "", 400, "wrong-address")]
#[case(Method::GET, "/api/v1/visits?state=lost", "", 400, "wrong-address")]
#[case(Method::GET, "/api/v1/visits?after=5", "", 400, "wrong-address")]
#[case(Method::GET, "/api/v1/overview?days=-1", "", 400, "wrong-address")]
#[case(Method::GET, "/api/v1/media/abc", "", 400, "wrong-address")]
#[case(Method::GET, "/api/v1/nothing", "", 404, "not-found")]
#[case(Method::GET, "/api/", "", 404, "not-found")]
#[case(Method::PATCH, "/api/v1/me", "", 405, "wrong-method")]
#[tokio::test]
async fn other_requests_are_refused_in_words_too(
    #[case] method: Method,
    #[case] path: &str,
    #[case] body: &'static str,
    #[case] status: u16,
    #[case] code: &str,
) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let answer = office.ask(method, path).by(&lai).body(body).send().await;
    assert_eq!(answer.refusal(), (status, code.into()));
}

#[tokio::test]
async fn a_refused_method_says_which_are_allowed() {
    let office = Office::open().await;
    let answer = office.ask(Method::PATCH, "/api/v1/me").send().await;
    let allowed = answer.header("allow").map(Cow::Borrowed);
    assert!(allowed.is_some_and(|allowed| allowed.contains("GET")));
}
