//! Expressions beside what ODK's own engine finds them worth (`tests/xlsform/golden/expressions.jsonl`).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use dong_hanh_form::{Answer, Answers, Context, Filling, Form, Value};
use serde_json::{Value as Json, json};

const GOLDEN: &str = include_str!("../../../tests/xlsform/golden/expressions.jsonl");

/// What is worth something else here, and why.
const OTHERWISE: &[(&str, Option<&str>, &str)] = &[
    (
        "1000000 * 1000000 * 1000000 * 1000000",
        Some("1000000000000000000000000"),
        EXPONENT,
    ),
    ("0.0000001 * 1", Some("0.0000001"), EXPONENT),
    (
        "number('0x10')",
        Some(""),
        "XPath reads decimal digits alone",
    ),
    ("number('1e3')", Some(""), EXPONENT),
    (
        "extract-signed('x', 'y')",
        Some(""),
        "ODK's list of functions: nothing where nothing was signed; its web engine has no such function",
    ),
    ("number('2026-12-31')", Some("20818"), DAYS),
    ("sum(/data/none)", Some("0"), "XPath: nothing adds up to 0"),
    ("random()", Some("0.6395925254832537"), CHANCE),
    (
        "uuid()",
        Some("a3bc55f3-b774-4510-bdfb-b45c0d52c0ef"),
        CHANCE,
    ),
    ("uuid(8)", Some("a3bc55f3"), CHANCE),
    (
        "string-length('👍')",
        Some("1"),
        "XPath counts characters, and not halves of them",
    ),
    ("selected('', '')", Some("false"), "nothing was selected"),
    (
        "date('x')",
        Some(""),
        "no day is written as words that no question of days could hold",
    ),
    (
        "date('2026-02-29')",
        Some(""),
        "a day that does not exist breaks their engine",
    ),
    ("date(20000)", Some("2024-10-04"), DAYS),
    ("date(20000.5)", Some("2024-10-04"), DAY_ALONE),
    (
        "date('2026-12-31T23:30:00.000+07:00')",
        Some("2026-12-31"),
        DAY_ALONE,
    ),
    (
        "jr:itext('/data/word:label')",
        Some("/data/word:label"),
        "labels of a definition have no ids",
    ),
    (
        "version()",
        Some("1"),
        "ODK documents it, and their engine has none",
    ),
    (
        "count(preceding-sibling::*)",
        Some("2"),
        "their engine has not got it yet",
    ),
    ("--2", Some("2"), "XPath allows it"),
];

const EXPONENT: &str = "XPath writes and reads numbers without exponents";
const DAYS: &str = "a day is a whole number of days by the clock of the place, as in JavaRosa";
const DAY_ALONE: &str = "the specification: in the format of a day";
const CHANCE: &str = "their harness stops chance; here it comes from the seed of the visit";

/// What an expression is worth in a question that is calculated from it; none where the form is refused.
fn worth(expression: &str) -> Option<String> {
    let text = |words: &str| json!({ "vi": words });
    let form = json!({
        "name": "worth", "version": "1", "title": text("Giá trị"),
        "nodes": [
            { "type": "text", "name": "word", "label": text("chữ") },
            { "type": "select_one", "name": "pick", "label": text("chọn"), "choices": [
                { "name": "a", "label": text("A") }, { "name": "b", "label": text("B") },
            ]},
            { "type": "calculate", "name": "worth", "calculate": expression },
            { "type": "group", "name": "meta", "label": text(""), "nodes": [
                { "type": "calculate", "name": "instanceID" },
            ]},
        ],
        "tables": {
            "letters": { "columns": ["name", "label"], "rows": [["a", "A"], ["b", "B"], ["c", "C"]] },
            "places": { "columns": ["name", "label"], "rows": [["p1", "Một"], ["p2", "Hai"]] },
        },
    });
    let form = Form::parse(&form.to_string()).ok()?;
    let context = Context::at("2027-01-01T09:00:00+07:00".parse().unwrap());
    let filling = Filling::open(Arc::new(form), Answers::new(), context);
    Some(match filling.answers().get(&"worth".parse().unwrap()) {
        Some(Answer::Given(Value::Text(text))) => text.clone(),
        _ => String::new(),
    })
}

#[test]
fn expressions_are_worth_what_odk_finds_or_what_the_specification_says() {
    let otherwise: BTreeMap<&str, Option<&str>> = OTHERWISE
        .iter()
        .map(|(expression, value, _)| (*expression, *value))
        .collect();
    let mut met = 0;
    let mut wrong = Vec::new();
    for line in GOLDEN.lines() {
        let line: Json = serde_json::from_str(line).unwrap();
        let expression = line["expression"].as_str().unwrap();
        let odk = line["value"].as_str();
        let wanted = otherwise.get(expression).copied().unwrap_or(odk);
        met += usize::from(otherwise.contains_key(expression));
        let found = worth(expression);
        if found.as_deref() != wanted {
            wrong.push(format!("{expression}: {found:?} and not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(met, OTHERWISE.len(), "an exception that is none");
}
