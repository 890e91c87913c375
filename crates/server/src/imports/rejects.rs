//! What was not taken, as the same workbook with a column of reasons, to be mended and sent again.

use std::collections::BTreeMap;

use dong_hanh_register::{Reading, open};
use dong_hanh_store::ImportRow;
use dong_hanh_workbook::{Cell, Moment};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{ListedRow, outcome};
use crate::error::Problem;

/// What stands over the reasons.
const HEADING: &str = "Lý do chưa nhận";
/// So wide is the column of reasons, in letters.
const WIDE: f64 = 60.0;

/// The rows of a file that were not taken, under its own headings.
///
/// # Errors
/// [`Problem::NotWorkbook`] where the file cannot be read any more.
pub fn rejects(file: &[u8], reading: &Reading, rows: &[ImportRow]) -> Result<Vec<u8>, Problem> {
    let mut reasons: BTreeMap<u32, String> = BTreeMap::new();
    for row in rows {
        let listed: ListedRow = serde_json::from_str(&row.body).map_err(|_| Problem::Internal)?;
        for number in &listed.rows {
            reasons.insert(*number, why(&listed, row, *number));
        }
    }
    let workbook = open(file)?;
    let mut sheets = workbook.sheets.iter();
    let sheet = sheets.find(|sheet| sheet.title == reading.sheet);
    let sheet = sheet.ok_or(Problem::NotWorkbook)?;
    let columns = sheet.rows.values().filter_map(|row| row.keys().next_back());
    let behind = columns.max().map_or(0, |last| last + 1);
    let behind = u16::try_from(behind).map_err(|_| Problem::TooLarge)?;
    let written = || -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let written = book.add_worksheet();
        // What Excel does not let a sheet be called it is not called.
        drop(written.set_name(&sheet.title));
        let top = reading.first.saturating_sub(1);
        let mut at = top;
        for (row, cells) in &sheet.rows {
            let to = if *row < top {
                *row
            } else if let Some(reason) = reasons.get(&(row + 1)) {
                written.write_string(at, behind, reason)?;
                at += 1;
                at - 1
            } else {
                continue;
            };
            for (column, cell) in cells {
                if let Ok(column) = u16::try_from(*column) {
                    put(written, to, column, cell)?;
                }
            }
        }
        let bold = Format::new().set_bold();
        written.write_string_with_format(top.saturating_sub(1), behind, HEADING, &bold)?;
        written.set_column_width(behind, WIDE)?;
        book.save_to_buffer()
    };
    written().map_err(|_| Problem::Internal)
}

/// What is said of a row.
fn why(listed: &ListedRow, row: &ImportRow, number: u32) -> String {
    let wrong = || listed.problems.iter().filter(|problem| problem.wrong);
    let own = wrong().filter(|problem| problem.row == number);
    let texts: Vec<String> = own
        .map(|problem| match &problem.column {
            Some(column) => format!("Cột {column}: {}", problem.vi),
            None => problem.vi.clone(),
        })
        .collect();
    if !texts.is_empty() {
        return texts.join(" ");
    }
    if row.outcome.as_deref() == Some(outcome::HELD) {
        return "Văn phòng đang giữ lại, xem ở trang Chờ xử lý.".to_owned();
    }
    "Cùng hộ với dòng chưa đúng.".to_owned()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) | Cell::Error(text) => sheet.write_string(row, column, text)?,
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        Cell::Truth(truth) => sheet.write_boolean(row, column, *truth)?,
        Cell::Moment(when) => match day(*when) {
            Some(date) => {
                let format = Format::new().set_num_format("dd/mm/yyyy");
                sheet.write_datetime_with_format(row, column, &date, &format)?
            }
            None => sheet.write_number(row, column, when.as_f64())?,
        },
    };
    Ok(())
}

fn day(when: Moment) -> Option<ExcelDateTime> {
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    ExcelDateTime::from_ymd(year, month, day).ok()
}
