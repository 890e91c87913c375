//! What workbooks are as XForms: `xform [--asks] FILE…` prints a line of JSON for each, `{"file", "xform", "files"}` or
//! `{"file", "mistakes"}`. With `--asks` they are as the server's door for other clients gives them.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

use dong_hanh_form::Definition;
use dong_hanh_xform::{Asks, HOUSEHOLDS, HouseholdRow, XForm, xform};
use dong_hanh_xlsform::compile;
use serde_json::json;

/// What asks for the group that the door adds.
const ASKS: &str = "--asks";

fn main() -> io::Result<()> {
    let mut files: Vec<String> = env::args().skip(1).collect();
    let asks = files.first().is_some_and(|first| first == ASKS);
    for file in files.split_off(usize::from(asks)) {
        let path = Path::new(&file);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let line = match compile(&name, &fs::read(path)?, &beside(path)?) {
            Ok(compiled) => {
                let made = if asks {
                    asking(&compiled.form)
                } else {
                    xform(&compiled.form, None)
                };
                json!({ "file": file, "xform": made.xml, "files": made.files })
            }
            Err(mistakes) => json!({ "file": file, "mistakes": mistakes.len() }),
        };
        println!("{line}");
    }
    Ok(())
}

/// The form as the door gives it, with a household that can be chosen.
fn asking(form: &Definition) -> XForm {
    let asks = Asks {
        form: "sha256:0",
        version: &form.version,
    };
    let mut made = xform(form, Some(asks));
    let household = HouseholdRow {
        id: "h-1".to_owned(),
        label: "Nguyễn Thị Lài".to_owned(),
    };
    let households = HouseholdRow::csv(&[household]);
    made.files.insert(format!("{HOUSEHOLDS}.csv"), households);
    made
}

/// The files that lie in a folder beside a workbook.
fn beside(path: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let folder = path.with_extension("");
    let mut files = BTreeMap::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}
