//! The second factor: set up, and taken off.

use axum::http::StatusCode;
use chrono::TimeDelta;
use dong_hanh_server::factor::code_at;
use dong_hanh_store::contract::commune::number;
use dong_hanh_store::{FactorKey, INVITATION_LASTS, Invitation};
use serde_json::{Value, json};

use crate::office::{Answer, Office, PASSWORD, Phone, sign_in};

const FACTOR: &str = "/api/v1/me/factor";
const REMOVAL: &str = "/api/v1/me/factor/removal";
pub(crate) const OFFICER: &str = "user-22";

/// An officer with a second factor.
pub(crate) struct Guarded {
    pub(crate) office: Office,
    pub(crate) hong: Phone,
    pub(crate) key: FactorKey,
    pub(crate) codes: Vec<String>,
}

impl Guarded {
    pub(crate) async fn open() -> Self {
        let office = Office::open().await;
        let hong = office.sign_in(&office.commune.officer).await;
        let begun = begin(&office, &hong, PASSWORD).await;
        assert_eq!(begun.status, StatusCode::CREATED);
        let begun: Value = begun.json();
        let user = office.commune.officer.user;
        let key = office.store.factor(user).await.unwrap().unwrap().key;
        assert_eq!(begun["key"], dong_hanh_server::factor::text(&key));
        let code = code_at(&key, office.now());
        let confirmed = confirm(&office, &hong, &code).await;
        assert_eq!(confirmed.status, StatusCode::OK);
        let codes = codes_of(&confirmed);
        Self {
            office,
            hong,
            key,
            codes,
        }
    }

    /// The code that the phone shows now.
    pub(crate) fn code(&self) -> String {
        code_at(&self.key, self.office.now())
    }

    /// The next code: the one of now was used.
    pub(crate) fn next_code(&self) -> String {
        self.office.wait(TimeDelta::seconds(30));
        self.code()
    }

    pub(crate) async fn enter(&self, password: &str, code: Option<&str>) -> Answer {
        let mut body = sign_in(OFFICER, password, self.hong.device);
        if let Some(code) = code {
            body["code"] = json!(code);
        }
        self.office.post("/api/v1/session", &body).send().await
    }

    pub(crate) async fn remove(&self, password: &str, code: &str) -> Answer {
        let body = json!({"password": password, "code": code});
        let ask = self.office.post(REMOVAL, &body).by(&self.hong);
        ask.send().await
    }

    pub(crate) async fn view(&self) -> Value {
        let ask = self.office.get(FACTOR).by(&self.hong);
        ask.send().await.json()
    }
}

async fn begin(office: &Office, who: &Phone, password: &str) -> Answer {
    let body = json!({ "password": password });
    office.post(FACTOR, &body).by(who).send().await
}

async fn confirm(office: &Office, who: &Phone, code: &str) -> Answer {
    let body = json!({ "code": code }).to_string();
    let ask = office.ask(axum::http::Method::PUT, FACTOR).by(who);
    ask.body(body).send().await
}

pub(crate) fn codes_of(answer: &Answer) -> Vec<String> {
    let codes: Value = answer.json();
    serde_json::from_value(codes["codes"].clone()).unwrap()
}

