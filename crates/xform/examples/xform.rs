//! What workbooks are as XForms: `xform FILE…` prints a line of JSON for each, `{"file", "xform", "files"}` or `{"file", "mistakes"}`.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

use dong_hanh_xform::xform;
use dong_hanh_xlsform::compile;
use serde_json::json;

fn main() -> io::Result<()> {
    for file in env::args().skip(1) {
        let path = Path::new(&file);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let line = match compile(&name, &fs::read(path)?, &beside(path)?) {
            Ok(compiled) => {
                let made = xform(&compiled.form, None);
                json!({ "file": file, "xform": made.xml, "files": made.files })
            }
            Err(mistakes) => json!({ "file": file, "mistakes": mistakes.len() }),
        };
        println!("{line}");
    }
    Ok(())
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
