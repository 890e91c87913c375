//! The way to the office in a real browser: an answer that stalls is given up, before it begins and in its middle.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, missing_docs)]

use dong_hanh::device::network::Network;
use dong_hanh_sync::Cursors;
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::protocol::PullRequest;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// As the standard says of `fetch`: an abort ends the promise of the answer, or else its body.
const STALLS: &str = "window.aborted = 0; \
    const ended = (signal, end) => signal.addEventListener('abort', () => { window.aborted += 1; end(new DOMException('aborted', 'AbortError')); }); \
    window.fetch = (path, { signal }) => new Promise((done, fail) => { \
        if (beginsNever) return ended(signal, fail); \
        done(new Response(new ReadableStream({ start(body) { \
            body.enqueue(new TextEncoder().encode('{\"scopes\": [')); \
            ended(signal, (error) => body.error(error)); \
        } }))); \
    });";

fn stall(begins_never: bool) {
    js_sys::Function::new_with_args("beginsNever", STALLS)
        .call1(&JsValue::NULL, &begins_never.into())
        .unwrap();
}

fn aborted() -> Option<f64> {
    js_sys::Reflect::get(&js_sys::global(), &"aborted".into())
        .unwrap()
        .as_f64()
}

async fn pull() -> Result<(), Failure> {
    let request = PullRequest {
        protocol: 1,
        cursors: Cursors::default(),
        epoch: None,
        acknowledged: None,
        report: None,
    };
    let network = Network::new(None).with_patience(5);
    network.pull(&request).await.map(drop)
}

#[wasm_bindgen_test]
async fn an_answer_that_never_begins_is_given_up() {
    stall(true);
    assert_eq!(pull().await, Err(Failure::NoAnswer));
    assert_eq!(aborted(), Some(1.0));
}

#[wasm_bindgen_test]
async fn an_answer_that_stalls_in_its_middle_is_given_up() {
    stall(false);
    assert_eq!(pull().await, Err(Failure::NoAnswer));
    assert_eq!(aborted(), Some(1.0));
}
