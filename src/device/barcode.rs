//! What a bar code or a QR code says, read by the browser itself through the camera.

use dong_hanh_form::Lang;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Object, Promise, Reflect};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use crate::words::device as words;

/// Between two looks, in milliseconds: often enough for a hand, seldom enough for a battery.
const LOOK_MS: u32 = 200;

const DETECTOR: &str = "BarcodeDetector";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = BarcodeDetector)]
    type Detector;

    #[wasm_bindgen(constructor, catch, js_class = "BarcodeDetector")]
    fn new() -> Result<Detector, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn detect(this: &Detector, video: &HtmlVideoElement) -> Result<Promise, JsValue>;
}

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no camera")]
pub struct NoCamera;

impl NoCamera {
    /// What to do, for the screen.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        words::no_camera(lang)
    }
}

/// Whether this browser can read codes at all.
#[must_use]
pub fn is_there() -> bool {
    Reflect::has(&js_sys::global(), &DETECTOR.into()).unwrap_or(false)
}

/// Shows what the camera sees until a code is read, or `goes_on` says no.
///
/// # Errors
/// [`NoCamera`] where the person or the phone gives none.
pub async fn read(
    video: &HtmlVideoElement,
    goes_on: impl Fn() -> bool,
) -> Result<Option<String>, NoCamera> {
    let stream = look().await.map_err(|_| NoCamera)?;
    let found = through(&stream, video, goes_on).await;
    for track in stream.get_tracks() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
    video.set_src_object(None);
    found.map_err(|_| NoCamera)
}

async fn through(
    stream: &MediaStream,
    video: &HtmlVideoElement,
    goes_on: impl Fn() -> bool,
) -> Result<Option<String>, JsValue> {
    let detector = Detector::new()?;
    video.set_src_object(Some(stream));
    JsFuture::from(video.play()?).await?;
    while goes_on() {
        // A picture that is not there yet is none that cannot be read.
        if let Ok(codes) = JsFuture::from(detector.detect(video)?).await {
            let code = codes.unchecked_into::<Array>().get(0);
            let says = Reflect::get(&code, &"rawValue".into()).unwrap_or_default();
            if let Some(text) = says.as_string().filter(|text| !text.is_empty()) {
                return Ok(Some(text));
            }
        }
        TimeoutFuture::new(LOOK_MS).await;
    }
    Ok(None)
}

async fn look() -> Result<MediaStream, JsValue> {
    let devices = web_sys::window()
        .ok_or(JsValue::NULL)?
        .navigator()
        .media_devices()?;
    let facing = Object::new();
    Reflect::set(&facing, &"facingMode".into(), &"environment".into())?;
    let sight = MediaStreamConstraints::new();
    sight.set_video(&facing);
    JsFuture::from(devices.get_user_media_with_constraints(&sight)?)
        .await?
        .dyn_into()
}
