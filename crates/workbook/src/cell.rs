//! One cell, by its kind.

use super::{Limits, Moment, Sheet, Unread};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, without space around them.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, a time of day or both.
    Moment(Moment),
    /// Yes or no.
    Truth(bool),
    /// What a formula failed with: `#REF!`.
    Error(String),
}

/// Gathers cells, as long as there are not too many.
pub(super) struct Gathered {
    limits: Limits,
    text: usize,
}

impl Gathered {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, text: 0 }
    }

    /// Puts a cell into a sheet.
    pub(super) fn put(
        &mut self,
        sheet: &mut Sheet,
        (row, column): (u32, u32),
        cell: Cell,
    ) -> Result<(), Unread> {
        self.text += match &cell {
            Cell::Text(text) | Cell::Error(text) => text.len(),
            Cell::Number(_) | Cell::Moment(_) | Cell::Truth(_) => size_of::<Cell>(),
        };
        if row >= self.limits.rows || column >= self.limits.columns || self.text > self.limits.text
        {
            return Err(Unread::TooBig);
        }
        sheet.rows.entry(row).or_default().insert(column, cell);
        Ok(())
    }

    /// Puts words into a sheet, unless there are none.
    pub(super) fn words(
        &mut self,
        sheet: &mut Sheet,
        at: (u32, u32),
        text: &str,
    ) -> Result<(), Unread> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        // A space that does not break is a space to whoever typed it.
        self.put(sheet, at, Cell::Text(text.replace('\u{a0}', " ")))
    }
}
