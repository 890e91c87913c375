//! The way to the office: requests of the API, and what their failures mean for the work on this device.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{DeviceId, Person, Role, SessionId, UnitKey, UserId};
use dong_hanh_form::Sha256;
use dong_hanh_sync::device::{Failure, Pulled};
use dong_hanh_sync::protocol::PullRequest;
use dong_hanh_sync::{PushAnswer, PushRequest};
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

mod upload;

/// How long the office may be silent before a request is given up, in milliseconds: until its answer begins, and from
/// then on until each next part of it, however long the whole takes on a poor line. The next try begins anew and loses
/// nothing.
const PATIENCE_MS: u32 = 60_000;

/// The slowest line on which a body is still waited for, in bytes a millisecond (32 kbit/s).
const SLOWEST: usize = 4;

/// Bodies shorter than this gain nothing from compression, in bytes.
const WORTH_PACKING: usize = 1024;

/// The server, seen from one session. Clones share the token.
#[derive(Clone, Debug)]
pub struct Network {
    token: Rc<RefCell<Option<String>>>,
    exchange: Rc<RefCell<Option<AbortController>>>,
    /// How often what was under way was given up.
    stops: Rc<Cell<u32>>,
    patience: u32,
}

/// A sign-in.
#[derive(Clone, Debug, Serialize)]
pub struct NewSession<'a> {
    /// User name.
    pub sign_in: &'a str,
    /// Password.
    pub password: &'a str,
    /// This installation.
    pub device: DeviceName,
}

/// An installation as the list of sessions shows it.
#[derive(Clone, Debug, Serialize)]
pub struct DeviceName {
    /// Its id.
    pub id: DeviceId,
    /// What people recognise it by.
    pub label: String,
}

/// Another password, and the one that there is.
#[derive(Serialize)]
struct NewPassword<'a> {
    old: &'a str,
    new: &'a str,
}

/// A session that was opened.
#[derive(Clone, Debug, Deserialize)]
pub struct SignedIn {
    /// What every later request bears.
    pub token: String,
    /// The session.
    pub session: SessionId,
    /// Who signed in.
    pub me: Account,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

/// Who is signed in, as the server says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Their id.
    pub user: UserId,
    /// As others see them.
    pub person: Person,
    /// What they may do, and where.
    pub role: Role,
    /// The unit that they work for.
    pub unit: UnitName,
    /// For whom hand-over files are locked: an age recipient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover: Option<String>,
}

/// A unit with its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitName {
    /// Which.
    pub key: UnitKey,
    /// What it is called: `Phường Thuận An`.
    pub name: String,
}

/// The part of a problem document that machines read (RFC 9457).
#[derive(Default, Deserialize)]
pub(super) struct Problem {
    #[serde(default)]
    pub(super) code: String,
}

/// An answer of the 2xx kind, read to its end.
struct Answer {
    status: u16,
    headers: Headers,
    body: Vec<u8>,
}

enum Body<'a> {
    None,
    Json(String),
    Bytes(&'a [u8], &'a str),
}

impl Network {
    /// A network for a token; without one it can only sign in.
    #[must_use]
    pub fn new(token: Option<String>) -> Self {
        Self {
            token: Rc::new(RefCell::new(token)),
            exchange: Rc::default(),
            stops: Rc::default(),
            patience: PATIENCE_MS,
        }
    }

    /// The same network, that gives a silent office up after so many milliseconds.
    #[must_use]
    pub fn with_patience(self, patience: u32) -> Self {
        Self { patience, ..self }
    }

