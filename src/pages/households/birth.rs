//! A birth as people write it: `1958`, `02/03/1958`, `2-3-58` is not one of them.

use chrono::{Datelike, NaiveDate};
use dong_hanh_domain::Birth;
use dong_hanh_domain::odd::OLDEST;

/// Why a text is no birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoBirth {
    /// Neither a year nor a date.
    Unread,
    /// It is still to come.
    Ahead(u16),
    /// Longer ago than anybody lives.
    Old(u16),
}

/// Reads what was typed; `None` where nothing was. A date is written day first, with its year in full.
pub(crate) fn read_birth(text: &str, today: NaiveDate) -> Result<Option<Birth>, NoBirth> {
    let parts = parts(text);
    let birth = match parts[..] {
        [] if text.trim().is_empty() => return Ok(None),
        [year] if year.len() == 4 => Birth::Year(number(year)?),
        [date] if date.len() == 8 => day(&date[..2], &date[2..4], &date[4..])?,
        [d, m, year] if year.len() == 4 => day(d, m, year)?,
        _ => return Err(NoBirth::Unread),
    };
    let (year, is_ahead) = match birth {
        Birth::Year(year) => (year, i32::from(year) > today.year()),
        Birth::Date(date) => (
            u16::try_from(date.year()).map_err(|_| NoBirth::Unread)?,
            date > today,
        ),
    };
    if is_ahead {
        Err(NoBirth::Ahead(year))
    } else if today.year() - i32::from(year) > i32::from(OLDEST) {
        Err(NoBirth::Old(year))
    } else {
        Ok(Some(birth))
    }
}

/// Reads a day, past or to come; `None` where it is none.
pub(crate) fn read_day(text: &str) -> Option<NaiveDate> {
    let read = match parts(text)[..] {
        [date] if date.len() == 8 => day(&date[..2], &date[2..4], &date[4..]),
        [d, m, year] if year.len() == 4 => day(d, m, year),
        _ => return None,
    };
    match read {
        Ok(Birth::Date(day)) => Some(day),
        _ => None,
    }
}

/// The numbers in a text, as they were typed.
fn parts(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| !c.is_ascii_digit());
    parts.filter(|part| !part.is_empty()).collect()
}

fn number(digits: &str) -> Result<u16, NoBirth> {
    digits.parse().map_err(|_| NoBirth::Unread)
}

fn day(day: &str, month: &str, year: &str) -> Result<Birth, NoBirth> {
    let (day, month, year) = (number(day)?, number(month)?, number(year)?);
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        .map(Birth::Date)
        .ok_or(NoBirth::Unread)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn read(text: &str) -> Result<Option<Birth>, NoBirth> {
        read_birth(text, "2026-11-24".parse().unwrap())
    }

    #[wasm_bindgen_test]
    fn a_year_or_a_date_is_read_as_people_write_it() {
        let date = Some(Birth::Date("1958-03-02".parse().unwrap()));
        assert_eq!(read(" 1958 "), Ok(Some(Birth::Year(1958))));
        assert_eq!(read("02/03/1958"), Ok(date));
        assert_eq!(read("2-3-1958"), Ok(date));
        assert_eq!(read("02031958"), Ok(date));
        assert_eq!(read("  "), Ok(None));
        assert_eq!(read_day("2.3.2027"), "2027-03-02".parse().ok());
        assert_eq!(read_day("2027"), None);
        assert_eq!(read_day("31/02/2027"), None);
    }

    #[wasm_bindgen_test]
    fn what_cannot_be_is_asked_about() {
        assert_eq!(read("khoảng 60"), Err(NoBirth::Unread));
        assert_eq!(read("không rõ"), Err(NoBirth::Unread));
        assert_eq!(read("31/02/1958"), Err(NoBirth::Unread));
        assert_eq!(read("2062"), Err(NoBirth::Ahead(2062)));
        assert_eq!(read("25/11/2026"), Err(NoBirth::Ahead(2026)));
        assert_eq!(read("1905"), Err(NoBirth::Old(1905)));
    }
}
