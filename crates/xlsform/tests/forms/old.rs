//! Workbooks of Excel before 2007 (`.xls`), whatever their names end in.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use cfb::CompoundFile;
use dong_hanh_form::Lang;
use dong_hanh_xlsform::{Wrong, compile};
use proptest::prelude::*;

use crate::book::{form, question};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A cell of text.
fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = (wide.len() / 2) as u16;
    let head = [row, column, 0, length].map(u16::to_le_bytes).concat();
    record(0x0204, &[head.as_slice(), &[1], wide.as_slice()].concat())
}

/// A workbook with one sheet of such cells.
fn xls(cells: &[(u16, u16, &str)]) -> Vec<u8> {
    let cells = cells
        .iter()
        .map(|(row, column, text)| label(*row, *column, text));
    with_records(&cells.collect::<Vec<_>>().concat())
}

/// A workbook with one sheet of such records.
fn with_records(records: &[u8]) -> Vec<u8> {
    let begin = |of: u8| record(0x0809, &[0, 6, of, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x000a, &[]);
    let sheet_at = |at: u32| {
        let name = b"survey";
        let head = [&at.to_le_bytes(), [0, 0].as_slice(), &[name.len() as u8, 0]].concat();
        record(0x0085, &[head.as_slice(), name.as_slice()].concat())
    };
    let globals = begin(5).len() + sheet_at(0).len() + end.len();
    let mut stream = [begin(5), sheet_at(globals as u32), end.clone(), begin(0x10)].concat();
    stream.extend(records);
    stream.extend(end);
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook")
        .unwrap()
        .write_all(&stream)
        .unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn sound() -> Vec<u8> {
    xls(&[
        (0, 0, "type"),
        (0, 1, "name"),
        (0, 2, "label"),
        (1, 0, "text"),
        (1, 1, "a"),
        (1, 2, "Nhà ở"),
    ])
}

#[test]
fn a_workbook_of_old_is_read_as_one_of_today() {
    let compiled = compile("", &sound(), &BTreeMap::new()).unwrap();
    assert_eq!(compiled.form, form("type|name|label\ntext|a|Nhà ở"));
    assert_eq!(question(&compiled.form, 0).label.get(Lang::Vi), "Nhà ở");
}

#[test]
fn a_sheet_of_old_that_claims_to_be_large_is_refused() {
    let mut dimensions = [0u8; 14];
    dimensions[4..8].copy_from_slice(&1_000_000_000u32.to_le_bytes());
    dimensions[10..12].copy_from_slice(&256u16.to_le_bytes());
    let claims = with_records(&record(0x0200, &dimensions));
    let mistakes = compile("", &claims, &BTreeMap::new()).unwrap_err();
    assert_eq!(mistakes[0].wrong, Wrong::TooBig);
}

#[test]
fn a_cell_of_old_that_is_far_out_is_refused() {
    let far = xls(&[(0, 0, "type"), (65_000, 65_000, "far")]);
    let mistakes = compile("", &far, &BTreeMap::new()).unwrap_err();
    assert_eq!(mistakes[0].wrong, Wrong::TooBig);
}

proptest! {
    #[test]
    fn a_damaged_workbook_of_old_does_no_harm(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        share in 0.5..1.0f64,
    ) {
        let mut bytes = sound();
        bytes.truncate((bytes.len() as f64 * share) as usize);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Err(mistakes) = compile("", &bytes, &BTreeMap::new()) {
            prop_assert!(!mistakes.is_empty());
        }
    }
}
