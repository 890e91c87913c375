//! `.xls`, the format of Excel before 2007: records in a stream, measured before they are laid out.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xls};
use cfb::CompoundFile;

use super::text::{Gathered, moment, number, truth};
use super::{MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Sheet, Workbook, wanted};
use crate::Wrong;

/// Records that are cells: a row and a column come first in each.
const CELLS: [u16; 12] = [
    0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e,
];
/// Cells side by side: the last two bytes are the last column.
const SIDE_BY_SIDE: u16 = 0x00bd;

pub(super) fn workbook(bytes: &[u8]) -> Result<Workbook, Wrong> {
    bound(bytes)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| Wrong::NotAWorkbook)?;
    let titles = book.sheet_names();
    let mut gathered = Gathered::default();
    let mut sheets = Vec::new();
    for (title, name) in wanted(&titles) {
        let range = book.worksheet_range(&title);
        let range = range.map_err(|_| Wrong::NotAWorkbook)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut sheet = Sheet {
            title: name,
            ..Sheet::default()
        };
        for (row, column, cell) in range.used_cells() {
            let place = |from: u32, offset: usize| {
                let offset = u32::try_from(offset).map_err(|_| Wrong::TooBig)?;
                Ok(from.saturating_add(offset))
            };
            let at = (place(first_row, row)?, place(first_column, column)?);
            match cell {
                Data::Empty => {}
                Data::Int(whole) => gathered.put(&mut sheet, at, &whole.to_string())?,
                Data::Float(float) => gathered.put(&mut sheet, at, &number(*float))?,
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    gathered.put(&mut sheet, at, text)?;
                }
                Data::Bool(yes) => gathered.put(&mut sheet, at, truth(*yes))?,
                Data::DateTime(when) => gathered.put(&mut sheet, at, &moment(*when))?,
                Data::Error(error) => gathered.put(&mut sheet, at, &error.to_string())?,
            }
        }
        sheets.push(sheet);
    }
    Ok(Workbook { sheets, titles })
}

/// Refuses cells that lie far out: a sheet is laid out up to its last one.
fn bound(bytes: &[u8]) -> Result<(), Wrong> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Wrong::NotAWorkbook)?;
    let mut stream = Vec::new();
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name));
    let entry = file.open_stream(name.ok_or(Wrong::NotAWorkbook)?);
    let read = entry.and_then(|entry| entry.take(MOST_BYTES + 1).read_to_end(&mut stream));
    let length = read.map_err(|_| Wrong::NotAWorkbook)?;
    if length as u64 > MOST_BYTES {
        return Err(Wrong::TooBig);
    }
    let mut rest = stream.as_slice();
    while let [a, b, c, d, after @ ..] = rest {
        let (record, length) = (u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d]));
        let Some((data, next)) = after.split_at_checked(usize::from(length)) else {
            break;
        };
        if let [row, row_high, column, column_high, ..] = data {
            let row = u16::from_le_bytes([*row, *row_high]);
            let first = u16::from_le_bytes([*column, *column_high]);
            let column = match (record, data) {
                (SIDE_BY_SIDE, [.., low, high]) => first.max(u16::from_le_bytes([*low, *high])),
                _ => first,
            };
            let is_cell = record == SIDE_BY_SIDE || CELLS.contains(&record);
            let is_far = u32::from(row) >= MOST_ROWS || u32::from(column) >= MOST_COLUMNS;
            if is_cell && is_far {
                return Err(Wrong::TooBig);
            }
        }
        rest = next;
    }
    Ok(())
}
