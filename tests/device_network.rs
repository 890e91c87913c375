//! The way to the office in a real browser: an answer that stalls is given up, before it begins and in its middle, and an
//! upload goes on where it broke off.
#![cfg(target_family = "wasm")]
#![allow(clippy::unwrap_used, missing_docs)]

use dong_hanh::device::network::Network;
use dong_hanh_form::MediaRef;
use dong_hanh_sync::Cursors;
use dong_hanh_sync::device::Failure;
use dong_hanh_sync::protocol::PullRequest;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
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

fn request() -> PullRequest {
    PullRequest {
        protocol: 1,
        cursors: Cursors::default(),
        epoch: None,
        acknowledged: None,
        report: None,
    }
}

async fn pull() -> Result<(), Failure> {
    let network = Network::new(None).with_patience(5);
    network.pull(&request()).await.map(drop)
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

/// A clock that the line moves: every part of the answer takes 40 s.
const CRAWLS: &str = "const ever = [window.setTimeout, window.clearTimeout], timers = new Map(); let now = 0, last = 0; \
    window.setTimeout = (act, ms) => { last += 1; timers.set(last, { act, at: now + ms }); return last; }; \
    window.clearTimeout = (timer) => timers.delete(timer); \
    window.as_ever = () => { [window.setTimeout, window.clearTimeout] = ever; }; \
    const pass = (ms) => { now += ms; for (const [timer, { act, at }] of [...timers]) if (at <= now) { timers.delete(timer); act(); } }; \
    const parts = ['{\"scopes\": [', '], ', '\"feeds\": [], ', '\"now\": ', '\"2026-11-24T03:00:00Z\"}']; \
    window.fetch = async (path, { signal }) => new Response(new ReadableStream({ \
        start(body) { signal.addEventListener('abort', () => body.error(new DOMException('aborted', 'AbortError'))); }, \
        pull(body) { \
            pass(40_000); \
            if (signal.aborted) return; \
            if (parts.length > 0) body.enqueue(new TextEncoder().encode(parts.shift())); else body.close(); \
        } }, { highWaterMark: 0 }));";

#[wasm_bindgen_test]
async fn an_answer_on_a_poor_line_is_waited_for_as_long_as_something_comes() {
    let script = |text: &str| js_sys::Function::new_no_args(text).call0(&JsValue::NULL);
    script(CRAWLS).unwrap();
    let pulled = Network::new(None).pull(&request()).await;
    script("window.as_ever();").unwrap();
    assert_eq!(pulled.map(drop), Ok(()), "200 s in all");
}

/// An office that takes an upload. Of the next `breaks` pieces it gets the first `part` bytes before the connection ends.
const OFFICE: &str = "const office = window.office = { offset: 0, carried: 0, begun: 0, sums: 0, breaks, part, hangs }; \
    const number = (headers, name) => Number(headers.get(name)); \
    window.fetch = async (path, { method, headers, body, signal }) => { \
        if (headers.get('Tus-Resumable') !== '1.0.0') throw new TypeError('another protocol'); \
        const answer = (status) => new Response(null, { status, headers: { 'Upload-Offset': String(office.offset) } }); \
        if (method === 'POST') { office.begun += 1; office.length = number(headers, 'Upload-Length'); return answer(201); } \
        if (number(headers, 'Upload-Offset') !== office.offset) throw new TypeError('another place'); \
        const came = office.breaks > 0 ? Math.min(office.part, body.length) : body.length; \
        office.offset += came; office.carried += body.length; \
        if (office.hangs) return new Promise((_, fail) => { \
            signal.addEventListener('abort', () => fail(new DOMException('aborted', 'AbortError'))); window.stop_it?.(); \
        }); \
        if (office.breaks > 0) { office.breaks -= 1; throw new TypeError('the hill'); } \
        const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', body)); \
        office.sums += headers.get('Upload-Checksum') === 'sha256 ' + btoa(String.fromCharCode(...sum)) ? 1 : 0; \
        return answer(204); \
    };";

fn office(breaks: u32, part: u32, hangs: bool) {
    js_sys::Function::new_with_args("breaks, part, hangs", OFFICE)
        .call3(&JsValue::NULL, &breaks.into(), &part.into(), &hangs.into())
        .unwrap();
}

fn saw(what: &str) -> f64 {
    let office = js_sys::Reflect::get(&js_sys::global(), &"office".into()).unwrap();
    let seen = js_sys::Reflect::get(&office, &what.into()).unwrap();
    seen.as_f64().unwrap()
}

const LENGTH: usize = 3_000_000;

async fn send(network: &Network) -> Result<(), Failure> {
    let media = MediaRef {
        sha256: "5f".repeat(32).parse().unwrap(),
        bytes: u32::try_from(LENGTH).unwrap(),
        mime: "image/jpeg".into(),
    };
    network.put_media(&media, &vec![7; LENGTH]).await
}

/// [S4.12]
#[wasm_bindgen_test]
async fn an_upload_goes_on_where_it_broke_off_and_each_piece_has_its_checksum() {
    office(3, 100_000, false);
    assert_eq!(send(&Network::new(None)).await, Ok(()));
    assert_eq!(saw("offset"), 3_000_000.0);
    assert_eq!(saw("begun"), 4.0, "once for each break, and the first time");
    // Each break costs at most what was left of one piece.
    assert_eq!(
        saw("carried") - saw("offset"),
        3.0 * (262_144.0 - 100_000.0)
    );
    assert_eq!(saw("sums"), 11.0, "2.7 MB in pieces of 256 KiB");
    assert_eq!(send(&Network::new(None)).await, Ok(()));
    assert_eq!(
        saw("carried") - saw("offset"),
        3.0 * (262_144.0 - 100_000.0),
        "it travels once"
    );
}

/// [S4.12]
#[wasm_bindgen_test]
async fn a_try_that_brings_nothing_is_the_last_one_for_now() {
    office(9, 0, false);
    assert_eq!(send(&Network::new(None)).await, Err(Failure::NoAnswer));
    assert_eq!((saw("begun"), saw("breaks")), (2.0, 8.0));
}

/// [S4.12] [S1.8]
#[wasm_bindgen_test]
async fn an_upload_that_is_given_up_does_not_go_on_by_itself() {
    office(0, 0, true);
    let network = Network::new(None);
    let stopper = network.clone();
    let stop = Closure::<dyn Fn()>::new(move || stopper.abort());
    js_sys::Reflect::set(&js_sys::global(), &"stop_it".into(), stop.as_ref()).unwrap();
    assert_eq!(send(&network).await, Err(Failure::NoAnswer));
    assert_eq!((saw("begun"), saw("offset")), (1.0, 262_144.0));
}
