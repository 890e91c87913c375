//! Defaults come once: when a visit begins, and with each instance that is added.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dong_hanh_form::{
    Answer, Answers, Context, Form, Path, Value, apply_defaults, apply_defaults_in,
};
use serde_json::json;

fn form() -> Form {
    let text = json!({ "vi": "x", "en": "x" });
    let question = |kind: &str, name: &str, default: &str| json!({ "type": kind, "name": name, "label": text, "default": default });
    let mut hidden = question("integer", "hidden", "2 * 21");
    hidden["relevant"] = json!("false()");
    let form = json!({
        "name": "t", "version": "1", "title": text,
        "groups": [{ "name": "g", "label": text, "nodes": [
            question("date", "day", "today()"),
            question("date", "week", "${day} + 7"),
            question("yes_no", "yes", "'yes'"),
            question("decimal", "half", "1 div 2"),
            question("integer", "unfit", "'many'"),
            question("text", "nothing", "''"),
            hidden,
            { "type": "repeat", "name": "r", "label": text, "each": text, "add": text,
              "nodes": [question("text", "what", "'gạo'")] },
        ]}],
    });
    Form::parse(&form.to_string()).unwrap()
}

fn path(text: &str) -> Path {
    text.parse().unwrap()
}

fn context() -> Context {
    Context::on("2026-11-24".parse().unwrap())
}

#[test]
fn a_visit_begins_with_the_defaults_that_fit() {
    let mut answers = Answers::new();
    let applied = apply_defaults(&form(), &mut answers, &context());
    let expected = [
        ("g/day", Value::Date("2026-11-24".parse().unwrap())),
        ("g/week", Value::Date("2026-12-01".parse().unwrap())),
        ("g/yes", Value::YesNo(true)),
        ("g/half", Value::Decimal("0.5".parse().unwrap())),
        ("g/hidden", Value::Integer(42)),
    ];
    assert_eq!(applied, expected.each_ref().map(|(at, _)| path(at)));
    for (at, value) in expected {
        assert_eq!(answers.get(&path(at)), Some(&Answer::Given(value)));
    }
}

#[test]
fn a_new_instance_begins_with_its_defaults_and_no_other_changes() {
    let mut answers = Answers::new();
    let first = answers.add_instance(&path("g/r"));
    apply_defaults(&form(), &mut answers, &context());
    answers.clear(&path("g/r[1]/what"));
    let second = answers.add_instance(&path("g/r"));
    let applied = apply_defaults_in(&form(), &mut answers, &second, &context());
    assert_eq!(applied, [path("g/r[2]/what")]);
    assert_eq!(answers.get(&path(&format!("{first}/what"))), None);
}
