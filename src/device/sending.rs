//! Files on their way from an officer's desk to the server: how much is gone is told, and they can be given up.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

use super::network::{Network, Problem};

/// Why the server did not take what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// The line broke, or the server is away: it may have been taken.
    NoAnswer,
    /// The session has ended.
    SignedOut,
    /// The server refuses, by the code of its problem document.
    Refused(String),
    /// Somebody did not want it any more.
    Stopped,
}

/// What is sent.
#[derive(Debug)]
pub enum Sent<'a> {
    /// The bytes of one file.
    File(&'a File),
    /// Several files, each with its name.
    Files(&'a FormData),
}

/// What the server answers, when it has.
pub type Told<T> = oneshot::Receiver<Result<T, UploadError>>;

/// Files on their way to the server.
#[derive(Clone, Debug)]
pub struct Upload(XmlHttpRequest);

impl Upload {
    /// Sends files; `progress` hears how many bytes of how many are gone.
    ///
    /// # Errors
    /// What the browser says.
    pub fn begin<T: DeserializeOwned + 'static>(
        network: &Network,
        path: &str,
        sent: &Sent<'_>,
        progress: impl Fn(u64, u64) + 'static,
    ) -> Result<(Self, Told<T>), JsValue> {
        // `fetch` does not tell how much is gone.
        let request = XmlHttpRequest::new()?;
        request.open_with_async("POST", path, true)?;
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
        let ended = |answer: fn(&XmlHttpRequest) -> Result<T, UploadError>| {
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
        request.set_onerror(Some(ended(|_| Err(UploadError::NoAnswer)).unchecked_ref()));
        request.set_onabort(Some(ended(|_| Err(UploadError::Stopped)).unchecked_ref()));
        match sent {
            Sent::File(file) => {
                request.set_request_header("Content-Type", "application/octet-stream")?;
                request.send_with_opt_blob(Some(file))?;
            }
            Sent::Files(files) => request.send_with_opt_form_data(Some(files))?,
        }
        Ok((Self(request), told))
    }

    /// Gives it up. Nothing was taken as long as bytes are still on their way.
    pub fn stop(&self) {
        // A request that is over has nothing to give up.
        let _ = self.0.abort();
    }
}

fn answer<T: DeserializeOwned>(request: &XmlHttpRequest) -> Result<T, UploadError> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status() {
        // What is none comes from somewhere else on the way.
        Ok(200 | 201) => serde_json::from_str(&text).map_err(|_| UploadError::NoAnswer),
        Ok(204) => serde_json::from_str("null").map_err(|_| UploadError::NoAnswer),
        Ok(401) => Err(UploadError::SignedOut),
        _ => {
            let problem: Problem = serde_json::from_str(&text).unwrap_or_default();
            Err(if problem.code.is_empty() {
                UploadError::NoAnswer
            } else {
                UploadError::Refused(problem.code)
            })
        }
    }
}
