//! The second factor at a sign-in: codes of the phone, codes on paper, and those who guess.

use axum::http::StatusCode;
use chrono::TimeDelta;
use dong_hanh_domain::DeviceId;
use dong_hanh_server::factor::code_at;
use dong_hanh_store::contract::commune::number;
use serde_json::{Value, json};

use crate::factor::{Guarded, OFFICER, codes_of};
use crate::office::{PASSWORD, Phone, sign_in};

const CODES: &str = "/api/v1/me/factor/codes";

#[tokio::test]
async fn a_sign_in_asks_for_a_code_and_takes_each_once() {
    let guarded = Guarded::open().await;
    let enter = async |code: Option<&str>| guarded.enter(PASSWORD, code).await;
    let needed = enter(None).await;
    assert_eq!(needed.refusal(), (401, "second-factor-needed".into()));
    let shown = guarded.code();
    let replayed = enter(Some(&shown)).await;
    assert_eq!(replayed.refusal(), (403, "wrong-code".into()));
    let code = guarded.next_code();
    let (first, last) = code.split_at(3);
    let spaced = format!("{first} {last}");
    assert_eq!(enter(Some(&spaced)).await.status, StatusCode::OK);
    let replayed = enter(Some(&code)).await;
    assert_eq!(replayed.refusal(), (403, "wrong-code".into()));
    // The code of the next step may be shown already; the one before it is not taken any more then.
    let ahead = code_at(&guarded.key, guarded.office.now() + TimeDelta::seconds(60));
    guarded.office.wait(TimeDelta::seconds(30));
    assert_eq!(enter(Some(&ahead)).await.status, StatusCode::OK);
    let before = enter(Some(&guarded.code())).await;
    assert_eq!(before.refusal(), (403, "wrong-code".into()));
    let late = guarded.next_code();
    guarded.office.wait(TimeDelta::seconds(90));
    let late = enter(Some(&late)).await;
    assert_eq!(late.refusal(), (403, "wrong-code".into()));
}

/// Who does not know the password learns nothing of the second factor, whether the name exists or not.
#[tokio::test]
async fn only_who_knows_the_password_hears_of_the_second_factor() {
    let guarded = Guarded::open().await;
    let said = async |name: &str, code: Option<&str>| {
        let mut body = sign_in(name, "sai mật khẩu rồi", guarded.hong.device);
        if let Some(code) = code {
            body["code"] = json!(code);
        }
        let answer = guarded.office.post("/api/v1/session", &body).send().await;
        let mut problem = answer.problem();
        problem.request_id.clear();
        problem
    };
    let code = guarded.next_code();
    let wrong = said(OFFICER, Some(&code)).await;
    assert_eq!(wrong.code, "wrong-credentials");
    for (name, code) in [
        (OFFICER, None),
        ("nobody", None),
        ("nobody", Some("123456")),
        ("user-21", Some("123456")),
    ] {
        assert_eq!(said(name, code).await, wrong, "{name}");
    }
    // The code was not used up by whoever did not know the password.
    let answer = guarded.enter(PASSWORD, Some(&code)).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let guarded = Guarded::open().await;
    let typed = guarded.codes[0].to_lowercase().replace('-', " ");
    let enter = async |code: &str| guarded.enter(PASSWORD, Some(code)).await;
    let answer = enter(&typed).await;
    assert_eq!(answer.status, StatusCode::OK);
    let again = enter(&guarded.codes[0]).await;
    assert_eq!(again.refusal(), (403, "wrong-code".into()));
    let hong = Phone {
        token: answer.json::<Value>()["token"].as_str().unwrap().to_owned(),
        session: String::new(),
        device: guarded.hong.device,
        opened: Value::Null,
    };
    let guarded = Guarded { hong, ..guarded };
    assert_eq!(guarded.view().await["recovery"], 9);

    let renew = async |code: &str| {
        let body = json!({ "code": code });
        let ask = guarded.office.post(CODES, &body).by(&guarded.hong);
        ask.send().await
    };
    let wrong = renew(&guarded.codes[0]).await;
    assert_eq!(wrong.refusal(), (403, "wrong-code".into()));
    let renewed = renew(&guarded.codes[1]).await;
    assert_eq!(renewed.status, StatusCode::CREATED);
    assert_eq!(guarded.view().await["recovery"], 10);
    let old = guarded.enter(PASSWORD, Some(&guarded.codes[2])).await;
    assert_eq!(old.refusal(), (403, "wrong-code".into()));
    let new = &codes_of(&renewed)[2];
    let new = guarded.enter(PASSWORD, Some(new)).await;
    assert_eq!(new.status, StatusCode::OK);
}

#[tokio::test]
async fn six_digits_are_not_guessed() {
    let guarded = Guarded::open().await;
    let right = guarded.next_code();
    let wrong = (0..).map(|n| format!("{n:06}"));
    let near = [-30, 0, 30].map(|seconds| {
        code_at(
            &guarded.key,
            guarded.office.now() + TimeDelta::seconds(seconds),
        )
    });
    let wrong = wrong.filter(|code| !near.contains(code));
    for (machine, code) in (0..10).zip(wrong) {
        let mut body = sign_in(OFFICER, PASSWORD, DeviceId(number(70)));
        body["code"] = json!(code);
        let ask = guarded.office.post("/api/v1/session", &body);
        let answer = ask.from([203, 0, 113, machine]).send().await;
        assert_eq!(answer.refusal(), (403, "wrong-code".into()));
    }
    let waits = guarded.enter(PASSWORD, Some(&right)).await;
    assert_eq!(waits.refusal(), (429, "too-many-tries".into()));
    assert_eq!(waits.header("retry-after"), Some("900"));
    // Nor by who sits at a desk that was left open.
    let waits = guarded.remove(PASSWORD, &guarded.codes[0]).await;
    assert_eq!(waits.refusal(), (429, "too-many-tries".into()));
    guarded.office.wait(TimeDelta::seconds(900));
    let answer = guarded.enter(PASSWORD, Some(&guarded.code())).await;
    assert_eq!(answer.status, StatusCode::OK);
}
