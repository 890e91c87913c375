//! Phones that are lost: shut out at once, emptied without a PIN, and erased when the office has all of it.

use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chrono::TimeDelta;
use dong_hanh_server::token::hex;
use dong_hanh_store::HandedKind;
use dong_hanh_store::contract::commune::{number, seal};
use dong_hanh_vault::{Cost, DataKey, Keyring, Nonce, Pin, RecoverySecret, Salt};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::office::{Answer, Office, PASSWORD, Phone, sign_in};

/// The smallest that Argon2 takes.
const CHEAP: Cost = Cost {
    memory_kib: 8,
    passes: 1,
};

/// A phone of the volunteer, with what lies at its door and in it.
struct Vault {
    phone: Phone,
    key: DataKey,
    keyring: String,
}

impl Vault {
    async fn of(office: &Office) -> Self {
        let phone = office.sign_in(&office.commune.volunteer).await;
        let told: Value = office
            .get("/api/v1/session/vault")
            .by(&phone)
            .send()
            .await
            .json();
        let secret = RecoverySecret::read(told["secret"].as_str().unwrap()).unwrap();
        let key = DataKey::new([7; 32]);
        let pin = Pin::typed("280963").unwrap();
        let keyring = Keyring::new(&key, &pin, CHEAP, Salt([1; 16]), Nonce([2; 24])).unwrap();
        let keyring = keyring.with_secret(&key, &secret, Nonce([3; 24])).unwrap();
        Self {
            phone,
            key,
            keyring: serde_json::to_string(&keyring).unwrap(),
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/v1/lost/{}{rest}", self.phone.device)
    }

    async fn hand(&self, office: &Office, shelf: &str, name: &str, sealed: Vec<u8>) -> Answer {
        let path = self.path(&format!("/{shelf}/{name}"));
        let ask = office
            .ask(Method::PUT, &path)
            .header("vault-keyring", &self.keyring);
        ask.body(sealed).send().await
    }

    fn text(&self, place: &str, text: &str) -> Vec<u8> {
        self.key.seal_text(place, Nonce([4; 24]), text).unwrap()
    }

    async fn end(&self, office: &Office) -> Answer {
        let ask = office.ask(Method::POST, &self.path("/end"));
        ask.header("vault-keyring", &self.keyring).send().await
    }
}

/// Says that the volunteer's phone is lost, or found.
async fn say(office: &Office, hong: &Phone, vault: &Vault, method: Method) -> StatusCode {
    let user = office.commune.volunteer.user;
    let path = format!("/api/v1/people/{user}/devices/{}/lost", vault.phone.device);
    office.ask(method, &path).by(hong).send().await.status
}

async fn is_lost(office: &Office, vault: &Vault) -> Value {
    office.get(&vault.path("")).send().await.json()
}

/// [S17.1]
#[tokio::test]
async fn a_lost_phone_is_shut_out_until_it_is_found() {
    let office = Office::open().await;
    let vault = Vault::of(&office).await;
    let hong = office.sign_in(&office.commune.officer).await;
    assert_eq!(is_lost(&office, &vault).await, json!({"lost": false}));
    assert_eq!(
        say(&office, &hong, &vault, Method::PUT).await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(is_lost(&office, &vault).await, json!({"lost": true}));

    let me = office.get("/api/v1/me").by(&vault.phone).send().await;
    assert_eq!(me.refusal(), (401, "session-ended".into()));
    let name = office.commune.account(&office.commune.volunteer).sign_in;
    let again = sign_in(&name, PASSWORD, vault.phone.device);
    let refused = office.post("/api/v1/session", &again).send().await;
    assert_eq!(refused.refusal(), (403, "device-lost".into()));
    // Another phone of the same person is none of this.
    office
        .sign_in_as(&name, dong_hanh_domain::DeviceId(number(99)))
        .await;

    assert_eq!(
        say(&office, &hong, &vault, Method::DELETE).await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(is_lost(&office, &vault).await, json!({"lost": false}));
    office.sign_in(&office.commune.volunteer).await;

    let path = format!(
        "/api/v1/people/{}/devices/{}/lost",
        office.commune.volunteer.user,
        number(98)
    );
    let nobodys = office.ask(Method::PUT, &path).by(&hong).send().await;
    assert_eq!(nobodys.refusal(), (404, "not-found".into()));
}

/// [S17.3] [S17.4]
#[tokio::test]
async fn what_a_lost_phone_holds_comes_without_its_pin() {
    let office = Office::open().await;
    let vault = Vault::of(&office).await;
    let hong = office.sign_in(&office.commune.officer).await;
    let commune = &office.commune;
    let (household, registers) = commune.register(&commune.volunteer, commune.near.id);
    let (visit, visits) = commune.visit(&commune.volunteer, household, 5, None);
    let said = seal([registers, visits]);
    let picture = {
        let mut bytes = b"\xff\xd8\xff\xe0 a roof".to_vec();
        bytes.resize(9_000, 1);
        bytes
    };
    let name = hex(&Sha256::digest(&picture));

    let early = vault.text("outbox/1", said[0].text());
    let refused = vault.hand(&office, "outbox", "1", early.clone()).await;
    assert_eq!(
        refused.refusal(),
        (404, "not-found".into()),
        "it is not lost"
    );
    say(&office, &hong, &vault, Method::PUT).await;

    let new = |answer: Answer| {
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.body);
        let told: Value = answer.json();
        told["new"].as_bool().unwrap()
    };
    assert!(new(vault.hand(&office, "outbox", "1", early.clone()).await));
    let since = office.now();
    office.wait(TimeDelta::minutes(1));
    assert!(
        !new(vault.hand(&office, "outbox", "1", early).await),
        "once"
    );
    let second = vault.text("outbox/2", said[1].text());
    assert!(new(vault.hand(&office, "outbox", "2", second).await));
    let typed = vault.text("meta/new_household", r#"{"head":{"name":"Lê Thị Thu"}}"#);
    assert!(new(vault
        .hand(&office, "meta", "new_household", typed)
        .await));
    let has = async || -> Value {
        let path = vault.path(&format!("/media/{name}"));
        office.get(&path).send().await.json()
    };
    assert_eq!(has().await, json!({"here": false}));
    let sealed = vault
        .key
        .seal_bytes(&format!("media/{name}"), Nonce([5; 24]), &picture);
    assert!(new(vault
        .hand(&office, "media", &name, sealed.unwrap())
        .await));
    assert_eq!(has().await, json!({"here": true}));
    // Of a place where it was not, it does not open, and is kept as it came.
    let moved = vault.text("outbox/9", said[1].text());
    assert!(new(vault.hand(&office, "outbox", "3", moved).await));
    let elsewhere = vault.hand(&office, "log", "1", Vec::new()).await;
    assert_eq!(elsewhere.refusal(), (400, "wrong-address".into()));

    assert_eq!(vault.end(&office).await.status, StatusCode::OK);
    let devices: Value = office.get("/api/v1/devices").by(&hong).send().await.json();
    let device = json!(vault.phone.device);
    let devices = devices.as_array().unwrap();
    let lost = &devices.iter().find(|one| one["device"] == device).unwrap()["lost"];
    assert_eq!(
        *lost,
        json!({
            "since": since, "by": commune.officer.user, "erased": office.now(),
            "rescued": {"operations": 2, "drafts": 1, "media": 1, "unread": 1},
        })
    );
    assert!(office.store.visit(visit).await.unwrap().is_some());
    let drafts = office
        .store
        .handed(&commune.unit, HandedKind::Draft)
        .await
        .unwrap();
    assert_eq!(drafts.len(), 1);
}

/// [S17.3]
#[tokio::test]
async fn nobody_hands_over_without_the_locks_of_the_key() {
    let office = Office::open().await;
    let vault = Vault::of(&office).await;
    let hong = office.sign_in(&office.commune.officer).await;
    say(&office, &hong, &vault, Method::PUT).await;
    let sealed = vault.text("outbox/1", "{}");
    let put = |keyring: Option<String>| {
        let path = vault.path("/outbox/1");
        let ask = office.ask(Method::PUT, &path);
        let ask = match keyring {
            Some(keyring) => ask.header("vault-keyring", &keyring),
            None => ask,
        };
        ask.body(sealed.clone()).send()
    };
    assert_eq!(put(None).await.refusal(), (422, "wrong-shape".into()));
    assert_eq!(
        put(Some("{}".into())).await.refusal(),
        (422, "wrong-shape".into())
    );
    // A keyring that somebody made who does not know the office's secret.
    let key = DataKey::new([9; 32]);
    let pin = Pin::typed("280963").unwrap();
    let forged = Keyring::new(&key, &pin, CHEAP, Salt([1; 16]), Nonce([2; 24])).unwrap();
    let secret = RecoverySecret::read(&STANDARD_NO_PAD.encode([8; 32])).unwrap();
    let forged = forged.with_secret(&key, &secret, Nonce([3; 24])).unwrap();
    let forged = serde_json::to_string(&forged).unwrap();
    assert_eq!(
        put(Some(forged.clone())).await.refusal(),
        (422, "vault-closed".into())
    );
    let end = office.ask(Method::POST, &vault.path("/end"));
    let end = end.header("vault-keyring", &forged).send().await;
    assert_eq!(end.refusal(), (422, "vault-closed".into()));
}
