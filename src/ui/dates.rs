//! Days and times, as people write them: 24/11/2026, in the running year 24/11; 16:42.
//!
//! A moment is shown by the wall clock of the phone that shows it, like the clock in its corner and like its «today»,
//! wherever the moment was recorded. The day of a visit alone is the day where the visit was, since its answers are
//! judged by that.

use chrono::{DateTime, Datelike, Local, NaiveDate, Timelike, Utc, Weekday};
use dong_hanh_form::Lang;

use crate::words::time as words;

/// `24/11/2026`.
#[must_use]
pub fn full_day(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// `24/11`.
#[must_use]
pub fn month_day(day: NaiveDate) -> String {
    format!("{:02}/{:02}", day.day(), day.month())
}

/// `24/11` in the running year, `24/11/2026` otherwise.
#[must_use]
pub fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        month_day(day)
    } else {
        full_day(day)
    }
}

/// A moment by this phone's wall clock: the one way from a moment to what people read.
fn here(at: DateTime<Utc>) -> DateTime<Local> {
    at.with_timezone(&Local)
}

/// `16:42`.
#[must_use]
pub fn clock(at: DateTime<Utc>) -> String {
    let at = here(at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The day of a moment.
#[must_use]
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    here(at).date_naive()
}

/// `lúc 16:42` of today, `ngày 24/11` otherwise.
#[must_use]
pub fn moment(lang: Lang, at: DateTime<Utc>, today: NaiveDate) -> String {
    let day = day(at);
    if day == today {
        words::at_time(lang, &clock(at))
    } else {
        words::on_day(lang, &short_day(day, today))
    }
}

/// `Thứ Ba`.
#[must_use]
pub fn weekday(lang: Lang, day: NaiveDate) -> String {
    match day.weekday() {
        Weekday::Mon => words::monday(lang),
        Weekday::Tue => words::tuesday(lang),
        Weekday::Wed => words::wednesday(lang),
        Weekday::Thu => words::thursday(lang),
        Weekday::Fri => words::friday(lang),
        Weekday::Sat => words::saturday(lang),
        Weekday::Sun => words::sunday(lang),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::TimeZone;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_year_is_left_out_while_it_runs() {
        let today = "2026-11-24".parse().unwrap();
        assert_eq!(short_day("2026-09-03".parse().unwrap(), today), "03/09");
        assert_eq!(
            short_day("2025-12-10".parse().unwrap(), today),
            "10/12/2025"
        );
    }

    #[wasm_bindgen_test]
    fn a_moment_of_today_is_a_time_and_any_other_a_day() {
        let at = Local.with_ymd_and_hms(2026, 11, 24, 6, 30, 0);
        let at = at.single().unwrap().to_utc();
        assert_eq!(
            moment(Lang::Vi, at, "2026-11-24".parse().unwrap()),
            "lúc 06:30"
        );
        assert_eq!(
            moment(Lang::Vi, at, "2026-11-25".parse().unwrap()),
            "ngày 24/11"
        );
    }
}
