//! `.xlsx`: packed XML, unpacked first without keeping it, to see how much it is.

use std::io::{Cursor, Read, copy, sink};
use std::num::IntErrorKind;

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::text::{Gathered, moment, number, truth};
use super::{MOST_BYTES, MOST_TEXT, Sheet, Workbook, wanted};
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
        let name = file.name().map_err(|_| Wrong::NotAWorkbook)?;
        let texts = name.to_lowercase().ends_with("sharedstrings.xml");
        let mut file = file.take(left + 1);
        let unpacked = if texts {
            let mut text = String::new();
            let length = file.read_to_string(&mut text);
            if counts_too_many(&text) {
                return Err(Wrong::TooBig);
            }
            length.map(|length| length as u64)
        } else {
            copy(&mut file, &mut sink())
        };
        let unpacked = unpacked.map_err(|_| Wrong::NotAWorkbook)?;
        left = left.checked_sub(unpacked).ok_or(Wrong::TooBig)?;
    }
    Ok(())
}

/// Whether the texts of all cells claim to be more than they can be: room is made for as many.
fn counts_too_many(texts: &str) -> bool {
    let counts = texts.split("uniqueCount").skip(1);
    let said = counts.map(|after| {
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || "=\"'+".contains(c));
        let end = after.find(|c: char| !c.is_ascii_digit());
        after[..end.unwrap_or(after.len())].parse::<usize>()
    });
    // A number that is too long to be one is too many as well; one without digits is none.
    said.into_iter().any(|count| match count {
        Ok(count) => count > MOST_TEXT,
        Err(error) => *error.kind() == IntErrorKind::PosOverflow,
    })
}
