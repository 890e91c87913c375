#![doc = include_str!("../README.md")]

mod cell;
mod old;
mod xlsx;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use thiserror::Error;

/// A day, a time of day or both, as spreadsheets count them.
pub use calamine::ExcelDateTime as Moment;
pub use cell::Cell;

use cell::Gathered;

/// What a workbook may hold, so that a small file cannot ask for a large machine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of all its parts, unpacked.
    pub bytes: u64,
    /// Rows of a sheet.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: u32,
    /// Bytes of the texts of all cells, which may stand for one and the same long one.
    pub text: usize,
}

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unread {
    /// No workbook, or one that is broken.
    #[error("this is no workbook of .xlsx or .xls")]
    NotAWorkbook,
    /// More than the limits.
    #[error("the workbook is too large")]
    TooBig,
}

/// A sheet: its cells by row and column, both from 0; blank ones are not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What it is called.
    pub title: String,
    /// Its rows.
    pub rows: BTreeMap<u32, Row>,
}

/// The cells of a row by their columns, from 0.
pub type Row = BTreeMap<u32, Cell>;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// The sheets that were wanted.
    pub sheets: Vec<Sheet>,
    /// The titles of all sheets.
    pub titles: Vec<String>,
}

/// Reads the sheets that `wanted` chooses by their titles.
///
/// # Errors
/// [`Unread`].
pub fn read(
    bytes: &[u8],
    limits: Limits,
    wanted: impl Fn(&[String]) -> Vec<String>,
) -> Result<Workbook, Unread> {
    // The libraries index into what they are given; a file that is broken must not end more than its own reading.
    let read = catch_unwind(AssertUnwindSafe(|| match bytes {
        [b'P', b'K', ..] => xlsx::workbook(bytes, limits, &wanted),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => old::workbook(bytes, limits, &wanted),
        _ => Err(Unread::NotAWorkbook),
    }));
    read.unwrap_or(Err(Unread::NotAWorkbook))
}

/// What a column is called: `A`, …, `Z`, `AA`, …
#[must_use]
pub fn letters(column: u32) -> String {
    let mut left = u64::from(column) + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}
