//! Working days of Việt Nam, and when a period ends that the law counts in days.
//!
//! Days off are those of the Labour Code 2019 (articles 111 and 112) as the government announces them for each year, with
//! the days that it exchanges. Where a year is not announced, only what is off however it decides is counted as off: a
//! period may then be thought to end a little early and never late.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// How well the days off of a year are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// As the government has announced them.
    Announced,
    /// By the calendar and the moon: what the government may choose is counted as work.
    Reckoned,
    /// Weekends and the days that never move; Tết and Giỗ Tổ are not among them.
    FixedOnly,
}

/// A year: how well it is known, which days from Monday to Friday are off, and which Saturdays are worked instead.
struct Year {
    year: i32,
    known: Known,
    off: &'static [(u32, u32)],
    worked: &'static [(u32, u32)],
}

/// Months and days. 2025 is as the Ministry of Labour has announced it (December 2024), 2026 as the Ministry of Home
/// Affairs has (November 2025). 2027 and 2028 are reckoned: Tết is 6/2/2027 and 26/1/2028, Giỗ Tổ 16/4/2027 and 4/4/2028;
/// of the five days of Tết those are taken that are off whether one or two of them lie before it, of 2/9 the day itself.
///
/// 24/11, Ngày Văn hóa Việt Nam, is to be off by Resolution 80-NQ/TW (7/1/2026); that the Labour Code was changed for it
/// was not found, so that it counts as work.
const YEARS: [Year; 4] = [
    Year {
        year: 2025,
        known: Known::Announced,
        off: &[
            (1, 1),
            (1, 27),
            (1, 28),
            (1, 29),
            (1, 30),
            (1, 31),
            (4, 7),
            (4, 30),
            (5, 1),
            (5, 2),
            (9, 1),
            (9, 2),
        ],
        worked: &[(4, 26)],
    },
    Year {
        year: 2026,
        known: Known::Announced,
        off: &[
            (1, 1),
            (1, 2),
            (2, 16),
            (2, 17),
            (2, 18),
            (2, 19),
            (2, 20),
            (4, 27),
            (4, 30),
            (5, 1),
            (8, 31),
            (9, 1),
            (9, 2),
        ],
        worked: &[(1, 10), (8, 22)],
    },
    Year {
        year: 2027,
        known: Known::Reckoned,
        // 6 and 7/2 are a weekend and are made good behind Tết, 1/5 is a Saturday.
        off: &[
            (1, 1),
            (2, 5),
            (2, 8),
            (2, 9),
            (2, 10),
            (4, 16),
            (4, 30),
            (5, 3),
            (9, 2),
        ],
        worked: &[],
    },
    Year {
        year: 2028,
        known: Known::Reckoned,
        // 1/1 and 2/9 are Saturdays, 30/4 is a Sunday before 1/5.
        off: &[
            (1, 3),
            (1, 25),
            (1, 26),
            (1, 27),
            (1, 28),
            (4, 4),
            (5, 1),
            (5, 2),
            (9, 4),
        ],
        worked: &[],
    },
];

/// Days that are off in every year.
const FIXED: [(u32, u32); 4] = [(1, 1), (4, 30), (5, 1), (9, 2)];

/// How well the days off of a year are known.
#[must_use]
pub fn known(year: i32) -> Known {
    of(year).map_or(Known::FixedOnly, |of| of.known)
}

/// Whether offices work on a day.
#[must_use]
pub fn is_worked(day: NaiveDate) -> bool {
    let date = (day.month(), day.day());
    let of = of(day.year());
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    match of {
        Some(of) if is_weekend => of.worked.contains(&date),
        Some(of) => !of.off.contains(&date),
        None => !is_weekend && !FIXED.contains(&date),
    }
}

/// The last day of a period of so many working days that begins with an event: the day of the event does not count (Civil
/// Code 2015, article 147).
#[must_use]
pub fn after_workdays(event: NaiveDate, workdays: u8) -> NaiveDate {
    let days = std::iter::successors(event.succ_opt(), NaiveDate::succ_opt);
    let mut worked = days.filter(|day| is_worked(*day));
    match workdays.checked_sub(1) {
        Some(more) => worked.nth(more.into()).unwrap_or(event),
        None => event,
    }
}

