//! A phone in a real browser, and an office that answers as it is told; shared by the tests of the device.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses its part of it"
)]

use std::cell::RefCell;
use std::collections::VecDeque;

use dong_hanh::device::SaveError;
use dong_hanh::device::camera::SIDE;
use dong_hanh::device::keys::Keeper;
use dong_hanh::device::store::{Batch, Doorway, Shelf, Store};
use dong_hanh::replica::{Boot, Replica, Session, SignInError, UnlockError};
use dong_hanh_domain::{Fact, Household, HouseholdId, OperationId, Said, UserId, VisitId};
use dong_hanh_form::{Answer, FormId, Path, Value};
use dong_hanh_sync::device::Phase;
use dong_hanh_sync::{FormRecord, RawOperation};
use dong_hanh_vault::{Cost, DataKey, Keyring, Nonce, Pin, RecoverySecret, Salt};
use gloo_timers::future::TimeoutFuture;
use rexie::Rexie;
use serde_json::json;
use uuid::Uuid;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub const UNIT: &str = "19900@2025-07-01";
pub const OPERATIONS: &str = "/api/v1/operations";
pub const CHANGES: &str = "/api/v1/changes";
pub const SESSION: &str = "/api/v1/session";
pub const VAULT: &str = "/api/v1/session/vault";

/// What the office keeps for every vault, unless it is told to say something else.
pub const SECRET: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Under which name the app keeps who was here before, in local storage and in the database of all.
pub const KNOWN: &str = "dong-hanh.known";

/// One phone with its store, and the office as it is told to answer.
pub struct Phone {
    pub user: Uuid,
    pub hamlet: Uuid,
}

thread_local! {
    /// Answers of the office: path, status and body.
    pub static ANSWERS: RefCell<VecDeque<(String, u16, String)>> = const { RefCell::new(VecDeque::new()) };
}

impl Phone {
    /// A phone that nobody has used yet.
    pub fn bare() -> Self {
        ANSWERS.with_borrow_mut(VecDeque::clear);
        listen_as_the_office();
        Self {
            user: Uuid::now_v7(),
            hamlet: Uuid::now_v7(),
        }
    }

    /// What the office says to the next pull once it has published the form anew, changed so; and what the form is called.
    pub fn published_anew(
        &self,
        change: impl FnOnce(&mut Vec<serde_json::Value>),
    ) -> (serde_json::Value, FormId) {
        let [unit, _] = self.scopes();
        let mut earlier = self.feeds(&[], false)[0]["changes"][0].clone();
        let mut definition = earlier["body"]["definition"].clone();
        definition["version"] = json!("2");
        change(definition["groups"][0]["nodes"].as_array_mut().unwrap());
        earlier["seq"] = json!(2);
        earlier["body"]["current"] = json!(false);
        let newer = FormRecord::new(&definition.to_string(), chrono::DateTime::UNIX_EPOCH).unwrap();
        let id = newer.id.clone();
        let newer = json!({"seq": 3, "key": format!("form:{id}"), "body": newer});
        let feed = json!({"scope": unit, "changes": [earlier, newer], "cursor": 3, "more": false});
        (self.pulled(&self.scopes(), &json!([feed])), id)
    }

    /// A phone on which somebody has signed in and the first records are here.
    pub async fn new(names: &[&str]) -> Self {
        let phone = Self::bare();
        let [unit, hamlet] = phone.scopes();
        let exchange = json!({"cursors": {unit.as_str(): 1, hamlet.as_str(): 1}, "complete": true});
        let device = Uuid::now_v7().to_string();
        let batch = Batch::strict()
            .founding()
            .put(Shelf::Door, "device", device.as_str())
            .put(Shelf::Door, "keyring", keyring(phone.user))
            .put(Shelf::Meta, "device", device)
            .put(Shelf::Meta, "account", phone.account().to_string())
            .put(Shelf::Meta, "token", "a token")
            .put(Shelf::Meta, "exchange", exchange.to_string())
            .add(Shelf::Log, 1u32, phone.feeds(names, false).to_string());
        phone.store().await.write(batch).await.unwrap();
        let known =
            json!([{"user": phone.user, "sign_in": "lai", "called": "cô Lài", "has_pin": true}]);
        let known = known.to_string();
        settings().set_item(KNOWN, &known).unwrap();
        let people = Doorway::open("dong-hanh").await.unwrap();
        people.put(KNOWN, known).await.unwrap();
        phone
    }

    pub fn scopes(&self) -> [String; 2] {
        [format!("u:{UNIT}"), format!("h:{}", self.hamlet)]
    }

