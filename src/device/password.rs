//! A password, known again without being kept: PBKDF2 with SHA-256, by the browser.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

/// What comes of a password, a salt and so many rounds: 32 bytes.
///
/// # Errors
/// Where the page has no secure context.
pub async fn derive(password: &str, salt: &[u8], rounds: u32) -> Result<Vec<u8>, JsValue> {
    let subtle = web_sys::window().ok_or(JsValue::NULL)?.crypto()?.subtle();
    let usages = Array::of1(&"deriveBits".into());
    let password = Uint8Array::from(password.as_bytes());
    let key: Promise = subtle.import_key_with_str("raw", &password, "PBKDF2", false, &usages)?;
    let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();
    let algorithm = Object::new();
    for (name, value) in [
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", rounds.into()),
    ] {
        Reflect::set(&algorithm, &name.into(), &value)?;
    }
    let bits: Promise = subtle.derive_bits_with_object(&algorithm, &key, 256)?;
    Ok(Uint8Array::new(&JsFuture::from(bits).await?).to_vec())
}
