//! SHA-256, by the browser.

use dong_hanh_form::{MediaRef, Sha256};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The name of bytes by their content.
///
/// # Errors
/// Where the page has no secure context.
pub async fn named(bytes: &[u8], mime: &str) -> Result<MediaRef, JsValue> {
    let sha256 = Sha256::try_from(hex(bytes).await?).map_err(|error| error.to_string())?;
    Ok(MediaRef {
        sha256,
        bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        mime: mime.to_owned(),
    })
}

/// A digest in lower-case hexadecimal digits.
///
/// # Errors
/// Where the page has no secure context.
pub async fn hex(bytes: &[u8]) -> Result<String, JsValue> {
    Ok(digits(&sha256(bytes).await?))
}

/// Bytes in lower-case hexadecimal digits.
pub(super) fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The 32 bytes of a digest.
///
/// # Errors
/// Where the page has no secure context.
pub async fn sha256(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let promise: Promise = window
        .crypto()?
        .subtle()
        .digest_with_str_and_js_u8_array("SHA-256", &Uint8Array::from(bytes))?;
    Ok(Uint8Array::new(&JsFuture::from(promise).await?).to_vec())
}