    /// What its requests bear.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.token.borrow().clone()
    }

    /// Uses another token from now on.
    pub fn set_token(&self, token: Option<String>) {
        *self.token.borrow_mut() = token;
    }

    /// Opens a session.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `wrong-credentials`, [`Failure::Busy`] after too many tries.
    pub async fn sign_in(&self, session: &NewSession<'_>) -> Result<SignedIn, Failure> {
        self.send("POST", "/api/v1/session", json(session)?)
            .await?
            .json()
    }

    /// Ends the session of the token.
    ///
    /// # Errors
    /// [`Failure`]: the session goes on at the server until it expires or is revoked.
    pub async fn sign_out(&self) -> Result<(), Failure> {
        self.send("DELETE", "/api/v1/session", Body::None)
            .await
            .map(drop)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn me(&self) -> Result<Account, Failure> {
        self.get("/api/v1/me").await
    }

    /// Sends operations.
    ///
    /// # Errors
    /// [`Failure`]: nothing is known of what became of them, and they stay in the outbox.
    pub async fn push(&self, request: &PushRequest) -> Result<PushAnswer, Failure> {
        self.exchange("POST", "/api/v1/operations", json(request)?)
            .await?
            .json()
    }

    /// Asks for changes.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn pull(&self, request: &PullRequest) -> Result<Pulled, Failure> {
        let answer = self
            .exchange("POST", "/api/v1/changes", json(request)?)
            .await?;
        if answer.status == 204 {
            Ok(Pulled::Nothing(answer.date()))
        } else {
            answer.json().map(Pulled::News)
        }
    }

    /// Gives up what is under way of a round: a push, a pull or a photo.
    pub fn abort(&self) {
        self.stops.set(self.stops.get().wrapping_add(1));
        if let Some(controller) = self.exchange.borrow_mut().take() {
            controller.abort();
        }
    }

    /// Fetches a photo.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn get_media(&self, sha256: &Sha256) -> Result<Vec<u8>, Failure> {
        let answer = self.send("GET", &media_path(sha256), Body::None).await?;
        Ok(answer.body)
    }

    /// Reads something else of the API, for the screens that work only with a network.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        self.send("GET", path, Body::None).await?.json()
    }

    /// Gives whoever is signed in another password, and ends their sessions on other devices.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `wrong-password` or `unfit-password`, [`Failure::Busy`] after too many tries;
    /// after [`Failure::NoAnswer`] either of the two may count.
    pub async fn change_password(&self, old: &str, new: &str) -> Result<(), Failure> {
        let body = json(&NewPassword { old, new })?;
        let answer = self.send("POST", "/api/v1/me/password", body).await;
        answer.map(drop)
    }

    /// Ends something of the API.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn delete(&self, path: &str) -> Result<(), Failure> {
        self.send("DELETE", path, Body::None).await.map(drop)
    }

    /// A request of a round, which can be given up.
    async fn exchange(&self, method: &str, path: &str, body: Body<'_>) -> Result<Answer, Failure> {
        self.exchange_with(method, path, &[], body).await
    }

    /// The same, with headers of its own.
    async fn exchange_with(
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

    async fn send(&self, method: &str, path: &str, body: Body<'_>) -> Result<Answer, Failure> {
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
    fn json<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|_| Failure::NoAnswer)
    }

    /// A number that the office says in a header. Who does not say it is not the office.
    fn number(&self, name: &str) -> Result<usize, Failure> {
        let text = self.headers.get(name).ok().flatten();
        text.and_then(|text| text.parse().ok())
            .ok_or(Failure::NoAnswer)
    }

    /// The server's clock, as every answer bears it.
    fn date(&self) -> Option<DateTime<Utc>> {
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

fn json<'a>(value: &impl Serialize) -> Result<Body<'a>, Failure> {
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

fn media_path(sha256: &Sha256) -> String {
    format!("/api/v1/media/{sha256}")
}

fn no_answer(_: JsValue) -> Failure {
    Failure::NoAnswer
}

/// What people recognise this device by: browser and system.
#[must_use]
pub fn device_label() -> String {
    let agent = web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default();
    let find = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = find(&[
        ("CocCoc", "Cốc Cốc"),
        ("coc_coc", "Cốc Cốc"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
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