/// The last day of a period of so many days that begins with an event. Where it would end on a day off, it ends with the
/// next working day (Civil Code 2015, article 148).
#[must_use]
pub fn after_days(event: NaiveDate, days: u8) -> NaiveDate {
    let last = event.checked_add_days(Days::new(days.into()));
    let mut from = std::iter::successors(last, NaiveDate::succ_opt);
    from.find(|day| is_worked(*day)).unwrap_or(event)
}

/// How many working days lie behind one day, up to a later one and with it: 0 on the last day, and where it is past.
#[must_use]
pub fn workdays_until(today: NaiveDate, last: NaiveDate) -> usize {
    let days = std::iter::successors(today.succ_opt(), NaiveDate::succ_opt);
    let days = days.take_while(|day| *day <= last);
    days.filter(|day| is_worked(*day)).count()
}

fn of(year: i32) -> Option<&'static Year> {
    YEARS.iter().find(|of| of.year == year)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_off_lies_in_the_week_and_what_is_worked_instead_does_not() {
        for of in &YEARS {
            let weekday = |(month, day): &(u32, u32)| {
                let date = NaiveDate::from_ymd_opt(of.year, *month, *day).unwrap();
                matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
            };
            assert!(!of.off.iter().any(weekday), "{}", of.year);
            assert!(of.worked.iter().all(weekday), "{}", of.year);
            assert!(of.off.is_sorted());
        }
        assert_eq!(known(2026), Known::Announced);
        assert_eq!(known(2028), Known::Reckoned);
        assert_eq!(known(2029), Known::FixedOnly);
    }

    #[test]
    fn the_holidays_of_2026_are_as_long_as_they_were_announced() {
        let length = |first: &str| {
            let days = day(first).iter_days();
            days.take_while(|day| !is_worked(*day)).count()
        };
        let lengths = [
            "2026-01-01",
            "2026-02-14",
            "2026-04-25",
            "2026-04-30",
            "2026-08-29",
        ];
        assert_eq!(lengths.map(length), [4, 9, 3, 4, 5]);
        assert!(is_worked(day("2026-08-22")) && is_worked(day("2026-11-24")));
    }

    #[test]
    fn a_period_begins_after_its_event_and_ends_on_a_day_of_work() {
        // A Friday: the second working day is the Tuesday.
        assert_eq!(after_workdays(day("2026-11-27"), 2), day("2026-12-01"));
        // The Friday before Tết.
        assert_eq!(after_workdays(day("2026-02-13"), 2), day("2026-02-24"));
        // 15 days from 12/11 are 27/11; from 13/11 a Saturday.
        assert_eq!(after_days(day("2026-11-12"), 15), day("2026-11-27"));
        assert_eq!(after_days(day("2026-11-13"), 15), day("2026-11-30"));
        assert_eq!(workdays_until(day("2026-11-27"), day("2026-12-01")), 2);
        assert_eq!(workdays_until(day("2026-12-02"), day("2026-12-01")), 0);
    }

    proptest! {
        #[test]
        fn a_period_ends_on_a_day_of_work_and_counts_as_it_says(from in 0u64..4000, days in 1u8..40) {
            let event = day("2024-06-01") + Days::new(from);
            let last = after_workdays(event, days);
            prop_assert!(is_worked(last));
            prop_assert_eq!(workdays_until(event, last), usize::from(days));
            let last = after_days(event, days);
            prop_assert!(is_worked(last));
            prop_assert!(last >= event + Days::new(days.into()));
            let between = (event + Days::new(days.into())).iter_days().take_while(|day| *day < last);
            prop_assert!(between.into_iter().all(|day| !is_worked(day)));
        }

        #[test]
        fn a_later_event_never_ends_earlier(from in 0u64..4000, days in 1u8..40) {
            let event = day("2024-06-01") + Days::new(from);
            let next = event.succ_opt().unwrap();
            prop_assert!(after_workdays(event, days) <= after_workdays(next, days));
            prop_assert!(after_days(event, days) <= after_days(next, days));
        }
    }
}
