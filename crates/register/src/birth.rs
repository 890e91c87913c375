//! Days and years as lists have them: dd/mm/yyyy, d.m.yy, Excel's own days, their bare numbers, years alone.

use chrono::{Datelike, Days, NaiveDate};
use dong_hanh_domain::Birth;
use dong_hanh_workbook::{Cell, Moment};

/// The day or year that a cell says; `Err` with what stands there where it is neither. Years of two digits are the last
/// such year that is not ahead of `today`.
pub(crate) fn birth(cell: &Cell, today: NaiveDate) -> Result<Birth, String> {
    let found = match cell {
        Cell::Moment(when) => moment(*when).map(Birth::Date),
        Cell::Number(value) => of_number(*value),
        Cell::Text(text) => of_text(text, today),
        Cell::Truth(_) | Cell::Error(_) => None,
    };
    found
        .filter(|found| year(*found) >= EARLIEST)
        .ok_or_else(|| crate::grid::said(cell))
}

/// The same, where only a whole day will do.
pub(crate) fn day(cell: &Cell, today: NaiveDate) -> Result<NaiveDate, String> {
    match birth(cell, today)? {
        Birth::Date(date) => Ok(date),
        Birth::Year(_) => Err(crate::grid::said(cell)),
    }
}

/// Nobody in a list was born before.
const EARLIEST: i32 = 1850;

fn year(birth: Birth) -> i32 {
    match birth {
        Birth::Date(date) => date.year(),
        Birth::Year(year) => year.into(),
    }
}

fn moment(when: Moment) -> Option<NaiveDate> {
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
}

/// The days that Excel counts in a cell without a format for days: from 1927 to 2099, so that no year is one.
const SERIALS: std::ops::Range<u64> = 10_000..73_051;

fn of_number(value: f64) -> Option<Birth> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = (value.fract() == 0.0 && (0.0..1e9).contains(&value)).then_some(value as u64)?;
    if let Ok(year @ 1850..=2100) = u16::try_from(whole) {
        return Some(Birth::Year(year));
    }
    if SERIALS.contains(&whole) {
        let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
        return first.checked_add_days(Days::new(whole)).map(Birth::Date);
    }
    // 12031958 was 12/03/1958 before somebody took the strokes out.
    let part = |of: u64, by: u64| u32::try_from(of % by).ok();
    let (year, month, day) = (
        part(whole, 10_000)?,
        part(whole / 10_000, 100)?,
        part(whole / 1_000_000, 100)?,
    );
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    date.filter(|_| whole > 1_000_000).map(Birth::Date)
}

fn of_text(text: &str, today: NaiveDate) -> Option<Birth> {
    // A time of day says nothing of a birth.
    let days = text.split_whitespace().filter(|word| !word.contains(':'));
    let parts: Vec<(u32, usize)> = days
        .flat_map(|word| word.split(|c: char| !c.is_ascii_digit()))
        .filter(|part| !part.is_empty())
        .map(|part| Some((part.parse().ok()?, part.len())))
        .collect::<Option<_>>()?;
    let whole = |(year, digits): (u32, usize)| match digits {
        4 => i32::try_from(year).ok(),
        2 => {
            let century = today.year() / 100 * 100;
            let year = century + i32::try_from(year).ok()?;
            Some(if year > today.year() {
                year - 100
            } else {
                year
            })
        }
        _ => None,
    };
    let date = |year: i32, month: u32, day: u32| {
        if month == 0 || day == 0 {
            return u16::try_from(year).ok().map(Birth::Year);
        }
        let swapped = || NaiveDate::from_ymd_opt(year, day, month);
        let date = NaiveDate::from_ymd_opt(year, month, day);
        // Where only the other order is a day at all, it is meant.
        date.or_else(|| (month > 12).then(swapped).flatten())
            .map(Birth::Date)
    };
    match parts[..] {
        [(year, 4)] => u16::try_from(year).ok().map(Birth::Year),
        [(value, 7 | 8)] => of_number(value.into()),
        [(_, 1 | 2), last @ (_, 4)] => u16::try_from(whole(last)?).ok().map(Birth::Year),
        [first @ (_, 4), (month, _), (day, _)] => date(whole(first)?, month, day),
        [(day, _), (month, _), last] => date(whole(last)?, month, day),
        _ => None,
    }
}

