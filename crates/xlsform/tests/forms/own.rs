//! The project's own workbooks, the definitions that lie beside them, and those that were published before.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dong_hanh_form::{Form, Lang};
use dong_hanh_xlsform::{Files, compile};
use serde_json::Value;

use crate::book::place;

/// What an officer can edit becomes what is published, whole and without a doubt. The definitions are kept as text, so
/// that a change of a workbook can be read; `RENEW_FORMS=1` writes them anew, and keeps those of a new version.
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
        if std::env::var_os("RENEW_FORMS").is_some()
            && of_its_version(&text, &kept_all()).is_empty()
        {
            let (form, version) = (&compiled.form.name, &compiled.form.version);
            fs::write(folder(KEPT).join(format!("{form}-{version}.json")), &text).unwrap();
        }
        assert_eq!(unpublishable(&text, &kept_all()), None);
    }
}

/// Where every definition is kept that was ever published, that of today too: a draft may stand on any of them.
const KEPT: &str = "tests/fixtures/forms";

/// What was published, by the names of the files.
type Published = BTreeMap<String, String>;

fn kept_all() -> Published {
    let files = fs::read_dir(folder(KEPT)).unwrap().flatten();
    let read = files.map(|file| {
        let name = file.file_name().into_string().unwrap();
        (name, fs::read_to_string(file.path()).unwrap())
    });
    read.collect()
}

/// What was published under the name and version of a definition.
fn of_its_version<'p>(text: &str, published: &'p Published) -> Vec<(&'p str, &'p str)> {
    let version = |text: &str| {
        let form: Value = serde_json::from_str(text).unwrap();
        [form["name"].clone(), form["version"].clone()]
    };
    let sought = version(text);
    let of_it = published.iter().filter(|(_, text)| version(text) == sought);
    of_it
        .map(|(file, text)| (file.as_str(), text.as_str()))
        .collect()
}

/// Why a definition cannot be published as it stands.
fn unpublishable(text: &str, published: &Published) -> Option<String> {
    let of_its_version = of_its_version(text, published);
    let form = Form::parse(text).unwrap();
    let (name, version) = (&form.name, &form.version);
    if of_its_version.is_empty() {
        return Some(format!(
            "version {version} of {name} is not kept in {KEPT}: RENEW_FORMS=1 keeps it, so that no later change passes under it"
        ));
    }
    let (file, _) = of_its_version.iter().find(|(_, other)| *other != text)?;
    Some(format!(
        "forms/{name}.json says something else than {KEPT}/{file}, which was published as the same version {version}: give the workbook a new version, and keep that file as it is"
    ))
}

#[test]
fn what_changed_is_a_new_version_and_the_old_one_is_kept() {
    let form = |version: &str, title: &str| {
        format!(
            r#"{{"name": "visit", "version": "{version}", "title": {{"vi": "{title}"}}, "nodes": [{{"type": "text", "name": "a", "label": {{"vi": "?"}}}}]}}"#
        )
    };
    let mut published = Published::new();
    let unkept = unpublishable(&form("1", "Thăm hộ"), &published).unwrap();
    assert!(
        unkept.starts_with("version 1 of visit is not kept"),
        "{unkept}"
    );
    published.insert("visit-1.json".to_owned(), form("1", "Thăm hộ"));
    assert_eq!(unpublishable(&form("1", "Thăm hộ"), &published), None);
    let changed = unpublishable(&form("1", "Thăm nhà"), &published).unwrap();
    assert!(
        changed.contains("visit-1.json") && changed.contains("give the workbook a new version"),
        "{changed}"
    );
    published.insert("visit-2.json".to_owned(), form("2", "Thăm nhà"));
    assert_eq!(unpublishable(&form("2", "Thăm nhà"), &published), None);
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
}

fn workbooks() -> Vec<PathBuf> {
    let folder = folder("forms");
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut workbooks: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .collect();
    workbooks.sort();
    workbooks
}
