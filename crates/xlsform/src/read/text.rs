//! What a cell says, as text.

use dong_hanh_workbook::{Cell, Moment};

/// What a cell says to a form.
pub(super) fn text(cell: Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => text,
        Cell::Number(value) => number(value),
        Cell::Moment(when) => moment(when),
        Cell::Truth(yes) => truth(yes).to_owned(),
    }
}

/// A number, without a point if it is a whole one.
fn number(number: f64) -> String {
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// A day, a time of day, or both, as forms write them.
fn moment(moment: Moment) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let whole = moment.as_f64();
    if whole < 1.0 || moment.is_duration() {
        time
    } else if whole.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{time}")
    }
}

/// Yes or no, as pyxform reads it.
fn truth(truth: bool) -> &'static str {
    if truth { "TRUE" } else { "FALSE" }
}
