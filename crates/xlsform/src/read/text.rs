//! What a cell says, as text.

use calamine::ExcelDateTime;

use super::{MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Sheet};
use crate::Wrong;

/// Gathers cells, as long as there are not too many.
#[derive(Default)]
pub(super) struct Gathered {
    text: usize,
}

impl Gathered {
    /// Puts a cell into a sheet, unless it is blank.
    pub(super) fn put(
        &mut self,
        sheet: &mut Sheet,
        (row, column): (u32, u32),
        text: &str,
    ) -> Result<(), Wrong> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.text += text.len();
        if row >= MOST_ROWS || column >= MOST_COLUMNS || self.text > MOST_TEXT {
            return Err(Wrong::TooBig);
        }
        // A space that does not break is a space to whoever typed it.
        let text = text.replace('\u{a0}', " ");
        sheet.rows.entry(row).or_default().insert(column, text);
        Ok(())
    }
}

/// A number, without a point if it is a whole one.
pub(super) fn number(number: f64) -> String {
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// A day, a time of day, or both, as forms write them.
pub(super) fn moment(moment: ExcelDateTime) -> String {
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
pub(super) fn truth(truth: bool) -> &'static str {
    if truth { "TRUE" } else { "FALSE" }
}
