//! One request and its answer, as they go over the wire, and what an answer means for the work on this device.

use chrono::{DateTime, Utc};
use dong_hanh_sync::device::Failure;
use gloo_timers::callback::Timeout;
use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Blob, Headers, ReadableStreamDefaultReader, RequestCache, RequestInit,
    Response,
};

use super::Network;

/// The slowest line on which a body is still waited for, in bytes a millisecond (32 kbit/s).
const SLOWEST: usize = 4;

/// Bodies shorter than this gain nothing from compression, in bytes.
const WORTH_PACKING: usize = 1024;

/// The part of a problem document that machines read (RFC 9457).
#[derive(Default, Deserialize)]
pub(in crate::device) struct Problem {
    #[serde(default)]
    pub(in crate::device) code: String,
}

/// An answer of the 2xx kind, read to its end.
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Headers,
    pub(super) body: Vec<u8>,
}

/// What goes along with a request.
pub(super) enum Body<'a> {
    None,
    Json(String),
    Bytes(&'a [u8], &'a str),
}

impl Network {
    /// A request of a round, which can be given up.
    pub(super) async fn exchange(
        &self,
        method: &str,
        path: &str,
        body: Body<'_>,
    ) -> Result<Answer, Failure> {
        self.exchange_with(method, path, &[], body).await
    }

    /// The same, with headers of its own.
    pub(super) async fn exchange_with(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Body<'_>,
    ) -> Result<Answer, Failure> {
        let controller = AbortController::new().map_err(no_answer)?;
        *self.exchange.borrow_mut() = Some(controller.clone());
        let answer = self.request(method, path, headers, body, &controller).await;
        *self.exchange.borrow_mut() = None;
        answer
    }

    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        body: Body<'_>,
    ) -> Result<Answer, Failure> {
        let controller = AbortController::new().map_err(no_answer)?;
        self.request(method, path, &[], body, &controller).await
    }

    async fn request(
        &self,
        method: &str,
        path: &str,
        own: &[(&str, &str)],
        body: Body<'_>,
        controller: &AbortController,
    ) -> Result<Answer, Failure> {
        let headers = Headers::new().map_err(no_answer)?;
        let set = |name: &str, value: &str| headers.set(name, value).map_err(no_answer);
        for (name, value) in own {
            set(name, value)?;
        }
        let init = RequestInit::new();
        let mut sent = 0;
        if let Some(token) = &*self.token.borrow() {
            set("Authorization", &format!("Bearer {token}"))?;
        }
        match body {
            Body::None => {}
            Body::Json(text) => {
                set("Content-Type", "application/json")?;
                match gzip(&text).await {
                    Some(packed) => {
                        set("Content-Encoding", "gzip")?;
                        sent = packed.byte_length() as usize;
                        init.set_body(&packed);
                    }
                    None => {
                        sent = text.len();
                        init.set_body(&JsValue::from_str(&text));
                    }
                }
            }
            Body::Bytes(bytes, mime) => {
                set("Content-Type", mime)?;
                sent = bytes.len();
                init.set_body(&Uint8Array::from(bytes));
            }
        }
        init.set_method(method);
        init.set_headers(&headers);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(&controller.signal()));
        let until = |patience| {
            let controller = controller.clone();
            Timeout::new(patience, move || controller.abort())
        };
        let sending = u32::try_from(sent / SLOWEST).unwrap_or(u32::MAX);
        let beginning = until(self.patience.saturating_add(sending));
        let window = web_sys::window().ok_or(Failure::NoAnswer)?;
        let response = JsFuture::from(window.fetch_with_str_and_init(path, &init))
            .await
            .map_err(no_answer)?;
        drop(beginning);
        let response: Response = response.dyn_into().map_err(no_answer)?;
        let answer = Answer::read(&response, || until(self.patience)).await?;
        if response.ok() {
            Ok(answer)
        } else {
            Err(answer.refusal())
        }
    }
}

