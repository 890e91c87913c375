//! `form check` prints a definition, or all mistakes; `form fill` how every node stands after each answer; `form xform` the
//! blank form for other clients.

use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{run, said};

/// A workbook of one sheet.
fn write<const COLUMNS: usize>(folder: &TempDir, name: &str, rows: &[[&str; COLUMNS]]) -> String {
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

/// A household with its members, and what is asked of the grown-up ones.
fn household(folder: &TempDir) -> String {
    let rows = [
        ["type", "name", "label", "relevant", "calculation"],
        ["text", "head", "Who?", "", ""],
        ["deviceid", "device", "", "", ""],
        ["begin_repeat", "member", "Member", "", ""],
        ["integer", "age", "How old?", "", ""],
        ["text", "work", "Which work?", "${age} > 14", ""],
        ["end_repeat", "", "", "", ""],
        ["calculate", "years", "", "", "sum(${age})"],
    ];
    write(folder, "household.xlsx", &rows)
}

/// The line of a node after a step.
fn line<'l>(lines: &'l [Value], step: u64, path: &str) -> &'l Value {
    let mut lines = lines.iter();
    let found = lines.find(|line| line["step"] == step && line["path"] == path);
    found.expect(path)
}

#[test]
fn a_workbook_is_filled_step_by_step() {
    let folder = TempDir::new().unwrap();
    let file = household(&folder);
    let steps = json!([
        { "path": "/data/head", "value": "Lài & Na" },
        { "path": "/data/member[1]/work", "value": "rice" },
        { "path": "/data/member[1]/age", "value": "40" },
        { "path": "/data/member", "add": true },
        { "path": "/data/member[2]/age", "value": "9" },
        { "path": "/data/member[1]", "remove": true },
    ]);
    let answers = folder.path().join("answers.json");
    fs::write(&answers, steps.to_string()).unwrap();
    let answers = answers.display().to_string();
    let arguments = ["form", "fill", &file, "--answers", &answers];
    let known = [
        "--at",
        "2027-01-01T09:00:00+07:00",
        "--known",
        "deviceid=p-7",
    ];
    let printed = said(&folder, &[&arguments[..], &known[..]].concat());
    let (instance, lines): (Vec<&str>, Vec<&str>) =
        printed.lines().partition(|line| line.starts_with('<'));
    let lines: Vec<Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(line(&lines, 0, "/data/device")["value"], "p-7");
    let refused = lines
        .iter()
        .find(|line| line["step"] == 2 && line.get("path").is_none());
    assert_eq!(refused.unwrap()["refused"], "not relevant");
    assert_eq!(
        *line(&lines, 3, "/data/member[1]/work"),
        json!({ "step": 3, "path": "/data/member[1]/work", "relevant": true, "required": false, "readonly": false,
            "valid": true, "value": "" })
    );
    assert_eq!(line(&lines, 4, "/data/member")["count"], 2);
    assert_eq!(line(&lines, 5, "/data/years")["value"], "49");
    let answers = "<data id=\"household\"><head>Lài &amp; Na</head><device>p-7</device>\
        <member><age>9</age></member><years>9</years>";
    let last = lines.last().unwrap();
    assert_eq!(last["instance"], format!("{answers}</data>"));
    assert_eq!(instance.len(), 1);
    let instance = instance[0];
    let meta = instance.strip_prefix(answers).unwrap();
    let named = meta.strip_prefix("<meta xmlns=\"http://openrosa.org/xforms\"><instanceID>uuid:");
    assert!(
        named.unwrap().ends_with("</instanceID></meta></data>"),
        "{meta}"
    );
    // The same answers have the same name, and another with another seed.
    let again = |seed: &str| {
        let seed = ["--seed", seed];
        let printed = said(&folder, &[&arguments[..], &known[..], &seed[..]].concat());
        printed.lines().last().unwrap().to_owned()
    };
    assert_eq!(again("0"), instance);
    assert_ne!(again("1"), instance);
}

#[test]
fn a_workbook_or_what_it_compiles_to_is_printed_as_a_blank_form() {
    let folder = TempDir::new().unwrap();
    let file = household(&folder);
    let blank = said(&folder, &["form", "xform", &file]);
    let begins =
        "<data id=\"household\"><head/><device/><member jr:template=\"\"><age/><work/></member>";
    assert!(blank.contains(begins), "{blank}");
    let definition = folder.path().join("household.json");
    let path = definition.display().to_string();
    fs::write(&definition, said(&folder, &["form", "check", &file])).unwrap();
    assert_eq!(said(&folder, &["form", "xform", &path]), blank);

    fs::write(&definition, "{\"name\": 1}").unwrap();
    let output = run(&folder, &["form", "xform", &path]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("is no definition of a form"), "{told}");
    let rows = [["type", "name", "label"], ["intger", "a", "A"]];
    let wrong = write(&folder, "wrong.xlsx", &rows);
    let printed = |command| {
        let output = run(&folder, &["form", command, &wrong]);
        (output.status.code(), output.stdout)
    };
    assert_eq!(printed("xform"), printed("check"));
    assert_eq!(printed("xform").0, Some(1));
}

#[test]
fn each_list_of_steps_begins_the_form_anew() {
    let folder = TempDir::new().unwrap();
    let file = household(&folder);
    let answers = folder.path().join("answers.jsonl");
    let list = |age: &str| json!([{ "path": "/data/member[1]/age", "value": age }]).to_string();
    fs::write(&answers, [list("3"), list("4")].join("\n")).unwrap();
    let answers = answers.display().to_string();
    let printed = said(&folder, &["form", "fill", &file, "--answers", &answers]);
    let years: Vec<bool> = printed
        .lines()
        .filter(|line| line.starts_with('<'))
        .zip(["<years>3</years>", "<years>4</years>"])
        .map(|(line, years)| line.contains(years))
        .collect();
    assert_eq!(years, [true, true]);
}

#[test]
fn steps_that_say_nothing_are_refused() {
    let folder = TempDir::new().unwrap();
    let file = household(&folder);
    let answers = folder.path().join("answers.json");
    fs::write(
        &answers,
        r#"[{"path": "/data/head", "value": "x", "add": true}]"#,
    )
    .unwrap();
    let answers = answers.display().to_string();
    let output = run(&folder, &["form", "fill", &file, "--answers", &answers]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("a step has one of"), "{told}");
}
