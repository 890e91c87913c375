//! A token that was heard once is worth nothing once its session has ended, on any route and in any form.

use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use rstest::rstest;
use serde_json::json;

use crate::office::{Office, PASSWORD, Phone, sign_in};

/// How a session ends.
#[derive(Clone, Copy)]
enum End {
    SignOut,
    Revoke,
    ByTheOffice,
    NewSession,
    NewPassword,
    Disabled,
}

async fn end(office: &Office, lai: &Phone, how: End) {
    let user = office.commune.volunteer.user;
    let status = match how {
        End::SignOut => {
            office
                .ask(Method::DELETE, "/api/v1/session")
                .by(lai)
                .send()
                .await
                .status
        }
        End::Revoke => {
            let path = format!("/api/v1/sessions/{}", lai.session);
            office
                .ask(Method::DELETE, &path)
                .by(lai)
                .send()
                .await
                .status
        }
        End::ByTheOffice => {
            let hong = office.sign_in(&office.commune.officer).await;
            let path = format!("/api/v1/people/{user}/sessions/{}", lai.session);
            office
                .ask(Method::DELETE, &path)
                .by(&hong)
                .send()
                .await
                .status
        }
        End::NewSession => {
            let asked = sign_in("user-21", PASSWORD, lai.device);
            office.post("/api/v1/session", &asked).send().await.status
        }
        End::NewPassword => {
            let mut elsewhere = office.commune.volunteer.clone();
            elsewhere.device = office.neighbour.device;
            let other = office.sign_in(&elsewhere).await;
            let change = json!({"old": PASSWORD, "new": "đò dọc sông Hương"});
            office
                .post("/api/v1/me/password", &change)
                .by(&other)
                .send()
                .await
                .status
        }
        End::Disabled => {
            assert!(
                office
                    .store
                    .set_disabled(user, true, office.now())
                    .await
                    .unwrap()
            );
            return;
        }
    };
    assert!(status.is_success(), "{status}");
}

#[rstest]
#[case(End::SignOut)]
#[case(End::Revoke)]
#[case(End::ByTheOffice)]
#[case(End::NewSession)]
#[case(End::NewPassword)]
#[case(End::Disabled)]
#[tokio::test]
async fn a_token_of_an_ended_session_opens_nothing(#[case] how: End) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    end(&office, &lai, how).await;
    let document = serde_json::to_value(dong_hanh_server::routes::document()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            // Those that say so ask for no session.
            if operation["security"] == json!([{}]) || path.contains("/odk/") {
                continue;
            }
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path.replace(['{', '}'], "");
            let answer = office
                .ask(method.clone(), &path)
                .by(&lai)
                .header("tus-resumable", "1.0.0")
                .send()
                .await;
            assert!(
                [400, 401].contains(&answer.status.as_u16()),
                "{method} {path}: {}",
                answer.status
            );
        }
    }
    let me = office.get("/api/v1/me").by(&lai).send().await;
    assert_eq!(me.refusal(), (401, "session-ended".into()));
}

#[rstest]
#[case("Bearer {token}x")]
#[case("Bearer {token},{token}")]
#[case("Basic {token}")]
#[case("{token}")]
#[case("Bearer")]
#[case("Bearer ")]
#[case("Bearer %00{token}")]
#[tokio::test]
async fn what_only_looks_like_a_token_is_none(#[case] form: &str) {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let value = form.replace("{token}", &lai.token);
    let answer = office
        .get("/api/v1/me")
        .header(AUTHORIZATION.as_str(), &value)
        .send()
        .await;
    assert_eq!(answer.refusal(), (401, "session-ended".into()));
}

#[tokio::test]
async fn a_token_in_an_address_or_a_cookie_is_none() {
    let office = Office::open().await;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let asked = office.get(&format!("/api/v1/me?access_token={0}&token={0}", lai.token));
    let answer = asked
        .header("cookie", &format!("token={}", lai.token))
        .send()
        .await;
    assert_eq!(answer.refusal(), (401, "session-ended".into()));
}
