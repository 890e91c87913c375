//! Moments as a field for day and hour writes them, in Việt Nam.

use chrono::{DateTime, NaiveDateTime, Utc};
use dong_hanh_domain::time::VIETNAM;

/// `2026-11-24T13:00`, as the field has it.
pub(super) fn typed(at: DateTime<Utc>) -> String {
    let there = at.with_timezone(&VIETNAM);
    there.format("%Y-%m-%dT%H:%M").to_string()
}

/// The moment that stands in the field, if one does.
pub(super) fn read(text: &str) -> Option<DateTime<Utc>> {
    let there = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    let there = there.and_local_timezone(VIETNAM).single()?;
    Some(there.to_utc())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_moment_is_read_as_it_was_typed() {
        let at: DateTime<Utc> = "2026-11-24T06:00:00Z".parse().unwrap();
        assert_eq!(typed(at), "2026-11-24T13:00");
        assert_eq!(read("2026-11-24T13:00"), Some(at));
        assert_eq!(read(""), None);
    }
}
