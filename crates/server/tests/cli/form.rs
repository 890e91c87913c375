//! `form check` prints a definition, or all mistakes.

use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{run, said};

/// A workbook of one sheet.
fn write(folder: &TempDir, name: &str, rows: &[[&str; 3]]) -> String {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("survey").unwrap();
    for (row, cells) in (0..).zip(rows) {
        sheet.write_row(row, 0, *cells).unwrap();
    }
    let path = folder.path().join(name);
    workbook.save(&path).unwrap();
    path.display().to_string()
}

#[test]
fn a_workbook_is_printed_as_the_form_that_it_is() {
    let folder = TempDir::new().unwrap();
    let rows = [
        ["type", "name", "label"],
        ["select_one_from_file wards.csv", "ward", "Which ward?"],
    ];
    let file = write(&folder, "wards.xlsx", &rows);
    fs::create_dir(folder.path().join("wards")).unwrap();
    fs::write(folder.path().join("wards/wards.csv"), "name,label\n1,One\n").unwrap();
    let form: Value = serde_json::from_str(&said(&folder, &["form", "check", &file])).unwrap();
    assert_eq!(form["tables"]["wards"]["rows"], json!([["1", "One"]]));
}

#[test]
fn all_mistakes_of_a_workbook_are_printed() {
    let folder = TempDir::new().unwrap();
    let rows = [
        ["type", "name", "label"],
        ["intger", "a", "A"],
        ["text", "b b", "B"],
    ];
    let file = write(&folder, "wrong.xlsx", &rows);
    let output = run(&folder, &["form", "check", &file]);
    assert_eq!(output.status.code(), Some(1));
    let mistakes: Value = serde_json::from_slice(&output.stdout).unwrap();
    let places: Vec<_> = mistakes
        .as_array()
        .unwrap()
        .iter()
        .map(|mistake| (&mistake["column"], &mistake["row"]))
        .collect();
    assert_eq!(places, [(&json!("A"), &json!(2)), (&json!("B"), &json!(3))]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("has 2 mistakes"));
}
