//! `import check` prints how a list is read, and what it would make of the record.

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tempfile::TempDir;

use crate::{refused, said};

fn write(folder: &TempDir, lines: &[&str]) -> String {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line.split('|')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let path = folder.path().join("ho.xlsx");
    workbook.save(&path).unwrap();
    path.display().to_string()
}

/// [S15.1]
#[test]
fn s15_1_a_list_is_looked_at_from_a_terminal() {
    let folder = TempDir::new().unwrap();
    let lines = [
        "STT hộ|Họ và tên|Giới tính|Ngày sinh|Quan hệ với chủ hộ|Thôn",
        "1|Lê Bưởi|Nữ|12/3/1950|Chủ hộ|An Hải",
        "1|Lê An|Nữ|2010|Con|An Hải",
        "2|Trần Vy|Nam|31/02/1960|Chủ hộ|An Hải",
    ];
    let file = write(&folder, &lines);
    let checked: Value = serde_json::from_str(&said(&folder, &["import", "check", &file])).unwrap();
    assert_eq!(checked["counts"]["new"], 1);
    assert_eq!(checked["counts"]["wrong"], 1);
    assert_eq!(checked["reading"]["columns"]["3"], "birth");
    assert_eq!(checked["households"][0]["people"], 2);
    let problem = &checked["households"][1]["problems"][0];
    assert_eq!(
        (problem["row"].as_u64(), problem["column"].as_str()),
        (Some(4), Some("D"))
    );

    // As somebody says that it is read.
    let mut reading = checked["reading"].clone();
    reading["columns"].as_object_mut().unwrap().remove("3");
    let path = folder.path().join("reading.json");
    std::fs::write(&path, reading.to_string()).unwrap();
    let path = path.display().to_string();
    let checked = said(&folder, &["import", "check", &file, "--reading", &path]);
    let checked: Value = serde_json::from_str(&checked).unwrap();
    assert_eq!(checked["counts"]["new"], 2);
}

#[test]
fn what_is_no_workbook_is_said() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, "PK").unwrap();
    let path = path.display().to_string();
    assert!(refused(&folder, &["import", "check", &path]).contains("no workbook"));
}