/// Whether somebody typed a day before its month: it is one that no month could be.
pub(crate) fn day_comes_first(text: &str) -> bool {
    let mut parts = text.split(|c: char| !c.is_ascii_digit());
    let mut next = || parts.find(|part| !part.is_empty())?.parse::<u32>().ok();
    matches!(
        (next(), next(), next()),
        (Some(13..=31), Some(1..=12), Some(_))
    )
}

/// A day in the words of decisions: `ngày 15 tháng 12 năm 2025`, `ngày 15/12/2025`.
pub(crate) fn written(text: &str) -> Option<NaiveDate> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let mut next = || numbers.find(|part| !part.is_empty())?.parse::<u32>().ok();
    let (day, month, year) = (next()?, next()?, next()?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|day| day.year() > 1900)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn read(cell: &Cell) -> Result<Birth, String> {
        birth(cell, "2026-11-24".parse().unwrap())
    }

    #[rstest]
    #[case("12/03/1958", Some("1958-03-12"))]
    #[case("2.3.58", Some("1958-03-02"))]
    #[case("2-3-26", Some("2026-03-02"))]
    #[case("2-3-27", Some("1927-03-02"))]
    #[case("1958-03-12", Some("1958-03-12"))]
    #[case("12/03/1958 00:00:00", Some("1958-03-12"))]
    #[case("03/25/1958", Some("1958-03-25"))]
    #[case("ngày 5 tháng 4 năm 1958", Some("1958-04-05"))]
    #[case("12031958", Some("1958-03-12"))]
    #[case("31/02/1958", None)]
    #[case("12/03", None)]
    #[case("chưa rõ", None)]
    #[case("1/1/1/1", None)]
    fn a_text_is_a_day(#[case] text: &str, #[case] day: Option<&str>) {
        let expected = day.map(|day| Birth::Date(day.parse().unwrap()));
        assert_eq!(read(&Cell::Text(text.to_owned())).ok(), expected, "{text}");
    }

    #[rstest]
    #[case("1958")]
    #[case("khoảng 1958")]
    #[case("3/1958")]
    #[case("00/00/1958")]
    #[case("--/--/1958")]
    fn a_year_alone_stays_a_year(#[case] text: &str) {
        assert_eq!(
            read(&Cell::Text(text.to_owned())),
            Ok(Birth::Year(1958)),
            "{text}"
        );
    }

    #[test]
    fn numbers_are_years_or_the_days_that_excel_counts() {
        let day = |text: &str| Ok(Birth::Date(text.parse().unwrap()));
        assert_eq!(read(&Cell::Number(1958.0)), Ok(Birth::Year(1958)));
        assert_eq!(read(&Cell::Number(21_256.0)), day("1958-03-12"));
        assert_eq!(read(&Cell::Number(7_041_975.0)), day("1975-04-07"));
        for wrong in [0.0, 12.0, 1958.5, -3.0, 1e300, f64::NAN] {
            assert!(read(&Cell::Number(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_decisions_say_of_their_day() {
        let day = "2025-12-15".parse().ok();
        assert_eq!(written("ngay 15 thang 12 nam 2025 cua uy ban"), day);
        assert_eq!(written("ngay 15 12 2025"), day);
        assert_eq!(written("ngay"), None);
    }

    proptest! {
        #[test]
        fn every_day_is_read_as_it_was_written(days in 0_u64..43_000) {
            let first: NaiveDate = "1909-01-01".parse().unwrap();
            let date = first.checked_add_days(Days::new(days)).unwrap();
            prop_assume!(date <= "2026-11-24".parse().unwrap());
            for form in ["%d/%m/%Y", "%-d.%-m.%Y", "%Y-%m-%d", "%d %m %Y"] {
                let text = date.format(form).to_string();
                prop_assert_eq!(read(&Cell::Text(text)), Ok(Birth::Date(date)));
            }
        }

        #[test]
        fn nothing_ends_the_reading(text in "\\PC{0,20}", number in any::<f64>()) {
            drop(read(&Cell::Text(text)));
            drop(read(&Cell::Number(number)));
        }
    }
}