    pub fn account(&self) -> serde_json::Value {
        json!({
            "user": self.user, "unit": {"key": UNIT, "name": "Phường Thuận An"},
            "person": {"id": self.user, "name": "Trần Thị Lài", "courtesy": "co", "role": "volunteer"},
            "role": {"role": "volunteer", "unit": UNIT, "hamlets": [self.hamlet]},
        })
    }

    /// A form for the unit, and households of these names for the hamlet.
    pub fn feeds(&self, names: &[&str], more: bool) -> serde_json::Value {
        let [unit, hamlet] = self.scopes();
        let label = json!({"vi": "Hỏi", "en": "Ask"});
        let question = json!({"type": "text", "name": "note", "label": label});
        let photo = json!({"type": "image", "name": "photo", "label": label, "max": 3});
        let group = json!({"name": "g", "label": label, "nodes": [question, photo]});
        let definition = json!({"name": "t", "version": "1", "title": label, "groups": [group]});
        let form = FormRecord::new(&definition.to_string(), chrono::DateTime::UNIX_EPOCH).unwrap();
        let form = json!({"seq": 1, "key": format!("form:{}", form.id), "body": form});
        let households = names.iter().map(|name| self.household(name));
        let households: Vec<_> = households
            .map(|one| json!({"seq": 1, "key": format!("household:{}", one.id), "body": one}))
            .collect();
        json!([
            {"scope": unit, "changes": [form], "cursor": 1, "more": false},
            {"scope": hamlet, "changes": households, "cursor": 1, "more": more},
        ])
    }

    /// What a pull brings to somebody who has these scopes.
    pub fn pulled(&self, scopes: &[String], feeds: &serde_json::Value) -> serde_json::Value {
        json!({"scopes": scopes, "feeds": feeds, "now": "2026-11-24T03:00:00Z"})
    }

    /// What a pull brings where a household has changed at the office.
    pub fn tells_of(&self, household: &Household, seq: u64) -> serde_json::Value {
        let [_, hamlet] = self.scopes();
        let key = format!("household:{}", household.id);
        let change = json!({"seq": seq, "key": key, "body": household});
        let feed = json!({"scope": hamlet, "changes": [change], "cursor": seq, "more": false});
        self.pulled(&self.scopes(), &json!([feed]))
    }

    /// The answer to a sign-in.
    pub fn session(&self) -> serde_json::Value {
        json!({"token": "new", "session": Uuid::now_v7(), "expires": "2027-11-24T03:00:00Z", "me": self.account(), "now": "2026-11-24T03:00:00Z"})
    }

    pub fn household(&self, name: &str) -> Household {
        let (id, member) = (Uuid::now_v7(), Uuid::now_v7());
        serde_json::from_value(json!({"id": id, "hamlet": self.hamlet, "head": {"id": member, "name": name, "sex": "female"}, "registered_by": self.user})).unwrap()
    }

    pub async fn store(&self) -> Store {
        Store::open(&name_of(self.user), key_of(self.user))
            .await
            .unwrap()
    }

    /// Starts the app as a new tab beside one in which the store is open, and waits until it may write.
    pub async fn start(&self) -> Replica {
        self.start_with(key_of(self.user)).await
    }

    /// A tab that has the store open, and gives its key to others as long as it lives.
    pub fn other_tab(&self) -> Keeper {
        let user = self.user;
        Keeper::of(&name_of(user), move || Some(key_of(user)))
    }

    /// The same as [`Phone::start`], for a store that somebody has signed in to, whose key is not known beforehand.
    pub async fn start_with(&self, key: DataKey) -> Replica {
        let _other_tab = Keeper::of(&name_of(self.user), move || Some(key.clone()));
        let session = Session::start();
        let replica = until(|| match session.boot() {
            Boot::Open(replica) => Some(replica),
            Boot::Starting => None,
            Boot::SignedOut { .. }
            | Boot::Choosing(_)
            | Boot::Fetching { .. }
            | Boot::Blocked(_) => {
                panic!("it did not open")
            }
        })
        .await;
        leads(replica).await;
        replica
    }

    /// Ends the app as when its tab is killed, and starts it again.
    pub async fn restart(&self, replica: Replica) -> Replica {
        let key = replica.key().unwrap();
        replica.leave();
        self.start_with(key).await
    }

    pub async fn count(&self, shelf: Shelf) -> usize {
        let [entries] = self.store().await.read([shelf]).await.unwrap();
        entries.len()
    }

