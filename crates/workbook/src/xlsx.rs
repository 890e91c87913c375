//! `.xlsx`: packed XML, unpacked first without keeping it, to see how much it is.

use std::io::{Cursor, Read, copy, sink};
use std::num::IntErrorKind;

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::{Cell, Gathered, Limits, Sheet, Unread, Workbook};

pub(super) fn workbook(
    bytes: &[u8],
    limits: Limits,
    wanted: &dyn Fn(&[String]) -> Vec<String>,
) -> Result<Workbook, Unread> {
    bound(bytes, limits)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unread::NotAWorkbook)?;
    let titles = book.sheet_names();
    let mut gathered = Gathered::new(limits);
    let wanted = wanted(&titles);
    let sheets = wanted
        .into_iter()
        .map(|title| sheet(&mut book, title, &mut gathered))
        .collect::<Result<_, _>>()?;
    Ok(Workbook { sheets, titles })
}

/// Cell by cell, since a sheet as a whole is as large as its last cell is far.
fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    title: String,
    gathered: &mut Gathered,
) -> Result<Sheet, Unread> {
    let mut cells = book
        .worksheet_cells_reader(&title)
        .map_err(|_| Unread::NotAWorkbook)?;
    let mut sheet = Sheet {
        title,
        ..Sheet::default()
    };
    while let Some(cell) = cells.next_cell().map_err(|_| Unread::NotAWorkbook)? {
        let at = cell.get_position();
        let cell = match cell.get_value() {
            DataRef::Empty => continue,
            #[allow(clippy::cast_precision_loss)]
            DataRef::Int(whole) => Cell::Number(*whole as f64),
            DataRef::Float(float) => Cell::Number(*float),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                gathered.words(&mut sheet, at, text)?;
                continue;
            }
            DataRef::SharedString(text) => {
                gathered.words(&mut sheet, at, text)?;
                continue;
            }
            DataRef::Bool(yes) => Cell::Truth(*yes),
            DataRef::DateTime(when) => Cell::Moment(*when),
            DataRef::Error(error) => Cell::Error(error.to_string()),
        };
        gathered.put(&mut sheet, at, cell)?;
    }
    Ok(sheet)
}

/// Refuses what would unpack to more than the limits, whatever it says of its own size.
fn bound(bytes: &[u8], limits: Limits) -> Result<(), Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::NotAWorkbook)?;
    let mut left = limits.bytes;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| Unread::NotAWorkbook)?;
        let name = file.name().map_err(|_| Unread::NotAWorkbook)?;
        let texts = name.to_lowercase().ends_with("sharedstrings.xml");
        let mut file = file.take(left + 1);
        let unpacked = if texts {
            let mut text = String::new();
            let length = file.read_to_string(&mut text);
            if counts_too_many(&text, limits.text) {
                return Err(Unread::TooBig);
            }
            length.map(|length| length as u64)
        } else {
            copy(&mut file, &mut sink())
        };
        let unpacked = unpacked.map_err(|_| Unread::NotAWorkbook)?;
        left = left.checked_sub(unpacked).ok_or(Unread::TooBig)?;
    }
    Ok(())
}

/// Whether the texts of all cells claim to be more than they can be: room is made for as many.
fn counts_too_many(texts: &str, most: usize) -> bool {
    let counts = texts.split("uniqueCount").skip(1);
    let said = counts.map(|after| {
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || "=\"'+".contains(c));
        let end = after.find(|c: char| !c.is_ascii_digit());
        after[..end.unwrap_or(after.len())].parse::<usize>()
    });
    // A number that is too long to be one is too many as well; one without digits is none.
    said.into_iter().any(|count| match count {
        Ok(count) => count > most,
        Err(error) => *error.kind() == IntErrorKind::PosOverflow,
    })
}
