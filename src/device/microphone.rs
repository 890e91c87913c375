//! The microphone: what somebody says, as small as the browser packs speech.

use dong_hanh_form::{Lang, MediaRef};
use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobEvent, DomException, MediaRecorder, MediaRecorderOptions, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

use super::{camera, digest};
use crate::words::device as words;

/// The longest recording, in seconds; it then ends by itself and is kept.
pub const LONGEST_S: u32 = 5 * 60;

/// More than the longest recording takes, in bytes.
pub const LARGEST: u64 = LONGEST_S as u64 * BITS_A_SECOND as u64 / 8 * 2;

/// Enough for speech.
const BITS_A_SECOND: u32 = 24_000;

/// What the office takes, the smallest first.
const KINDS: [&str; 3] = [
    "audio/webm;codecs=opus",
    "audio/ogg;codecs=opus",
    "audio/mp4",
];

/// Why there is no recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoSound {
    /// The person, or the phone's settings, said no.
    #[error("not allowed")]
    Denied,
    /// The phone has no microphone that this browser can use.
    #[error("no microphone")]
    NoMicrophone,
    /// What was recorded cannot be read.
    #[error("nothing was recorded")]
    Broken,
}

impl NoSound {
    /// What to do, for the screen.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::Denied => words::sound_denied(lang),
            Self::NoMicrophone => words::sound_no_microphone(lang),
            Self::Broken => words::sound_broken(lang),
        }
    }
}

/// A recording under way. It ends when somebody [stops](Stop) it, when the page is hidden, or after [`LONGEST_S`].
pub struct Recording {
    stop: Stop,
    stream: MediaStream,
    recorded: oneshot::Receiver<Blob>,
    _on_data: Closure<dyn FnMut(BlobEvent)>,
    _on_hidden: Hidden,
}

/// Ends a recording.
#[derive(Clone)]
pub struct Stop(MediaRecorder);

impl Stop {
    /// Ends it; one that has ended stays as it is.
    pub fn now(&self) {
        let _ = self.0.stop();
    }
}

/// Asks for the microphone, which a person may have to allow, and begins.
///
/// # Errors
/// [`NoSound`]: nothing is being recorded.
pub async fn record() -> Result<Recording, NoSound> {
    let kind = KINDS
        .into_iter()
        .find(|kind| MediaRecorder::is_type_supported(kind))
        .ok_or(NoSound::NoMicrophone)?;
    let stream = listen().await.map_err(|error| {
        let name = error.dyn_ref::<DomException>().map(DomException::name);
        match name.as_deref() {
            Some("NotAllowedError" | "SecurityError") => NoSound::Denied,
            _ => NoSound::NoMicrophone,
        }
    })?;
    let options = MediaRecorderOptions::new();
    options.set_mime_type(kind);
    options.set_audio_bits_per_second(BITS_A_SECOND);
    let recorder =
        MediaRecorder::new_with_media_stream_and_media_recorder_options(&stream, &options)
            .map_err(|_| NoSound::NoMicrophone)?;
    let (data, recorded) = oneshot::channel();
    let mut data = Some(data);
    // Once, when it ends: nothing was asked for earlier.
    let on_data = Closure::new(move |event: BlobEvent| {
        if let (Some(data), Some(blob)) = (data.take(), event.data()) {
            let _ = data.send(blob);
        }
    });
    recorder.set_ondataavailable(Some(on_data.as_ref().unchecked_ref()));
    recorder.start().map_err(|_| NoSound::NoMicrophone)?;
    let stop = Stop(recorder);
    let on_hidden = Hidden::then(stop.clone());
    // It may have been hidden while the person was asked.
    stop_if_hidden(&stop);
    Ok(Recording {
        stop,
        stream,
        recorded,
        _on_data: on_data,
        _on_hidden: on_hidden,
    })
}

impl Recording {
    /// What ends it.
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop.clone()
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// [`NoSound::Broken`] where the browser gives nothing.
    pub async fn kept(self) -> Result<(MediaRef, Vec<u8>), NoSound> {
        let longest = TimeoutFuture::new(LONGEST_S * 1000);
        let blob = match select(self.recorded, longest).await {
            Either::Left((blob, _)) => blob,
            Either::Right(((), recorded)) => {
                self.stop.now();
                recorded.await
            }
        };
        for track in self.stream.get_tracks() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
        let blob = blob.map_err(|_| NoSound::Broken)?;
        named(&blob).await.map_err(|_| NoSound::Broken)
    }
}

async fn named(blob: &Blob) -> Result<(MediaRef, Vec<u8>), JsValue> {
    let bytes = camera::bytes(blob).await?;
    if bytes.is_empty() {
        return Err(JsValue::NULL);
    }
    let kind = blob.type_();
    let kind = kind.split(';').next().unwrap_or_default();
    Ok((digest::named(&bytes, kind).await?, bytes))
}

async fn listen() -> Result<MediaStream, JsValue> {
    let devices = web_sys::window()
        .ok_or(JsValue::NULL)?
        .navigator()
        .media_devices()?;
    let sound = MediaStreamConstraints::new();
    sound.set_audio(&JsValue::TRUE);
    JsFuture::from(devices.get_user_media_with_constraints(&sound)?)
        .await?
        .dyn_into()
}

/// Ends a recording when the page is hidden: a phone may throw a hidden page away.
struct Hidden(Closure<dyn FnMut()>);

const HIDDEN: &str = "visibilitychange";

impl Hidden {
    fn then(stop: Stop) -> Self {
        let on_hidden = Closure::new(move || stop_if_hidden(&stop));
        if let Some(document) = document() {
            let _ = document
                .add_event_listener_with_callback(HIDDEN, on_hidden.as_ref().unchecked_ref());
        }
        Self(on_hidden)
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        if let Some(document) = document() {
            let _ = document
                .remove_event_listener_with_callback(HIDDEN, self.0.as_ref().unchecked_ref());
        }
    }
}

fn stop_if_hidden(stop: &Stop) {
    if document().is_some_and(|document| document.hidden()) {
        stop.now();
    }
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
