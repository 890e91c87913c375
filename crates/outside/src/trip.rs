//! There and back: what is read and written reads the same again, and nothing that is not known is lost on the way.

use dong_hanh_domain::Extra;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What the bytes say, where they say something; it is the same after one more journey. Where a reader passes something
/// over, it need not even be text: `from_utf8_lossy` leaves all that is read as it is.
pub(crate) fn round_trip<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let read: T = serde_json::from_slice(bytes).ok()?;
    settled(&read);
    Some(read)
}

/// Written, read and written again it is the same text.
pub(crate) fn settled<T: Serialize + DeserializeOwned>(read: &T) {
    let once = serde_json::to_string(read).expect("what was read can be written");
    let again: T = serde_json::from_str(&once).unwrap_or_else(|error| panic!("{error}: {once}"));
    assert_eq!(serde_json::to_string(&again).unwrap(), once);
}

/// Every field of an object that this version does not know is in what it writes, as it came.
pub(crate) fn keeps_the_unknown(came: &str, written: &str, known: &[&str]) {
    let written = fields(written);
    for (name, value) in fields(came) {
        if !known.contains(&name.as_str()) {
            assert_eq!(written.get(&name), Some(&value), "of the field {name}");
        }
    }
}

/// The same of a type that shows what it does not know; a field that was added to the type and not to `known` is found
/// as soon as a seed has it. A field that is known by its name and cannot be read is kept among what is not known, and
/// then it is as it came too.
pub(crate) fn keeps_extra(came: &str, written: &str, known: &[&str], extra: &Extra) {
    for name in fields(written).keys() {
        let is_kept = extra.0.contains_key(name);
        assert!(
            is_kept || known.contains(&name.as_str()),
            "of the field {name}"
        );
    }
    let read = known.iter().filter(|name| !extra.0.contains_key(**name));
    keeps_the_unknown(came, written, &read.copied().collect::<Vec<_>>());
}

fn fields(text: &str) -> Map<String, Value> {
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => fields,
        _ => panic!("no object: {text}"),
    }
}
