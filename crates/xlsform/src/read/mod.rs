//! From bytes to sheets of text: `.xlsx` and `.xls`, told by what is in them.

mod old;
mod text;
mod xlsx;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Wrong;

/// The sheets that a form is read from.
pub(crate) const SHEETS: [&str; 5] = [
    "survey",
    "choices",
    "settings",
    "entities",
    "external_choices",
];

/// What a workbook may hold, so that a small file cannot ask for a large machine.
pub(crate) const MOST_BYTES: u64 = 64 << 20;
pub(crate) const MOST_ROWS: u32 = 20_000;
pub(crate) const MOST_COLUMNS: u32 = 500;
/// Of the texts of all cells, which may stand for one and the same long one.
pub(crate) const MOST_TEXT: usize = 16 << 20;

/// After so many empty rows nothing more is looked for, as in pyxform.
const MOST_EMPTY_ROWS: u32 = 60;

/// A sheet: the texts of its cells by row and column, both from 0.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) title: String,
    pub(crate) rows: BTreeMap<u32, BTreeMap<u32, String>>,
}

/// What a file holds.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Workbook {
    /// The sheets that a form is read from; a single one is the survey, whatever it is called.
    pub(crate) sheets: Vec<Sheet>,
    /// The titles of all sheets.
    pub(crate) titles: Vec<String>,
}

/// Reads a workbook.
pub(crate) fn workbook(bytes: &[u8]) -> Result<Workbook, Wrong> {
    // The libraries index into what they are given; a file that is broken must not end more than its own reading.
    let read = catch_unwind(AssertUnwindSafe(|| match bytes {
        [b'P', b'K', ..] => xlsx::workbook(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => old::workbook(bytes),
        _ => Err(Wrong::NotAWorkbook),
    }));
    let mut workbook = read.unwrap_or(Err(Wrong::NotAWorkbook))?;
    for sheet in &mut workbook.sheets {
        end_after_gap(sheet);
    }
    Ok(workbook)
}

/// The sheets among all that are looked at, with the names that they have for a form.
fn wanted(titles: &[String]) -> Vec<(String, String)> {
    let known = |title: &String| {
        let name = title.trim().to_lowercase();
        SHEETS
            .contains(&name.as_str())
            .then(|| (title.clone(), name))
    };
    match titles {
        [only] => vec![(only.clone(), SHEETS[0].to_owned())],
        _ => titles.iter().filter_map(known).collect(),
    }
}

fn end_after_gap(sheet: &mut Sheet) {
    let mut last = 0;
    let beyond = sheet.rows.keys().copied().find(|row| {
        let gap = row.saturating_sub(last) > MOST_EMPTY_ROWS + 1;
        last = *row;
        gap
    });
    if let Some(beyond) = beyond {
        sheet.rows.split_off(&beyond);
    }
}
