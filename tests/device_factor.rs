//! Signing in with a second factor, in a real browser.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod phone;

use dong_hanh::replica::{Boot, Session, SignInError};
use phone::*;
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PASSWORD: &str = "gạo trắng nước trong";

async fn enters(session: Session, code: Option<&str>) -> Result<(), SignInError> {
    let (name, password) = ("chau".to_owned(), PASSWORD.to_owned());
    let code = code.map(str::to_owned);
    session.sign_in_with(name, password, code).await
}

fn office_refuses(status: u16, code: &str) {
    office_says(SESSION, status, &json!({ "code": code }));
}

#[wasm_bindgen_test]
async fn the_office_asks_for_a_code_and_takes_it() {
    let phone = Phone::bare();
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    office_refuses(401, "second-factor-needed");
    assert_eq!(enters(session, None).await, Err(SignInError::CodeNeeded));
    office_refuses(403, "wrong-code");
    let wrong = enters(session, Some("123456")).await;
    assert_eq!(wrong, Err(SignInError::WrongCode));
    assert!(matches!(session.boot(), Boot::SignedOut { .. }));
    office_says(SESSION, 200, &phone.session());
    assert_eq!(enters(session, Some("123457")).await, Ok(()));
    assert!(matches!(session.boot(), Boot::Choosing(_)));
    session.leave_unchosen();
}

/// The store of somebody whom the phone does not know by this name any more is found by the first answer, whose code is used.
#[wasm_bindgen_test]
async fn the_next_code_opens_the_store_that_was_found() {
    let phone = Phone::new(&["Lê Thị Hạnh"]).await;
    nobody_was_here().await;
    let session = Session::start();
    assert!(matches!(opened(session).await, Boot::SignedOut { .. }));
    office_says(SESSION, 200, &phone.session());
    office_says(SESSION, 204, &json!(null));
    office_refuses(403, "wrong-code");
    let used = enters(session, Some("123456")).await;
    assert_eq!(used, Err(SignInError::WrongCode));
    office_says(SESSION, 200, &phone.session());
    assert_eq!(enters(session, Some("123457")).await, Ok(()));
    assert!(matches!(session.boot(), Boot::Choosing(_)));
    assert!(ANSWERS.with_borrow(std::collections::VecDeque::is_empty));
    session.leave_unchosen();
}