impl Answer {
    /// Reads it to its end. For each part `patience` is asked anew for what gives up waiting, until it is dropped.
    async fn read(response: &Response, patience: impl Fn() -> Timeout) -> Result<Self, Failure> {
        let mut body = Vec::new();
        if let Some(stream) = response.body() {
            let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
            loop {
                let _waiting = patience();
                let read = JsFuture::from(reader.read()).await.map_err(no_answer)?;
                let part = Reflect::get(&read, &"value".into()).map_err(no_answer)?;
                // Behind the last part there is none.
                let Ok(part) = part.dyn_into::<Uint8Array>() else {
                    break;
                };
                body.extend(part.to_vec());
            }
        }
        Ok(Self {
            status: response.status(),
            headers: response.headers(),
            body,
        })
    }

    /// Reads JSON. What is none comes from somewhere else, as from the sign-in page of a café's Wi-Fi.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|_| Failure::NoAnswer)
    }

    /// A number that the office says in a header. Who does not say it is not the office.
    pub(super) fn number(&self, name: &str) -> Result<usize, Failure> {
        let text = self.headers.get(name).ok().flatten();
        text.and_then(|text| text.parse().ok())
            .ok_or(Failure::NoAnswer)
    }

    /// The server's clock, as every answer bears it.
    pub(super) fn date(&self) -> Option<DateTime<Utc>> {
        let date = self.headers.get("Date").ok()??;
        let date = DateTime::parse_from_rfc2822(&date).ok()?;
        Some(date.to_utc())
    }

    /// What an answer other than 2xx means.
    fn refusal(&self) -> Failure {
        let problem: Problem = self.json().unwrap_or_default();
        let retry_after = || {
            let seconds = self.headers.get("Retry-After").ok()??;
            seconds.parse().ok()
        };
        match (self.status, problem.code.as_str()) {
            (401, "session-ended") => Failure::SignedOut,
            (_, "protocol-unknown") => Failure::Version,
            (408 | 425 | 429 | 500.., _) => Failure::Busy {
                retry_after: retry_after(),
            },
            // Whoever on the way says it, less of it may get through.
            (413, "") => Failure::Refused {
                code: "too-large".to_owned(),
            },
            // Without a problem document it is not the office that speaks, but something on the way to it.
            (_, "") => Failure::Busy { retry_after: None },
            (_, code) => Failure::Refused {
                code: code.to_owned(),
            },
        }
    }
}

pub(super) fn json<'a>(value: &impl Serialize) -> Result<Body<'a>, Failure> {
    serde_json::to_string(value)
        .map(Body::Json)
        .map_err(|error| Failure::Refused {
            code: error.to_string(),
        })
}

/// The text packed, where it is worth it and the browser can.
async fn gzip(text: &str) -> Option<ArrayBuffer> {
    let window = web_sys::window()?;
    if text.len() < WORTH_PACKING || !Reflect::has(&window, &"CompressionStream".into()).ok()? {
        return None;
    }
    let packer = CompressionStream::new("gzip").ok()?;
    let stream = Blob::new_with_str_sequence(&js_sys::Array::of1(&text.into()))
        .ok()?
        .stream();
    let packed = stream.unchecked_ref::<Pipe>().pipe_through(&packer).ok()?;
    let packed = Response::new_with_opt_readable_stream(Some(&packed)).ok()?;
    let packed = JsFuture::from(packed.array_buffer().ok()?).await.ok()?;
    packed.dyn_into().ok()
}

pub(super) fn no_answer(_: JsValue) -> Failure {
    Failure::NoAnswer
}

#[wasm_bindgen]
extern "C" {
    /// web-sys has compression only behind its unstable flag.
    type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type Pipe;

    #[wasm_bindgen(method, catch, js_name = pipeThrough)]
    fn pipe_through(
        this: &Pipe,
        packer: &CompressionStream,
    ) -> Result<web_sys::ReadableStream, JsValue>;
}
