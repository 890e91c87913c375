//! Workbooks that others made, which lie beside the project where its data do.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dong_hanh_form::Form;
use dong_hanh_xlsform::compile;

use crate::book::place;

/// Those that pyxform refuses, or ODK Validate what pyxform makes of them, and where we say why.
const REFUSED: [(&str, &str); 2] = [
    ("bad-bad_calc.xlsx", "survey!D2 calculation"),
    ("bad-duplicate_columns.xlsx", "survey!E1 label"),
];

#[test]
fn workbooks_of_others_are_compiled_or_refused_as_odk_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/xlsforms");
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut seen = 0;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let expected = REFUSED.iter().find(|(refused, _)| *refused == name);
        match (
            compile(&name, &fs::read(entry.path()).unwrap(), &BTreeMap::new()),
            expected,
        ) {
            (Ok(compiled), None) => {
                let json = serde_json::to_string(&compiled.form).unwrap();
                assert_eq!(*Form::parse(&json).unwrap(), compiled.form, "{name}");
            }
            (Err(mistakes), Some((_, at))) => {
                let places: Vec<String> =
                    mistakes.iter().map(|mistake| place(&mistake.at)).collect();
                assert_eq!(places, [*at], "{name}");
            }
            (found, _) => panic!("{name}: {found:?}"),
        }
        seen += 1;
    }
    assert!(seen >= REFUSED.len());
}
