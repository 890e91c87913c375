//! Forms that nobody wrote: `cargo xtask test --only xlsform` grows them, and pyxform accepts them all.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use dong_hanh_form::Form;
use dong_hanh_xlsform::compile;

#[test]
fn grown_forms_compile() {
    let folder = env::var("GROWN").unwrap();
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let compiled = compile(&file_name(&path), &fs::read(&path).unwrap(), &beside(&path));
        let compiled =
            compiled.unwrap_or_else(|mistakes| panic!("{}: {mistakes:?}", path.display()));
        let json = serde_json::to_string(&compiled.form).unwrap();
        assert_eq!(
            *Form::parse(&json).unwrap(),
            compiled.form,
            "{}",
            path.display()
        );
        seen += 1;
    }
    assert!(seen > 0);
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn beside(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(path.with_extension("")) else {
        return BTreeMap::new();
    };
    let file = |path: &Path| {
        (
            path.file_name().unwrap().to_string_lossy().into_owned(),
            fs::read(path).unwrap(),
        )
    };
    entries.map(|entry| file(&entry.unwrap().path())).collect()
}
