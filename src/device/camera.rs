//! Photos made small: at most [`SIDE`] pixels, JPEG, without what the camera wrote beside the picture.

use futures::channel::oneshot;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

use dong_hanh_form::MediaRef;

use super::{digest, jpeg};

/// The longer side of a kept photo, in pixels.
pub const SIDE: u32 = 1600;

/// JPEG quality, 0.0..1.0.
const QUALITY: f64 = 0.8;

/// A photo, packed small.
pub const JPEG: &str = "image/jpeg";

/// A drawing, in which lines stay sharp.
pub const PNG: &str = "image/png";

/// Shrinks a picture; drawing it anew leaves place, time and serial number of the camera behind. `side` is the longest
/// that is wanted, in pixels.
///
/// # Errors
/// What the browser says of a file that is no picture.
pub async fn shrink(file: &Blob, side: u32) -> Result<(MediaRef, Vec<u8>), JsValue> {
    packed(&drawn(file, side).await?, JPEG).await
}

/// A picture as a canvas, no larger than `side` and [`SIDE`].
///
/// # Errors
/// What the browser says of a file that is no picture.
pub async fn drawn(file: &Blob, side: u32) -> Result<HtmlCanvasElement, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let bitmap: ImageBitmap = JsFuture::from(window.create_image_bitmap_with_blob(file)?)
        .await?
        .dyn_into()?;
    let (width, height) = fit(bitmap.width(), bitmap.height(), side.clamp(1, SIDE));
    let (canvas, context) = canvas(width, height)?;
    context.draw_image_with_image_bitmap_and_dw_and_dh(
        &bitmap,
        0.0,
        0.0,
        width.into(),
        height.into(),
    )?;
    bitmap.close();
    Ok(canvas)
}

/// A canvas, and what draws on it.
///
/// # Errors
/// What a browser says that has no canvas.
pub fn canvas(
    width: u32,
    height: u32,
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let canvas: HtmlCanvasElement = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?
        .create_element("canvas")?
        .dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    Ok((canvas, context))
}

/// The bytes of what is drawn, and their name; `mime` is [`JPEG`] or [`PNG`].
///
/// # Errors
/// What the browser says of a canvas that it cannot pack.
pub async fn packed(
    canvas: &HtmlCanvasElement,
    mime: &str,
) -> Result<(MediaRef, Vec<u8>), JsValue> {
    let (taken, blob) = oneshot::channel();
    let on_blob = Closure::once(move |blob: Option<Blob>| drop(taken.send(blob)));
    canvas.to_blob_with_type_and_encoder_options(
        on_blob.as_ref().unchecked_ref(),
        mime,
        &QUALITY.into(),
    )?;
    let blob = blob.await.ok().flatten().ok_or(JsValue::NULL)?;
    // Some browsers write remarks of their own.
    let bytes = jpeg::plain(bytes(&blob).await?);
    Ok((digest::named(&bytes, mime).await?, bytes))
}

/// The bytes of a file.
///
/// # Errors
/// What the browser says of a file that is gone.
pub async fn bytes(file: &Blob) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(file.array_buffer()).await?).to_vec())
}

/// The size of a picture whose longer side is at most so many pixels.
fn fit(width: u32, height: u32, most: u32) -> (u32, u32) {
    let longer = width.max(height).max(1);
    if longer <= most {
        return (width, height);
    }
    let scaled = |side: u32| {
        u32::try_from(u64::from(side) * u64::from(most) / u64::from(longer))
            .unwrap_or(most)
            .max(1)
    };
    (scaled(width), scaled(height))
}

/// A URL by which an image element shows bytes; it lasts as long as the page.
///
/// # Errors
/// What the browser says.
pub fn object_url(bytes: &[u8], mime: &str) -> Result<String, JsValue> {
    let options = js_sys::Object::new();
    Reflect::set(&options, &"type".into(), &mime.into())?;
    let parts = js_sys::Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, options.unchecked_ref())?;
    url_of(&blob)
}

/// The same of a file.
///
/// # Errors
/// What the browser says.
pub fn url_of(file: &Blob) -> Result<String, JsValue> {
    web_sys::Url::create_object_url_with_blob(file)
}

/// Frees the bytes behind a URL of [`object_url`]; what shows it already goes on showing it.
pub fn let_go(url: &str) {
    // A URL that is none has nothing to free.
    let _ = web_sys::Url::revoke_object_url(url);
}

#[cfg(test)]
mod tests {
    use super::fit;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_longer_side_is_cut_and_the_shape_kept() {
        assert_eq!(fit(4000, 3000, 1600), (1600, 1200));
        assert_eq!(fit(3000, 4000, 1600), (1200, 1600));
        assert_eq!(fit(800, 600, 1600), (800, 600));
        assert_eq!(fit(800, 600, 400), (400, 300));
        assert_eq!(fit(100_000, 1, 1600), (1600, 1));
    }
}
