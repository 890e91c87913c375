//! Moments, people and classes as the office writes them.

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{Class, UserId};

use crate::replica::Replica;
use crate::ui::{clock, day, full_day, short_day};

/// A moment: the time alone where it is today, else with its day: `16:42 23/11`.
#[must_use]
pub fn moment(at: DateTime<Utc>, today: NaiveDate) -> String {
    let on = day(at);
    if on == today {
        clock(at)
    } else {
        format!("{} {}", clock(at), short_day(on, today))
    }
}

/// A moment with its whole day: `23/11/2026 16:42`.
#[must_use]
pub fn exactly(at: DateTime<Utc>) -> String {
    format!("{} {}", full_day(day(at)), clock(at))
}

/// A person as colleagues speak of them: `cô Trần Thị Lài, Hội Phụ nữ`.
#[must_use]
pub fn colleague(replica: Replica, id: UserId) -> Option<String> {
    let person = replica.person(id)?;
    let called = person.called();
    Some(match person.organisation {
        Some(organisation) => format!("{called}, {organisation}"),
        None => called,
    })
}

/// A person inside a sentence: `cô Lài`.
#[must_use]
pub fn briefly(replica: Replica, id: UserId) -> Option<String> {
    let person = replica.person(id)?;
    Some(format!(
        "{} {}",
        person.courtesy.word(),
        person.name.given()
    ))
}

/// An official class at the start of a line: `Hộ nghèo`.
#[must_use]
pub fn class(class: Class) -> String {
    capital(class.words())
}

/// With a capital first letter.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::{Local, TimeZone};
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_moment_of_today_is_a_time() {
        let at = Local.with_ymd_and_hms(2026, 11, 24, 0, 30, 0);
        let at = at.single().unwrap().to_utc();
        assert_eq!(moment(at, "2026-11-24".parse().unwrap()), "00:30");
        assert_eq!(moment(at, "2026-11-25".parse().unwrap()), "00:30 24/11");
    }

    #[wasm_bindgen_test]
    fn a_line_begins_with_a_capital() {
        assert_eq!(class(Class::Poor), "Hộ nghèo");
        assert_eq!(capital("đổ bằng"), "Đổ bằng");
        assert_eq!(capital(""), "");
    }
}
