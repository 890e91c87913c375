//! There and back: what is read and written reads the same again, and nothing that is not known is lost on the way.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

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
    let (came, written): (Value, Value) = (parse(came), parse(written));
    let (Value::Object(came), Value::Object(written)) = (came, written) else {
        panic!("no objects");
    };
    for (name, value) in came {
        if !known.contains(&name.as_str()) {
            assert_eq!(written.get(&name), Some(&value), "of the field {name}");
        }
    }
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("it was read before")
}