#[tokio::test]
async fn a_second_factor_counts_once_a_code_was_shown() {
    let office = Office::open().await;
    let hong = office.sign_in(&office.commune.officer).await;
    let view = async || -> Value { office.get(FACTOR).by(&hong).send().await.json() };
    assert_eq!(view().await, json!({"recovery": 0}));
    let unmade = confirm(&office, &hong, "123456").await;
    assert_eq!(unmade.refusal(), (409, "factor-moved-on".into()));
    let unknown = begin(&office, &hong, "sai mật khẩu rồi").await;
    assert_eq!(unknown.refusal(), (403, "wrong-password".into()));

    let begun: Value = begin(&office, &hong, PASSWORD).await.json();
    let address = begun["address"].as_str().unwrap();
    assert!(address.starts_with("otpauth://totp/%C4%90"), "{address}");
    assert!(address.contains(begun["key"].as_str().unwrap()));
    assert!(begun["drawn"]["side"].as_u64().unwrap() > 20);
    let user = office.commune.officer.user;
    let key = async || office.store.factor(user).await.unwrap().unwrap().key;
    let before = key().await;
    // It is asked for nowhere as long as nobody has shown that he has it.
    assert_eq!(view().await, json!({"recovery": 0}));
    let hong = office.sign_in(&office.commune.officer).await;
    let again = begin(&office, &hong, PASSWORD).await;
    assert_eq!(again.status, StatusCode::CREATED);
    let old = code_at(&before, office.now());
    let wrong = confirm(&office, &hong, &old).await;
    assert_eq!(wrong.refusal(), (403, "wrong-code".into()));

    let code = code_at(&key().await, office.now());
    let (first, last) = code.split_at(3);
    let confirmed = confirm(&office, &hong, &format!(" {first} {last}")).await;
    let codes = codes_of(&confirmed);
    assert_eq!(codes.len(), 10);
    let now = json!(office.now());
    let seen: Value = office.get(FACTOR).by(&hong).send().await.json();
    assert_eq!(seen, json!({"since": now, "recovery": 10}));
    let twice = begin(&office, &hong, PASSWORD).await;
    assert_eq!(twice.refusal(), (409, "factor-moved-on".into()));
    let twice = confirm(&office, &hong, &code).await;
    assert_eq!(twice.refusal(), (409, "factor-moved-on".into()));
}

#[tokio::test]
async fn taking_it_off_asks_for_the_password_and_a_code() {
    let guarded = Guarded::open().await;
    let code = guarded.next_code();
    let answer = guarded.remove("sai mật khẩu rồi", &code).await;
    assert_eq!(answer.refusal(), (403, "wrong-password".into()));
    let answer = guarded.remove(PASSWORD, "000000").await;
    assert_eq!(answer.refusal(), (403, "wrong-code".into()));
    let still = guarded.view().await;
    assert!(still["since"].is_string());
    let answer = guarded.remove(PASSWORD, &code).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let again = guarded.remove(PASSWORD, &guarded.codes[0]).await;
    assert_eq!(again.refusal(), (409, "factor-moved-on".into()));
    assert_eq!(guarded.view().await, json!({"recovery": 0}));
    let answer = guarded.enter(PASSWORD, None).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_volunteer_has_none_and_nobody_touches_anothers() {
    let guarded = Guarded::open().await;
    let office = &guarded.office;
    let lai = office.sign_in(&office.commune.volunteer).await;
    let volunteers = begin(office, &lai, PASSWORD).await;
    assert_eq!(volunteers.refusal(), (403, "not-allowed".into()));
    // Another officer's requests are about his own account, whose factor he has not.
    let stranger = office.sign_in(&office.stranger).await;
    let body = json!({"password": PASSWORD, "code": guarded.next_code()});
    let answer = office.post(REMOVAL, &body).by(&stranger).send().await;
    assert_eq!(answer.refusal(), (409, "factor-moved-on".into()));
    assert!(guarded.view().await["since"].is_string());
}

/// Somebody who was invited as a volunteer, and is an officer by now.
#[tokio::test]
async fn an_invitation_is_no_way_around_it() {
    let guarded = Guarded::open().await;
    let office = &guarded.office;
    let code = dong_hanh_server::invitation::Code::typed("K7QF2-9XRMT");
    let invitation = Invitation {
        code: code.hash(),
        user: office.commune.officer.user,
        by: office.commune.officer.user,
        expires: office.now() + INVITATION_LASTS,
        taken: None,
    };
    office.store.put_invitation(&invitation).await.unwrap();
    let device = json!({"id": number(90), "label": "A phone"});
    let take = json!({"code": code.as_str(), "device": device});
    let answer = office
        .post("/api/v1/invitation/session", &take)
        .send()
        .await;
    assert_eq!(answer.refusal(), (404, "no-invitation".into()));
}

#[tokio::test]
async fn another_password_leaves_it_as_it_is() {
    let guarded = Guarded::open().await;
    let another = "đò dọc sông Hương";
    let body = json!({"old": PASSWORD, "new": another});
    let ask = guarded.office.post("/api/v1/me/password", &body);
    let changed = ask.by(&guarded.hong).send().await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    let needed = guarded.enter(another, None).await;
    assert_eq!(needed.refusal(), (401, "second-factor-needed".into()));
}
