//! Another token for the session in a real browser: whatever is lost on the way, the phone stays signed in.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh::device::store::{Batch, Shelf, Value};
use dong_hanh::replica::Replica;
use phone::*;
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const TOKEN: &str = "/api/v1/session/token";

/// What a full disk does to every value that is written, until the other script.
const FULL: &str = "const p = IDBObjectStore.prototype; window.wholePut = p.put; window.refused = []; p.put = (_, key) => { window.refused.push(key); throw new DOMException('full', 'QuotaExceededError'); };";
const ROOMY: &str = "IDBObjectStore.prototype.put = window.wholePut;";

fn office_turns(token: &str) {
    let turned = json!({"token": token, "now": "2026-11-24T03:00:00Z"});
    office_says(TOKEN, 200, &turned);
}

/// What the phone keeps under a name.
async fn kept(phone: &Phone, name: &str) -> Option<String> {
    let store = phone.store().await;
    let value = store.get(Shelf::Meta, name).await.unwrap();
    value.and_then(Value::text)
}

async fn bears(replica: Replica, token: &str) {
    until(|| (replica.network().token().as_deref() == Some(token)).then_some(())).await;
}

/// Makes a round, also where the office is told to say more than it is asked.
async fn once_around(replica: Replica) {
    at_rest(replica).await;
    replica.sync_now();
    at_rest(replica).await;
}

fn is_unasked() -> bool {
    ANSWERS.with_borrow(|answers| answers.iter().any(|(path, ..)| path == TOKEN))
}

/// [S16.20]
#[wasm_bindgen_test]
async fn a_new_token_is_stored_and_used_and_the_other_tabs_hear_of_it() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    office_turns("next");
    let name = name_of(phone.user);
    script(&format!(
        "window.told = []; window.listens = new BroadcastChannel('{name}'); window.listens.onmessage = (e) => window.told.push(e.data);"
    ));
    let replica = phone.start().await;
    bears(replica, "next").await;
    assert_eq!(kept(&phone, "token").await.as_deref(), Some("next"));
    // By it a file says where it was made.
    let session = kept(&phone, "session").await.unwrap();
    assert_eq!(session.len(), 64);
    let told = || {
        let told = js_sys::Function::new_no_args("return window.told.includes('\"SignedIn\"')");
        told.call0(&wasm_bindgen::JsValue::NULL)
            .unwrap()
            .is_truthy()
    };
    until(|| told().then_some(())).await;
    script("window.listens.close()");

    // It is used for days.
    office_turns("too soon");
    once_around(replica).await;
    assert!(is_unasked());
    let replica = phone.restart(replica).await;
    once_around(replica).await;
    assert!(is_unasked());
    assert_eq!(replica.network().token().as_deref(), Some("next"));
    replica.leave();
}

/// [S16.20]
#[wasm_bindgen_test]
async fn a_token_is_used_for_seven_days_by_whatever_clock() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let now = || {
        #[allow(clippy::cast_possible_truncation)]
        let now = js_sys::Date::now() as i64;
        now
    };
    for (came, is_due) in [
        (now() - 6 * DAY, false),
        (now() - 7 * DAY - 1000, true),
        // The clock went back since.
        (now() + DAY, true),
    ] {
        let phone = Phone::new(&["Lê Thị Hạnh"]).await;
        let batch = Batch::strict().put(Shelf::Meta, "turned", came.to_string());
        phone.store().await.write(batch).await.unwrap();
        office_turns("next");
        let replica = phone.start().await;
        if is_due {
            bears(replica, "next").await;
        } else {
            once_around(replica).await;
            assert!(is_unasked(), "{came}");
        }
        replica.leave();
    }
}

/// [S16.20]
#[wasm_bindgen_test]
async fn a_lost_answer_leaves_the_token_and_the_next_round_asks_again() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    once_around(replica).await;
    office_says(TOKEN, 503, &json!({"code": "busy"}));
    round(replica).await;
    assert_eq!(replica.network().token().as_deref(), Some("a token"));
    assert_eq!(kept(&phone, "token").await.as_deref(), Some("a token"));
    assert!(!replica.sync().session_ended);
    office_turns("next");
    round(replica).await;
    bears(replica, "next").await;
    replica.leave();
}

/// [S16.20]
#[wasm_bindgen_test]
async fn a_phone_that_dies_before_it_has_stored_a_token_goes_on_with_the_one_before() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    once_around(replica).await;
    script(FULL);
    office_turns("lost");
    round(replica).await;
    let is_refused = || {
        let refused = js_sys::Function::new_no_args("return window.refused.includes('token')");
        refused
            .call0(&wasm_bindgen::JsValue::NULL)
            .unwrap()
            .is_truthy()
    };
    until(|| is_refused().then_some(())).await;
    script(ROOMY);
    assert_eq!(replica.network().token().as_deref(), Some("a token"));
    let replica = phone.restart(replica).await;
    assert_eq!(kept(&phone, "token").await.as_deref(), Some("a token"));
    office_turns("next");
    round(replica).await;
    bears(replica, "next").await;
    let replica = phone.restart(replica).await;
    assert_eq!(replica.network().token().as_deref(), Some("next"));
    replica.leave();
}

/// [S16.20]
#[wasm_bindgen_test]
async fn an_office_that_makes_no_tokens_is_asked_once_a_start() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    office_says(TOKEN, 404, &json!({"code": "not-found"}));
    let replica = phone.start().await;
    round(replica).await;
    office_turns("next");
    once_around(replica).await;
    assert!(is_unasked());
    assert_eq!(replica.network().token().as_deref(), Some("a token"));
    assert!(!replica.sync().session_ended);
    let replica = phone.restart(replica).await;
    bears(replica, "next").await;
    replica.leave();
}

/// [S16.20]
#[wasm_bindgen_test]
async fn what_somebody_signed_in_with_meanwhile_is_not_written_over() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    let replica = phone.start().await;
    once_around(replica).await;
    // Another tab has signed in, and this one has not heard of it yet.
    let batch = Batch::strict().put(Shelf::Meta, "token", "signed in");
    phone.store().await.write(batch).await.unwrap();
    office_turns("of the session before");
    round(replica).await;
    assert_eq!(kept(&phone, "token").await.as_deref(), Some("signed in"));
    replica.leave();
}
