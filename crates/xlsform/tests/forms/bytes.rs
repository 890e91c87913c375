//! Whatever the bytes are, a workbook is refused in words or compiled.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use dong_hanh_xlsform::{Wrong, compile};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::book::book;

fn wrong(bytes: &[u8]) -> Option<Wrong> {
    let mistakes = compile("", bytes, &BTreeMap::new()).err()?;
    mistakes.into_iter().next().map(|mistake| mistake.wrong)
}

fn sound() -> Vec<u8> {
    book(&[
        (
            "survey",
            "type|name|label|relevant\nselect_one l|a|A|\ninteger|b|B|${a} = 'x'",
        ),
        ("choices", "list_name|name|label\nl|x|X\nl|y|Y"),
        ("settings", "form_id|version\nf|1"),
    ])
}

proptest! {
    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), head in 0..3usize) {
        let heads: [&[u8]; 3] = [b"", b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]];
        let bytes = [heads[head], &bytes].concat();
        prop_assert_eq!(wrong(&bytes), Some(Wrong::NotAWorkbook));
    }

    #[test]
    fn a_workbook_cut_short_is_refused(share in 0.0..1.0f64) {
        let bytes = sound();
        let end = (bytes.len() as f64 * share) as usize;
        prop_assert_eq!(wrong(&bytes[..end]), Some(Wrong::NotAWorkbook));
    }

    #[test]
    fn a_damaged_workbook_does_no_harm(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = sound();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Err(mistakes) = compile("", &bytes, &BTreeMap::new()) {
            prop_assert!(!mistakes.is_empty());
        }
    }

    #[test]
    fn damage_inside_of_a_workbook_does_no_harm(
        file in 0..12usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let bytes = repacked(&sound(), |index, _| index == file, |inside| {
            for (at, byte) in &damage {
                let at = at.index(inside.len());
                inside[at] = *byte;
            }
        });
        if let Err(mistakes) = compile("", &bytes, &BTreeMap::new()) {
            prop_assert!(!mistakes.is_empty());
        }
    }

    #[test]
    fn any_cells_are_compiled_or_refused(rows in prop::collection::vec(row(), 0..25)) {
        let survey = format!("type|name|label|relevant|calculation|parameters|default|trigger\n{}", rows.join("\n"));
        let bytes = book(&[("survey", &survey), ("choices", "list_name|name|label\nl|x|X")]);
        match compile("", &bytes, &BTreeMap::new()) {
            Err(mistakes) => prop_assert!(!mistakes.is_empty()),
            Ok(compiled) => {
                let json = serde_json::to_string(&compiled.form).unwrap();
                let read = dong_hanh_form::Form::parse(&json).unwrap();
                prop_assert_eq!(&*read, &compiled.form);
            }
        }
    }
}

/// The same workbook with one of its files changed.
fn repacked(
    bytes: &[u8],
    is_chosen: impl Fn(usize, &str) -> bool,
    change: impl Fn(&mut Vec<u8>),
) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut inside = Vec::new();
        let mut entry = archive.by_index(index).unwrap();
        entry.read_to_end(&mut inside).unwrap();
        let name = entry.name().unwrap().into_owned();
        if is_chosen(index, &name) {
            change(&mut inside);
        }
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(&inside).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A row of cells that have something to do with forms.
fn row() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec![
        "text",
        "integer",
        "calculate",
        "note",
        "select_one l",
        "select_multiple l or_other",
        "rank l",
        "range",
        "image",
        "begin_group",
        "end_group",
        "begin repeat",
        "end repeat",
        "begin loop over l",
        "end loop",
        "",
        "nope",
        "today",
    ]);
    let name = prop::sample::select(vec![
        "a", "b", "c", "a_other", "r_count", "", "2x", "%(name)s",
    ]);
    let expr = prop::sample::select(vec![
        "",
        "",
        "${a} = 1",
        "${b} + 1",
        "${c}",
        "1 +",
        "instance('l')/root/item[1]/name",
        "yes",
        "${",
    ]);
    let more = prop::sample::select(vec![
        "",
        "",
        "start=1 end=5",
        "randomize=true",
        "x",
        "${a}",
        "today()",
        "a=b=c",
    ]);
    (
        kind,
        name,
        expr.clone(),
        expr,
        more.clone(),
        more.clone(),
        more,
    )
        .prop_map(
            |(kind, name, relevant, calculation, parameters, default, trigger)| {
                format!("{kind}|{name}|L|{relevant}|{calculation}|{parameters}|{default}|{trigger}")
            },
        )
}

#[test]
fn what_unpacks_to_more_than_a_form_needs_is_refused() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(
        "xl/worksheets/sheet1.xml",
        zip::write::SimpleFileOptions::default(),
    )
    .unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..80 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    assert_eq!(wrong(&bytes), Some(Wrong::TooBig));
}

#[test]
fn a_cell_that_is_far_out_is_refused() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("survey").unwrap();
    sheet.write_string(0, 0, "type").unwrap();
    sheet.write_string(1_000_000, 16_000, "far").unwrap();
    assert_eq!(
        wrong(&workbook.save_to_buffer().unwrap()),
        Some(Wrong::TooBig)
    );
}

#[test]
fn one_long_text_in_many_cells_is_refused() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("survey").unwrap();
    let long = "x".repeat(30_000);
    for row in 0..700 {
        sheet.write_string(row, 0, &long).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    assert!(bytes.len() < 1 << 17, "it is written once");
    assert_eq!(wrong(&bytes), Some(Wrong::TooBig));
}

#[test]
fn the_same_workbook_is_the_same_form_to_the_byte() {
    let files = BTreeMap::from([("w.csv".to_owned(), b"name,label\na,A\n".to_vec())]);
    let bytes = book(&[
        (
            "survey",
            "type|name|label::English (en)|label::Tiếng Việt (vi)\nselect_one_from_file w.csv|a|A|Á\nselect_one l|b|B|Bê",
        ),
        (
            "choices",
            "list_name|name|label::English (en)|label::Tiếng Việt (vi)|z|y\nl|x|X|Ích|1|2",
        ),
    ]);
    let write = || serde_json::to_string(&compile("", &bytes, &files).unwrap().form).unwrap();
    assert_eq!(write(), write());
}

#[test]
fn texts_that_claim_to_be_many_are_refused() {
    let bytes = sound();
    for count in ["900000000000", "99999999999999999999999999"] {
        let texts = |_: usize, name: &str| name.ends_with("sharedStrings.xml");
        let claims = repacked(&bytes, texts, |inside| {
            let text = String::from_utf8(inside.clone()).unwrap();
            let (before, after) = text.split_once("uniqueCount=\"").unwrap();
            let (_, after) = after.split_once('"').unwrap();
            *inside = format!("{before}uniqueCount=\"{count}\"{after}").into_bytes();
        });
        assert_eq!(wrong(&claims), Some(Wrong::TooBig));
    }
}
