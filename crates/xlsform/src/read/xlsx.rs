//! `.xlsx`: packed XML, unpacked first without keeping it, to see how much it is.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::text::{Gathered, moment, number, truth};
use super::{MOST_BYTES, Sheet, Workbook, wanted};
use crate::Wrong;

pub(super) fn workbook(bytes: &[u8]) -> Result<Workbook, Wrong> {
    bound(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Wrong::NotAWorkbook)?;
    let titles = book.sheet_names();
    let mut gathered = Gathered::default();
    let mut sheets = Vec::new();
    for (title, name) in wanted(&titles) {
        let sheet = sheet(&mut book, &title, name, &mut gathered)?;
        sheets.push(sheet);
    }
    Ok(Workbook { sheets, titles })
}

/// Cell by cell, since a sheet as a whole is as large as its last cell is far.
fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    title: &str,
    name: String,
    gathered: &mut Gathered,
) -> Result<Sheet, Wrong> {
    let mut sheet = Sheet {
        title: name,
        ..Sheet::default()
    };
    let mut cells = book
        .worksheet_cells_reader(title)
        .map_err(|_| Wrong::NotAWorkbook)?;
    while let Some(cell) = cells.next_cell().map_err(|_| Wrong::NotAWorkbook)? {
        let at = cell.get_position();
        match cell.get_value() {
            DataRef::Empty => {}
            DataRef::Int(whole) => gathered.put(&mut sheet, at, &whole.to_string())?,
            DataRef::Float(float) => gathered.put(&mut sheet, at, &number(*float))?,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                gathered.put(&mut sheet, at, text)?;
            }
            DataRef::SharedString(text) => gathered.put(&mut sheet, at, text)?,
            DataRef::Bool(yes) => gathered.put(&mut sheet, at, truth(*yes))?,
            DataRef::DateTime(when) => gathered.put(&mut sheet, at, &moment(*when))?,
            DataRef::Error(error) => gathered.put(&mut sheet, at, &error.to_string())?,
        }
    }
    Ok(sheet)
}

/// Refuses what would unpack to more than a form can need, whatever it says of its own size.
fn bound(bytes: &[u8]) -> Result<(), Wrong> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Wrong::NotAWorkbook)?;
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| Wrong::NotAWorkbook)?;
        let unpacked = copy(&mut file.take(left + 1), &mut sink());
        let unpacked = unpacked.map_err(|_| Wrong::NotAWorkbook)?;
        left = left.checked_sub(unpacked).ok_or(Wrong::TooBig)?;
    }
    Ok(())
}
