//! Days and times, as people write them: 24/11/2026, in the running year 24/11; 16:42.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Timelike, Utc, Weekday};
use dong_hanh_domain::DeviceTime;
use dong_hanh_domain::time::VIETNAM;
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

/// `16:42` in Việt Nam.
#[must_use]
pub fn clock(at: DateTime<Utc>) -> String {
    minutes(&at.with_timezone(&VIETNAM))
}

/// `16:42` where the moment was.
#[must_use]
pub fn minutes<Z: TimeZone>(at: &DateTime<Z>) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `lúc 16:42` of today, `ngày 24/11` otherwise.
#[must_use]
pub fn moment(lang: Lang, at: DateTime<Utc>, today: NaiveDate) -> String {
    let at = at.with_timezone(&VIETNAM);
    said(lang, at.date_naive(), &minutes(&at), today)
}

/// The same for a moment of this device, corrected.
#[must_use]
pub fn moment_of(lang: Lang, at: DeviceTime, today: NaiveDate) -> String {
    said(lang, at.day(), &minutes(&at.local()), today)
}

fn said(lang: Lang, day: NaiveDate, time: &str, today: NaiveDate) -> String {
    if day == today {
        words::at_time(lang, time)
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

    #[test]
    fn the_year_is_left_out_while_it_runs() {
        let today = "2026-11-24".parse().unwrap();
        assert_eq!(short_day("2026-09-03".parse().unwrap(), today), "03/09");
        assert_eq!(
            short_day("2025-12-10".parse().unwrap(), today),
            "10/12/2025"
        );
    }

    #[test]
    fn a_moment_of_today_is_a_time_and_any_other_a_day() {
        // 23:30 UTC on the 23rd is 06:30 of the 24th in Việt Nam.
        let at = "2026-11-23T23:30:00Z".parse().unwrap();
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
