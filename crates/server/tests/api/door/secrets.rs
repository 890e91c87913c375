//! No secret of a request stands in the log or in an answer that refuses it, not even when all is logged that there is.

use std::io;
use std::sync::{Arc, Mutex};

use axum::http::Method;
use dong_hanh_server::logging;
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use crate::office::{Office, PASSWORD, sign_in};

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A password that is wrong, in a request that is broken too.
const WRONG: &str = "mật-khẩu-sai-7Q";

const CODE: &str = "K7QF29XRMT";

#[tokio::test]
async fn what_is_secret_is_never_said_again() {
    let log = Log::default();
    let logged = tracing_subscriber::fmt()
        .with_env_filter(logging::filter("trace"))
        .with_writer(log.clone())
        .finish();
    // With one subscriber alone, whatever another thread logs first is taken for what nobody wants to read.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let _logging = tracing::subscriber::set_default(logged);

    let office = Office::open().await;
    let device = office.commune.volunteer.device;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let hong = office.sign_in(&office.commune.officer).await;
    let user = office.commune.volunteer.user;
    let secret: Value = office
        .get("/api/v1/session/vault")
        .by(&lai)
        .send()
        .await
        .json();
    let secret = secret["secret"].as_str().unwrap().to_owned();
    let given = office
        .ask(Method::POST, &format!("/api/v1/people/{user}/key"))
        .by(&hong)
        .send()
        .await;
    let given: Value = given.json();
    let key = given["address"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    let made = office
        .ask(Method::POST, &format!("/api/v1/people/{user}/invitation"))
        .by(&hong)
        .send()
        .await;
    let made: Value = made.json();
    let code = made["code"].as_str().unwrap().to_owned();

    let broken_session = format!(
        "{{\"sign_in\":\"user-21\",\"password\":\"{WRONG}\",\"device\":\"{}\"",
        lai.token
    );
    let broken_code = format!("{{\"code\":[\"{CODE}\"]}}");
    let refused = [
        office.post("/api/v1/session", &sign_in("user-21", WRONG, device)),
        office
            .ask(Method::POST, "/api/v1/session")
            .body(broken_session),
        office.post(
            "/api/v1/session",
            &json!({"sign_in": "user-21", "password": {"is": WRONG}, "device": 1}),
        ),
        office.post(
            "/api/v1/session",
            &json!({"sign_in": "user-21", "password": WRONG, "device": {"id": WRONG, "label": ""}}),
        ),
        office
            .post(
                "/api/v1/me/password",
                &json!({"old": WRONG, "new": PASSWORD}),
            )
            .by(&lai),
        office
            .post(
                "/api/v1/me/password",
                &json!({"old": PASSWORD, "new": "12"}),
            )
            .by(&lai),
        office
            .post("/api/v1/me/password", &json!({"old": [WRONG], "new": 1}))
            .by(&lai),
        office.post("/api/v1/invitation", &json!({"code": CODE})),
        office
            .ask(Method::POST, "/api/v1/invitation")
            .body(broken_code),
        office.post(
            "/api/v1/invitation/session",
            &json!({"code": CODE, "device": {"id": CODE, "label": ""}}),
        ),
        office.get(&format!("/api/v1/me?token={}", lai.token)),
        office.get(&format!("/api/v1/nothing/{}", lai.token)),
        office
            .get(&format!("/api/v1/households/{}", lai.token))
            .by(&lai),
        office
            .get("/api/v1/me")
            .header("authorization", &format!("Bearer {}x", lai.token)),
        office
            .get("/api/v1/me")
            .header("authorization", &format!("Basic {}", lai.token)),
        office.get(&format!("/api/v1/odk/{key}/nothing")),
        office.get(&format!("/api/v1/odk/{key}x/formList")),
        office.get(&format!("/api/v1/odk/{key}/forms/none")),
        office
            .ask(Method::POST, &format!("/api/v1/odk/{key}/submission"))
            .body("broken"),
        office.ask(Method::DELETE, &format!("/api/v1/odk/{key}/formList")),
        office.get(&format!("/{key}.js")),
        office.ask(Method::PATCH, &format!("/{key}")),
    ];
    let secrets = [
        PASSWORD,
        WRONG,
        CODE,
        &lai.token,
        &hong.token,
        &secret,
        &key,
        &code,
        &code.replace('-', ""),
    ];
    for ask in refused {
        let answer = ask.send().await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        let told = format!(
            "{:?} {}",
            answer.headers,
            String::from_utf8_lossy(&answer.body)
        );
        for secret in secrets {
            assert!(!told.contains(secret), "{secret} in {told}");
        }
    }
    // And those that go well.
    office
        .get(&format!("/api/v1/odk/{key}/formList"))
        .send()
        .await;
    office
        .post("/api/v1/invitation", &json!({"code": code}))
        .send()
        .await;
    office.push(&lai, &[]).await;
    office.break_clock();
    let fault = office.get("/api/v1/me").by(&lai).send().await;
    assert_eq!(fault.status, 500);

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.contains("/api/v1/odk/{key}/formList"),
        "the log was read: {log}"
    );
    for secret in secrets {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
    // Nor who it was, or what they are called.
    for name in ["user-21", "Lài", "Samsung"] {
        assert!(!log.contains(name), "{name} in the log");
    }
}
