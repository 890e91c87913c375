//! A phone and its office through what can become of work, in a real browser: a program of its own, since what is answered
//! here would be heard by sessions that other tests have left open.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod lives;
#[path = "../device/phone.rs"]
mod phone;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
