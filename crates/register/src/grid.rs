//! What a cell says, as whoever typed it sees it.

use dong_hanh_workbook::{Cell, Moment};
use unicode_normalization::UnicodeNormalization as _;

/// The words of a cell; an accent that is a letter of its own is put on its letter, as everything else has it.
pub(crate) fn said(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => text.nfc().collect(),
        Cell::Number(value) => number(*value),
        Cell::Moment(when) => day(*when),
        Cell::Truth(true) => "x".to_owned(),
        Cell::Truth(false) => String::new(),
    }
}

/// A number, without a point if it is a whole one.
pub(crate) fn number(number: f64) -> String {
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

fn day(when: Moment) -> String {
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    format!("{day:02}/{month:02}/{year:04}")
}