    /// The operations that wait behind a counter: theirs, and what each takes the place of.
    pub async fn said_again(&self, behind: u64) -> Vec<(u64, OperationId)> {
        let [waiting] = self.store().await.read([Shelf::Outbox]).await.unwrap();
        let opened = waiting.into_iter().map(|(_, value)| {
            RawOperation::from_text(value.unwrap().text().unwrap())
                .unwrap()
                .open()
                .unwrap()
        });
        opened
            .filter(|operation| operation.counter > behind)
            .map(|operation| (operation.counter, operation.settles.unwrap()))
            .collect()
    }
}

/// What everybody types.
pub const PIN: &str = "280963";

pub fn pin(text: &str) -> Pin {
    Pin::typed(text).unwrap()
}

pub fn name_of(user: Uuid) -> String {
    format!("dong-hanh:{user}")
}

/// The key of somebody's store, which tests may know.
pub fn key_of(user: Uuid) -> DataKey {
    let mut key = [0; 32];
    key[..16].copy_from_slice(user.as_bytes());
    DataKey::new(key)
}

/// The same, locked by [`PIN`] and by the secret that the office tells.
pub fn keyring(user: Uuid) -> String {
    let cheap = Cost {
        memory_kib: 8,
        passes: 1,
    };
    let (key, nonce) = (key_of(user), Nonce([7; 24]));
    let keyring = Keyring::new(&key, &pin(PIN), cheap, Salt([7; 16]), nonce).unwrap();
    let secret = RecoverySecret::read(SECRET).unwrap();
    let keyring = keyring.with_secret(&key, &secret, nonce).unwrap();
    serde_json::to_string(&keyring).unwrap()
}

/// Signs in, and chooses the PIN.
pub async fn sign_in(session: Session, name: &str, password: &str) -> Result<(), SignInError> {
    session
        .sign_in(name.to_owned(), password.to_owned())
        .await?;
    session.choose_pin(&pin(PIN)).await
}

/// Opens the store of whoever worked last by the PIN.
pub async fn unlock(session: Session) -> Result<(), UnlockError> {
    let last = session.known().remove(0);
    session.unlock(&last, &pin(PIN)).await
}

/// Answers each request with the next answer queued for its path; none is no network, and a pull brings nothing new. An
/// upload is begun without being told, and what is told for a photo answers its only piece. A part of something is told by
/// its path and its range.
pub fn listen_as_the_office() {
    let answer = Closure::<dyn Fn(String) -> JsValue>::new(|path: String| {
        let queued = ANSWERS.with_borrow_mut(|answers| {
            let at = answers.iter().position(|(at, ..)| *at == path)?;
            answers.remove(at)
        });
        match queued {
            Some((_, status, body)) => js_sys::Array::of2(&status.into(), &body.into()).into(),
            None if path == VAULT => {
                let secret = json!({ "secret": SECRET }).to_string();
                js_sys::Array::of2(&200.into(), &secret.into()).into()
            }
            None if path == CHANGES => js_sys::Array::of2(&204.into(), &"".into()).into(),
            None => JsValue::NULL,
        }
    });
    let fetch = js_sys::Function::new_with_args(
        "answer",
        "window.fetch = async (path, { headers, body }) => { \
         const begins = path === '/api/v1/media/uploads'; \
         const range = headers.get('Range'), part = range ? ` ${range}` : ''; \
         const a = begins ? [201, ''] : answer(path.replace('/uploads/', '/') + part); if (!a) throw new TypeError('no network'); \
         const there = begins ? 0 : Number(headers.get('Upload-Offset')) + (body?.length ?? 0); \
         return new Response(a[0] === 204 ? null : a[1], { status: a[0], headers: { 'Upload-Offset': String(there) } }); };",
    );
    fetch
        .call1(&JsValue::NULL, &answer.into_js_value())
        .unwrap();
}

pub fn office_says(path: &str, status: u16, body: &serde_json::Value) {
    ANSWERS
        .with_borrow_mut(|answers| answers.push_back((path.to_owned(), status, body.to_string())));
}

/// Waits until no request is under way.
pub async fn at_rest(replica: Replica) -> Phase {
    until(|| match replica.sync().phase {
        Phase::Starting | Phase::Sending { .. } | Phase::Fetching | Phase::SendingPhotos => None,
        phase => Some(phase),
    })
    .await
}

pub async fn leads(replica: Replica) {
    let passive = |phase| matches!(phase, Phase::Starting | Phase::Following);
    until(|| (!passive(replica.sync().phase)).then_some(())).await;
}

/// Makes a round, and waits until all that the office was told to say has been said.
pub async fn round(replica: Replica) {
    at_rest(replica).await;
    replica.sync_now();
    until(|| ANSWERS.with_borrow(VecDeque::is_empty).then_some(())).await;
    at_rest(replica).await;
}

