//! `.xls`, the format of Excel before 2007: records in a stream, measured before they are laid out.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xls};
use cfb::CompoundFile;

use super::{Cell, Gathered, Limits, Sheet, Unread, Workbook};

/// Records that are cells: a row and a column come first in each.
const CELLS: [u16; 12] = [
    0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e,
];
/// Cells side by side: the last two bytes are the last column.
const SIDE_BY_SIDE: u16 = 0x00bd;
/// From where to where a sheet's cells reach, as it says itself.
const DIMENSIONS: u16 = 0x0200;
/// Where a sheet begins.
const SHEET: u16 = 0x0085;

/// More than anybody makes.
const MOST_SHEETS: usize = 100;
/// Of all sheets, blank cells too: more than a list and its authors' notes have.
const MOST_CELLS: u64 = 4_000_000;

pub(super) fn workbook(
    bytes: &[u8],
    limits: Limits,
    wanted: &dyn Fn(&[String]) -> Vec<String>,
) -> Result<Workbook, Unread> {
    bound(bytes, limits)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|_| Unread::NotAWorkbook)?;
    let titles = book.sheet_names();
    let mut gathered = Gathered::new(limits);
    let mut sheets = Vec::new();
    for title in wanted(&titles) {
        let range = book.worksheet_range(&title);
        let range = range.map_err(|_| Unread::NotAWorkbook)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut sheet = Sheet {
            title,
            ..Sheet::default()
        };
        for (row, column, cell) in range.used_cells() {
            let place = |from: u32, offset: usize| {
                let offset = u32::try_from(offset).map_err(|_| Unread::TooBig)?;
                Ok(from.saturating_add(offset))
            };
            let at = (place(first_row, row)?, place(first_column, column)?);
            let cell = match cell {
                Data::Empty => continue,
                #[allow(clippy::cast_precision_loss)]
                Data::Int(whole) => Cell::Number(*whole as f64),
                Data::Float(float) => Cell::Number(*float),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    gathered.words(&mut sheet, at, text)?;
                    continue;
                }
                Data::Bool(yes) => Cell::Truth(*yes),
                Data::DateTime(when) => Cell::Moment(*when),
                Data::Error(error) => Cell::Error(error.to_string()),
            };
            gathered.put(&mut sheet, at, cell)?;
        }
        sheets.push(sheet);
    }
    Ok(Workbook { sheets, titles })
}

/// Refuses cells that lie far out, and sheets that claim to be large: they are laid out before they are read.
fn bound(bytes: &[u8], limits: Limits) -> Result<(), Unread> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Unread::NotAWorkbook)?;
    let mut stream = Vec::new();
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name));
    let entry = file.open_stream(name.ok_or(Unread::NotAWorkbook)?);
    let read = entry.and_then(|entry| entry.take(limits.bytes + 1).read_to_end(&mut stream));
    let length = read.map_err(|_| Unread::NotAWorkbook)?;
    if length as u64 > limits.bytes {
        return Err(Unread::TooBig);
    }
    let sheets = scan(&stream, limits)?.sheets;
    if sheets.len() > MOST_SHEETS {
        return Err(Unread::TooBig);
    }
    let mut cells = 0;
    for sheet in sheets {
        // Where a sheet begins is the file's own word, and could be the middle of anything.
        let rest = stream.get(sheet as usize..).ok_or(Unread::NotAWorkbook)?;
        cells += scan(rest, limits)?.cells();
        if cells > MOST_CELLS {
            return Err(Unread::TooBig);
        }
    }
    Ok(())
}

/// What records speak of.
#[derive(Default)]
struct Scanned {
    /// Where sheets begin.
    sheets: Vec<u32>,
    rows: u32,
    columns: u32,
}

impl Scanned {
    /// How many cells are laid out, blank ones too.
    fn cells(&self) -> u64 {
        u64::from(self.rows + 1) * u64::from(self.columns + 1)
    }
}

/// Looks at records one after the other.
fn scan(stream: &[u8], limits: Limits) -> Result<Scanned, Unread> {
    let mut scanned = Scanned::default();
    let mut rest = stream;
    while let [a, b, c, d, after @ ..] = rest {
        let (record, length) = (u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d]));
        let Some((data, next)) = after.split_at_checked(usize::from(length)) else {
            break;
        };
        let (row, column) = reach(record, data);
        if row > limits.rows || column > limits.columns {
            return Err(Unread::TooBig);
        }
        scanned.rows = scanned.rows.max(row);
        scanned.columns = scanned.columns.max(column);
        if let (SHEET, [a, b, c, d, ..]) = (record, data) {
            scanned.sheets.push(u32::from_le_bytes([*a, *b, *c, *d]));
        }
        rest = next;
    }
    Ok(scanned)
}

/// The last row and column that a record speaks of.
fn reach(record: u16, data: &[u8]) -> (u32, u32) {
    let short = |at: usize| match data.get(at..at + 2) {
        Some([low, high]) => u32::from(u16::from_le_bytes([*low, *high])),
        _ => 0,
    };
    let long = |at: usize| short(at) | (short(at + 2) << 16);
    match (record, data.len()) {
        (DIMENSIONS, 10) => (short(2), short(6)),
        (DIMENSIONS, _) => (long(4), short(10)),
        (SIDE_BY_SIDE, length) if length > 4 => (short(0), short(2).max(short(length - 2))),
        _ if CELLS.contains(&record) => (short(0), short(2)),
        _ => (0, 0),
    }
}
