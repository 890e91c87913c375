//! An id that there is and may not be seen is answered like one that there is not: nobody finds out by asking.

use axum::http::Method;
use dong_hanh_server::token::hex;
use dong_hanh_store::contract::commune::{is_applied, number, seal};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::office::{Ask, Office, Phone};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0 the roof";

/// All that an answer says, without what is new in each.
async fn said(asked: Ask<'_>, id: &str) -> (u16, Vec<(String, String)>, String) {
    let answer = asked.send().await;
    let headers = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id");
    let headers =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    let request = answer.header("x-request-id").unwrap_or("none").to_owned();
    let body = String::from_utf8_lossy(&answer.body)
        .replace(&request, "")
        .replace(id, "");
    (answer.status.as_u16(), headers.collect(), body)
}

#[tokio::test]
async fn what_is_foreign_is_told_like_what_is_not_there() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let author = &office.commune.volunteer;
    let (household, register) = office.commune.register(author, office.commune.near.id);
    let (visit, finish) = office.commune.visit(author, household, 5, None);
    let receipts = office.push(&lai, &seal([register, finish])).await.receipts;
    assert!(receipts.iter().all(is_applied));
    let picture = hex(&Sha256::digest(JPEG));
    let sent = office
        .ask(Method::PUT, &format!("/api/v1/media/{picture}"))
        .by(&lai);
    assert_eq!(
        sent.header("content-type", "image/jpeg")
            .body(JPEG)
            .send()
            .await
            .status,
        201
    );
    let form = office.commune.form.id.to_string();
    let list = crate::imports::book(&["Họ tên chủ hộ|Giới tính", "Lê Bưởi|Nữ"]);
    let hong = office.sign_in(&office.commune.officer).await;
    let brought: serde_json::Value = office.bring(&hong, &list).await.json();
    let list = brought["import"]["id"].as_str().unwrap().to_owned();

    let nobody = number(4_711).to_string();
    let no_digest = "0".repeat(64);
    let user = author.user.to_string();
    let ids: [(Method, &str, &str, &str); 14] = [
        (
            Method::GET,
            "/api/v1/households/{}",
            &household.to_string(),
            &nobody,
        ),
        (
            Method::GET,
            "/api/v1/visits/{}",
            &visit.to_string(),
            &nobody,
        ),
        (
            Method::GET,
            "/api/v1/visits/{}/xform",
            &visit.to_string(),
            &nobody,
        ),
        (Method::GET, "/api/v1/media/{}", &picture, &no_digest),
        (Method::HEAD, "/api/v1/media/{}", &picture, &no_digest),
        (Method::DELETE, "/api/v1/sessions/{}", &lai.session, &nobody),
        (Method::POST, "/api/v1/people/{}/invitation", &user, &nobody),
        (Method::GET, "/api/v1/people/{}/sessions", &user, &nobody),
        (Method::POST, "/api/v1/people/{}/key", &user, &nobody),
        (Method::GET, "/api/v1/imports/{}", &list, &nobody),
        (Method::GET, "/api/v1/imports/{}/rows", &list, &nobody),
        (
            Method::PUT,
            "/api/v1/imports/{}/application",
            &list,
            &nobody,
        ),
        (Method::DELETE, "/api/v1/imports/{}", &list, &nobody),
        (
            Method::GET,
            "/api/v1/forms/{}/files/a.xlsx",
            &form,
            &format!("sha256:{no_digest}"),
        ),
    ];
    for who in [
        &office.neighbour,
        &office.stranger,
        &office.city,
        &office.other_city,
    ] {
        let who = office.sign_in(who).await;
        for (method, path, there, absent) in &ids {
            let ask = |id: &str| {
                office
                    .ask(method.clone(), &path.replace("{}", id))
                    .by(&who)
                    .body("{}")
            };
            let (foreign, none) = (
                said(ask(there), there).await,
                said(ask(absent), absent).await,
            );
            assert_eq!(foreign, none, "{method} {path}");
            assert!(
                [403, 404].contains(&foreign.0),
                "{method} {path}: {}",
                foreign.0
            );
        }
    }
}

#[tokio::test]
async fn a_used_an_ended_and_an_invented_invitation_are_told_the_same() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let path = format!(
        "/api/v1/people/{}/invitation",
        office.commune.volunteer.user
    );
    let invite = async |by: &Phone| {
        let made: serde_json::Value = office.ask(Method::POST, &path).by(by).send().await.json();
        made["code"].as_str().unwrap().to_owned()
    };
    let take = |code: &str, device: u64| {
        let device = json!({"id": number(device), "label": "A phone"});
        office.post(
            "/api/v1/invitation/session",
            &json!({"code": code, "device": device}),
        )
    };
    let used = invite(&hong).await;
    assert_eq!(take(&used, 80).send().await.status, 200);
    let used = said(take(&used, 81), "").await;
    assert_eq!(said(take("AAAAA-AAAAA", 81), "").await, used);
    assert_eq!(said(take("", 81), "").await, used);
    let ended = invite(&hong).await;
    office.wait(chrono::TimeDelta::days(2));
    assert_eq!(said(take(&ended, 81), "").await, used);
    assert_eq!(used.0, 404);
}
