//! Photos and sound in pieces, by tus 1.0.0: a break costs what was on the wire, and nothing about it is kept here.
//!
//! To begin the same upload again is how it is found again: the office says how much of it is there.

use dong_hanh_form::MediaRef;
use dong_hanh_sync::device::Failure;
use wasm_bindgen::JsValue;

use super::Network;
use super::wire::{Body, no_answer};
use crate::device::digest::sha256;

/// The most bytes of one piece: a few seconds of a poor signal.
pub(super) const PIECE: usize = 256 * 1024;

const UPLOADS: &str = "/api/v1/media/uploads";

const VERSION: (&str, &str) = ("Tus-Resumable", "1.0.0");

impl Network {
    /// Sends a photo or a sound, from where it broke off the last time. After a break it goes on at once, as long as
    /// each try brings bytes to the office. Sending it twice does nothing the second time.
    ///
    /// # Errors
    /// [`Failure`]; what has come stays there, and the next call goes on.
    pub async fn put_media(&self, media: &MediaRef, bytes: &[u8]) -> Result<(), Failure> {
        let stops = self.stops.get();
        let (mut here, mut broke) = (None, Failure::NoAnswer);
        loop {
            let there = self.begin(media, bytes.len()).await.map_err(later)?;
            if here.is_some_and(|here| there <= here) {
                return Err(later(broke));
            }
            here = Some(there);
            match self.pieces(media, bytes, there, stops).await {
                Err(failure) if goes_on(&failure) && self.stops.get() == stops => broke = failure,
                ended => return ended.map_err(later),
            }
        }
    }

    /// Begins an upload or finds it again; answers how many bytes of it are at the office.
    async fn begin(&self, media: &MediaRef, length: usize) -> Result<usize, Failure> {
        let digest = base64(media.sha256.as_str().as_bytes())?;
        let kind = base64(media.mime.as_bytes())?;
        let headers = [
            VERSION,
            ("Upload-Length", &length.to_string()),
            (
                "Upload-Metadata",
                &format!("sha256 {digest},filetype {kind}"),
            ),
        ];
        let answer = self.exchange_with("POST", UPLOADS, &headers, Body::None);
        answer.await?.number("Upload-Offset")
    }

    async fn pieces(
        &self,
        media: &MediaRef,
        bytes: &[u8],
        from: usize,
        stops: u32,
    ) -> Result<(), Failure> {
        let path = format!("{UPLOADS}/{}", media.sha256);
        let mut offset = from;
        while let Some(rest) = bytes.get(offset..).filter(|rest| !rest.is_empty()) {
            let piece = &rest[..rest.len().min(PIECE)];
            let sum = sha256(piece).await.map_err(no_answer)?;
            // Somebody has stopped the round while nothing was under way.
            if self.stops.get() != stops {
                return Err(Failure::NoAnswer);
            }
            let headers = [
                VERSION,
                ("Upload-Offset", &offset.to_string()),
                ("Upload-Checksum", &format!("sha256 {}", base64(&sum)?)),
            ];
            let body = Body::Bytes(piece, "application/offset+octet-stream");
            let answer = self.exchange_with("PATCH", &path, &headers, body).await?;
            let there = answer.number("Upload-Offset")?;
            if there <= offset {
                return Err(Failure::NoAnswer);
            }
            offset = there;
        }
        Ok(())
    }
}

/// Whether asking where the upload stands may help at once.
fn goes_on(failure: &Failure) -> bool {
    match failure {
        Failure::NoAnswer => true,
        Failure::Refused { code } => is_of_this_try(code),
        _ => false,
    }
}

/// What says something of this try, and nothing of the photo.
fn later(failure: Failure) -> Failure {
    match failure {
        Failure::Refused { code } if is_of_this_try(&code) => Failure::Busy { retry_after: None },
        failure => failure,
    }
}

fn is_of_this_try(code: &str) -> bool {
    matches!(
        code,
        "wrong-offset" | "wrong-checksum" | "taken" | "not-json" | "not-found"
    )
}

fn base64(bytes: &[u8]) -> Result<String, Failure> {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let window = web_sys::window().ok_or(Failure::NoAnswer)?;
    window
        .btoa(&text)
        .map_err(|error: JsValue| no_answer(error))
}
