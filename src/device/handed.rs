//! What the office asks the server about files that phones hand over: to take one in, and for what was kept of them.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use dong_hanh_domain::{Person, UserId};
use dong_hanh_sync::handover::Counts;
use futures::channel::oneshot;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{File, ProgressEvent, XmlHttpRequest};

use super::network::{Network, Problem};
use super::people::PeopleError;

/// Where drafts are that were handed over.
const DRAFTS: &str = "/api/v1/handovers/drafts";

/// Why something is closed.
#[derive(Serialize)]
struct Why<'a> {
    why: &'a str,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Imported {
    /// Whose work it is.
    pub person: Person,
    /// What their device is called.
    pub device: String,
    /// When the file was made.
    pub made: DateTime<Utc>,
    /// Operations that became part of the record now.
    pub applied: u64,
    /// Operations that the office holds now, by the reason.
    pub held: Vec<Counted>,
    /// Operations that had come before.
    pub known: u64,
    /// Pictures and sound that came now.
    pub media: u64,
    /// Those that had come before.
    pub known_media: u64,
    /// Those that were not taken, by the code of the problem.
    pub refused: Vec<Counted>,
    /// Visits that are not finished and are kept now.
    pub drafts: u64,
    /// Those that were kept before.
    pub known_drafts: u64,
    /// What the server cannot read and keeps now.
    pub unread: u64,
    /// Whether the file was whole.
    pub whole: bool,
    /// What was in the file and did not come.
    pub missing: Counts,
}

/// How often something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Counted {
    /// What: a stable word.
    pub code: String,
    /// How often.
    pub count: u64,
}

/// A visit that was handed over before it was finished.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct HandedDraft {
    /// Who was recording it.
    pub author: UserId,
    /// By what their drafts are told apart.
    pub digest: String,
    /// When it came.
    pub received: DateTime<Utc>,
    /// As the device had stored it.
    pub content: String,
    /// That an officer has closed it, if so.
    #[serde(default)]
    pub closed: Option<Closing>,
}

/// That an officer has closed what was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Closing {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where it was said.
    #[serde(default)]
    pub why: Option<String>,
}

impl HandedDraft {
    /// What it is known by among all.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}-{}", self.author, self.digest)
    }

    fn closing(&self) -> String {
        format!("{DRAFTS}/{}/{}/closing", self.author, self.digest)
    }
}

/// Why a file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The line broke, or the server is away: part of it may have been taken.
    NoAnswer,
    /// The session has ended.
    SignedOut,
    /// The server refuses, by the code of its problem document.
    Refused(String),
    /// Somebody did not want it any more.
    Stopped,
}

/// A file on its way to the server.
#[derive(Clone, Debug)]
pub struct Upload(XmlHttpRequest);

impl Upload {
    /// Sends a file; `progress` hears how many bytes of how many are gone. The other half answers when the server has.
    ///
    /// # Errors
    /// What the browser says.
    pub fn begin(
        network: &Network,
        file: &File,
        progress: impl Fn(u64, u64) + 'static,
    ) -> Result<(Self, oneshot::Receiver<Result<Imported, ImportError>>), JsValue> {
        // `fetch` does not tell how much is gone.
        let request = XmlHttpRequest::new()?;
        request.open_with_async("POST", "/api/v1/handovers", true)?;
        request.set_request_header("Content-Type", "application/octet-stream")?;
        if let Some(token) = network.token() {
            request.set_request_header("Authorization", &format!("Bearer {token}"))?;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let gone = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            progress(event.loaded() as u64, event.total() as u64);
        });
        request
            .upload()?
            .set_onprogress(Some(gone.into_js_value().unchecked_ref()));
        let (tell, told) = oneshot::channel();
        let tell = Rc::new(RefCell::new(Some(tell)));
        let ended = |answer: fn(&XmlHttpRequest) -> Result<Imported, ImportError>| {
            let (tell, request) = (tell.clone(), request.clone());
            let ended = Closure::<dyn Fn()>::new(move || {
                if let Some(tell) = tell.take() {
                    // The page may be gone.
                    let _ = tell.send(answer(&request));
                }
            });
            ended.into_js_value()
        };
        request.set_onload(Some(ended(answer).unchecked_ref()));
        request.set_onerror(Some(ended(|_| Err(ImportError::NoAnswer)).unchecked_ref()));
        request.set_onabort(Some(ended(|_| Err(ImportError::Stopped)).unchecked_ref()));
        request.send_with_opt_blob(Some(file))?;
        Ok((Self(request), told))
    }

    /// Gives it up. Nothing was taken as long as bytes are still on their way.
    pub fn stop(&self) {
        // A request that is over has nothing to give up.
        let _ = self.0.abort();
    }
}

fn answer(request: &XmlHttpRequest) -> Result<Imported, ImportError> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status() {
        // What is none comes from somewhere else on the way.
        Ok(200) => serde_json::from_str(&text).map_err(|_| ImportError::NoAnswer),
        Ok(401) => Err(ImportError::SignedOut),
        _ => {
            let problem: Problem = serde_json::from_str(&text).unwrap_or_default();
            Err(if problem.code.is_empty() {
                ImportError::NoAnswer
            } else {
                ImportError::Refused(problem.code)
            })
        }
    }
}

/// What the people of the unit handed over before it was finished, and was not finished since; closed ones too.
///
/// # Errors
/// [`PeopleError`].
pub async fn drafts(network: &Network) -> Result<Vec<HandedDraft>, PeopleError> {
    Ok(network.get(DRAFTS).await?)
}

/// Closes a draft, which nobody finishes any more, for a reason or none; one that is closed already stays as it was closed.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may be closed, and can be closed again.
pub async fn close(network: &Network, draft: &HandedDraft, why: &str) -> Result<(), PeopleError> {
    Ok(network.put(&draft.closing(), &Why { why }).await?)
}

/// Opens a draft again.
///
/// # Errors
/// [`PeopleError`]; where no answer came it may be open, and can be opened again.
pub async fn reopen(network: &Network, draft: &HandedDraft) -> Result<(), PeopleError> {
    Ok(network.delete(&draft.closing()).await?)
}
