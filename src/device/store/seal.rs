//! The only way of a value into the database and out of it: sealed, on every shelf but the one at the door.

use dong_hanh_vault::{Content, DataKey, Nonce};
use js_sys::Uint8Array;
use sha2::{Digest as _, Sha256};
use wasm_bindgen::{JsCast, JsValue};

use super::{Key, SaveError, Shelf, Value};
use crate::device::{chance, digest};

/// A value as it lies on its shelf.
///
/// # Errors
/// [`SaveError::Lost`] where the store was locked meanwhile.
pub(super) fn seal(
    shelf: Shelf,
    key: &Key,
    value: &Value,
    with: Option<&DataKey>,
) -> Result<JsValue, SaveError> {
    if shelf == Shelf::Door {
        return Ok(match value {
            Value::Text(text) => JsValue::from_str(text),
            Value::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).into(),
        });
    }
    let with = with.ok_or(SaveError::Lost)?;
    let (place, nonce) = (place(shelf, key), Nonce(chance::bytes()?));
    let sealed = match value {
        Value::Text(text) => with.seal_text(&place, nonce, text),
        Value::Bytes(bytes) => with.seal_bytes(&place, nonce, bytes),
    };
    let sealed = sealed.map_err(|error| SaveError::Other(error.to_string()))?;
    Ok(Uint8Array::from(sealed.as_slice()).into())
}

/// What lies on a shelf; `None` for what this version or this key did not write.
pub(super) fn unseal(
    shelf: Shelf,
    key: &Key,
    value: &JsValue,
    with: Option<&DataKey>,
) -> Option<Value> {
    if shelf == Shelf::Door {
        return plain(value);
    }
    let sealed = value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    match sealed.and_then(|sealed| with?.content(&place(shelf, key), &sealed)) {
        Some(Content::Text(text)) => Some(Value::Text(text)),
        Some(Content::Bytes(bytes)) => Some(Value::Bytes(bytes)),
        None if shelf == Shelf::Media => named_by_content(key, value),
        None => None,
    }
}

/// A photo of the time before vaults, which is sealed soon after its store was: it is what its name says.
fn named_by_content(key: &Key, value: &JsValue) -> Option<Value> {
    let bytes = plain(value)?.bytes()?;
    let name = digest::digits(&Sha256::digest(&bytes));
    (key.text() == Some(name.as_str())).then_some(Value::Bytes(bytes))
}

/// A value that nothing protects.
pub(super) fn plain(value: &JsValue) -> Option<Value> {
    match value.as_string() {
        Some(text) => Some(Value::Text(text)),
        None => value
            .dyn_ref::<Uint8Array>()
            .map(|bytes| Value::Bytes(bytes.to_vec())),
    }
}

/// What a value is sealed for.
fn place(shelf: Shelf, key: &Key) -> String {
    match key {
        Key::Text(text) => format!("{}/{text}", shelf.name()),
        Key::Number(number) => format!("{}/{number}", shelf.name()),
    }
}
