//! The app.

// The component macro makes props public beside a component, and hands them over by value.
#![allow(unreachable_pub, clippy::needless_pass_by_value)]

pub mod app;
pub mod device;
pub mod form;
pub mod office;
pub mod pages;
pub mod replica;
pub mod ui;
pub mod words;

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
