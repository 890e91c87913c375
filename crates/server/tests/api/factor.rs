//! The second factor: set up, asked for at a sign-in, and taken off.

use axum::http::StatusCode;
use chrono::TimeDelta;
use dong_hanh_domain::DeviceId;
use dong_hanh_server::factor::code_at;
use dong_hanh_store::contract::commune::number;
use dong_hanh_store::{FactorKey, INVITATION_LASTS, Invitation};
use serde_json::{Value, json};

use crate::office::{Answer, Office, PASSWORD, Phone, sign_in};

const FACTOR: &str = "/api/v1/me/factor";
const CODES: &str = "/api/v1/me/factor/codes";
const REMOVAL: &str = "/api/v1/me/factor/removal";
const OFFICER: &str = "user-22";

/// An officer with a second factor.
struct Guarded {
    office: Office,
    hong: Phone,
    key: FactorKey,
    codes: Vec<String>,
}

impl Guarded {
    async fn open() -> Self {
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
    fn code(&self) -> String {
        code_at(&self.key, self.office.now())
    }

    /// The next code: the one of now was used.
    fn next_code(&self) -> String {
        self.office.wait(TimeDelta::seconds(30));
        self.code()
    }

    async fn enter(&self, password: &str, code: Option<&str>) -> Answer {
        let mut body = sign_in(OFFICER, password, self.hong.device);
        if let Some(code) = code {
            body["code"] = json!(code);
        }
        self.office.post("/api/v1/session", &body).send().await
    }

    async fn remove(&self, password: &str, code: &str) -> Answer {
        let body = json!({"password": password, "code": code});
        let ask = self.office.post(REMOVAL, &body).by(&self.hong);
        ask.send().await
    }

    async fn view(&self) -> Value {
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

fn codes_of(answer: &Answer) -> Vec<String> {
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