/// Runs some JavaScript in the page.
pub fn script(text: &str) {
    js_sys::Function::new_no_args(text)
        .call0(&JsValue::NULL)
        .unwrap();
}

pub fn receipt(replica: Replica, outcome: &serde_json::Value) -> serde_json::Value {
    let operation = replica.outbox()[0].operation;
    let mut receipt = json!({"operation": operation, "received": "2026-11-24T03:00:00Z"});
    receipt
        .as_object_mut()
        .unwrap()
        .extend(outcome.as_object().unwrap().clone());
    json!({"receipts": [receipt], "now": "2026-11-24T03:00:00Z"})
}

/// What the office answers to several operations.
pub fn receipts(outcomes: &[(OperationId, serde_json::Value)]) -> serde_json::Value {
    let receipts = outcomes.iter().map(|(operation, outcome)| {
        let mut receipt = json!({"operation": operation, "received": "2026-11-24T03:00:00Z"});
        let fields = outcome.as_object().unwrap().clone();
        receipt.as_object_mut().unwrap().extend(fields);
        receipt
    });
    json!({"receipts": receipts.collect::<Vec<_>>(), "now": "2026-11-24T03:00:00Z"})
}

/// The phone is as if nobody had signed in on it before.
pub async fn nobody_was_here() {
    settings().clear().unwrap();
    Rexie::delete("dong-hanh").await.unwrap();
}

pub fn settings() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

pub async fn opened(session: Session) -> Boot {
    until(|| match session.boot() {
        Boot::Starting => None,
        boot => Some(boot),
    })
    .await
}

pub async fn until<T>(mut reached: impl FnMut() -> Option<T>) -> T {
    for _ in 0..2_000 {
        if let Some(value) = reached() {
            return value;
        }
        TimeoutFuture::new(2).await;
    }
    panic!("it was never reached");
}

pub fn note() -> Path {
    "g/note".parse().unwrap()
}

pub fn photo() -> Path {
    "g/photo".parse().unwrap()
}

pub fn words(text: &str) -> Answer {
    Answer::Given(Value::Text(text.to_owned()))
}

pub fn first(replica: Replica) -> HouseholdId {
    replica.households()[0].id
}

/// A household as the record has it after somebody else has said its number.
pub fn with_number(replica: Replica, home: HouseholdId, text: &str) -> (Household, OperationId) {
    let mut household = replica.household(home).unwrap();
    let said = Said {
        operation: OperationId(Uuid::now_v7()),
        by: UserId(Uuid::now_v7()),
        at: chrono::DateTime::UNIX_EPOCH,
        on: None,
    };
    household.hear(Fact::Phone(Some(text.to_owned())), &said);
    (household, said.operation)
}

pub async fn answer(
    replica: Replica,
    visit: VisitId,
    path: Path,
    text: &str,
) -> Result<(), SaveError> {
    replica
        .change_answers(visit, |answers, _| answers.set(path, words(text)))
        .await
}

/// A picture on its way from the camera.
pub fn picture() -> js_sys::Promise {
    js_sys::Function::new_no_args(PICTURE)
        .call0(&JsValue::NULL)
        .unwrap()
        .unchecked_into()
}

/// A photo that the draft names and that waits on this phone.
pub async fn kept_photo(phone: &Phone, replica: Replica, visit: VisitId) -> String {
    let file: web_sys::File = JsFuture::from(picture()).await.unwrap().unchecked_into();
    let media = replica
        .keep_photo(visit, photo(), file, SIDE)
        .await
        .unwrap();
    assert!(phone.count(Shelf::Media).await > 0);
    media.sha256.to_string()
}

/// A picture of its own colour each time, as a camera gives it.
pub const PICTURE: &str = "const c = new OffscreenCanvas(8, 8), d = c.getContext('2d'); window.shade = (window.shade ?? 0) + 40; \
    d.fillStyle = `rgb(${window.shade}, 90, 30)`; d.fillRect(0, 0, 8, 8); \
    return c.convertToBlob({ type: 'image/jpeg' }).then((b) => new File([b], 'p.jpg', { type: b.type }));";

pub async fn finished(replica: Replica, text: &str) -> VisitId {
    let visit = replica.begin_visit(first(replica), None).await.unwrap();
    answer(replica, visit, note(), text).await.unwrap();
    replica.finish_visit(visit).await.unwrap();
    visit
}

/// What a full disk does to every value that is added, until the other script.
pub const FULL_DISK: &str = "const p = IDBObjectStore.prototype; window.whole = p.add; p.add = () => { throw new DOMException('full', 'QuotaExceededError'); };";
pub const WHOLE_DISK: &str = "IDBObjectStore.prototype.add = window.whole;";
