//! The device in a real browser: storage there is like nowhere else. One program but for `tests/replica`, since each has to
//! be made ready for the browser whole.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod arranging;
mod facts;
mod fixtures;
mod forms;
mod handover;
mod network;
mod pages;
mod people;
mod phone;
mod storage;
mod store;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
