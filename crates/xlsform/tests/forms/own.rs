//! The project's own workbooks, and the definitions that lie beside them.

use std::fs;
use std::path::{Path, PathBuf};

use dong_hanh_form::{Form, Lang};
use dong_hanh_xlsform::{Files, compile};

use crate::book::place;

/// What an officer can edit becomes what is published, whole and without a doubt. The definitions are kept as text, so
/// that a change of a workbook can be read; `RENEW_FORMS=1` writes them anew.
#[test]
fn every_own_workbook_is_the_definition_beside_it() {
    let workbooks = workbooks();
    assert!(!workbooks.is_empty());
    for workbook in workbooks {
        let name = workbook.display();
        let compiled = match compile("", &fs::read(&workbook).unwrap(), &Files::new()) {
            Ok(compiled) => compiled,
            Err(mistakes) => panic!(
                "{name}: {:#?}",
                mistakes
                    .iter()
                    .map(|mistake| format!("{} {}", place(&mistake.at), mistake.text(Lang::En)))
                    .collect::<Vec<_>>()
            ),
        };
        let doubts: Vec<_> = compiled
            .warnings
            .iter()
            .map(|warning| format!("{} {}", place(&warning.at), warning.text(Lang::En)))
            .collect();
        assert_eq!(doubts, [""; 0], "{name}");
        let text = serde_json::to_string_pretty(&compiled.form).unwrap() + "\n";
        assert_eq!(*Form::parse(&text).unwrap(), compiled.form, "{name}");
        let beside = workbook.with_extension("json");
        if std::env::var_os("RENEW_FORMS").is_some() {
            fs::write(&beside, &text).unwrap();
        }
        let kept = fs::read_to_string(&beside).unwrap_or_default();
        assert!(
            kept == text,
            "{} is not what {name} says: write it anew with RENEW_FORMS=1 and look at what changed",
            beside.display()
        );
    }
}

fn workbooks() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../forms");
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut workbooks: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .collect();
    workbooks.sort();
    workbooks
}
