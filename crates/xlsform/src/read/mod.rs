//! From bytes to sheets of text.

mod text;

use std::collections::BTreeMap;

use dong_hanh_workbook::{Limits, Unread};

use crate::Wrong;

/// The sheets that a form is read from.
pub(crate) const SHEETS: [&str; 5] = [
    "survey",
    "choices",
    "settings",
    "entities",
    "external_choices",
];

/// The rows that a sheet of a form may have.
pub(crate) const MOST_ROWS: u32 = 20_000;

/// What a workbook of a form may hold.
const LIMITS: Limits = Limits {
    bytes: 64 << 20,
    rows: MOST_ROWS,
    columns: 500,
    text: 16 << 20,
};

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
    let wanted = |titles: &[String]| wanted(titles).into_iter().map(|(title, _)| title).collect();
    let read = dong_hanh_workbook::read(bytes, LIMITS, wanted).map_err(|unread| match unread {
        Unread::NotAWorkbook => Wrong::NotAWorkbook,
        Unread::TooBig => Wrong::TooBig,
    })?;
    let names = self::wanted(&read.titles).into_iter().map(|(_, name)| name);
    let sheets = read.sheets.into_iter().zip(names).map(|(sheet, title)| {
        let rows = sheet.rows.into_iter().map(|(row, cells)| {
            let cells = cells.into_iter();
            (
                row,
                cells
                    .map(|(column, cell)| (column, text::text(cell)))
                    .collect(),
            )
        });
        let mut sheet = Sheet {
            title,
            rows: rows.collect(),
        };
        end_after_gap(&mut sheet);
        sheet
    });
    Ok(Workbook {
        sheets: sheets.collect(),
        titles: read.titles,
    })
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
