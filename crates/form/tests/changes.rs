//! Two versions of a form: what is not the same in them, and what becomes of answers that were begun in the earlier one.
#![allow(
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::collections::BTreeSet;

use dong_hanh_form::{Answers, Aspect, Change, Form, changes, moved};
use serde_json::{Value, json};

const HOME_VISIT: &str = include_str!("../../../forms/home-visit.json");

fn text(words: &str) -> Value {
    json!({ "vi": words, "en": words })
}

fn question(kind: &str, name: &str, fields: Value) -> Value {
    let mut question = json!({ "type": kind, "name": name, "label": text(name) });
    let Value::Object(fields) = fields else {
        panic!("the fields are an object");
    };
    question.as_object_mut().unwrap().extend(fields);
    question
}

fn integer(name: &str) -> Value {
    question("integer", name, json!({}))
}

fn choices(names: &[&str]) -> Value {
    let choices: Vec<_> = names
        .iter()
        .map(|name| json!({ "name": name, "label": text(name) }))
        .collect();
    json!({ "choices": choices })
}

fn group(name: &str, nodes: Value) -> Value {
    let mut group = json!({ "type": "group", "name": name, "label": text(name) });
    group["nodes"] = nodes;
    group
}

fn repeat(name: &str, nodes: Value) -> Value {
    let mut repeat = json!({ "type": "repeat", "name": name, "label": text(name), "each": text(name), "add": text("+") });
    repeat["nodes"] = nodes;
    repeat
}

fn form(nodes: Value) -> Form {
    let mut form = json!({ "name": "t", "version": "1", "title": text("t") });
    form["nodes"] = nodes;
    Form::parse(&form.to_string()).unwrap()
}

/// `path: what`, with + for what is new and - for what is gone.
fn said(old: &Form, new: &Form) -> Vec<String> {
    let said = |change: &Change| {
        let aspects: Vec<_> = change
            .aspects
            .iter()
            .map(|aspect| format!("{aspect:?}"))
            .collect();
        match (&change.before, &change.after) {
            (None, _) => format!("+{}", change.path),
            (_, None) => format!("-{}", change.path),
            _ => format!("{}: {}", change.path, aspects.join(" ")),
        }
    };
    changes(old, new).iter().map(said).collect()
}

#[test]
fn the_same_form_has_no_changes() {
    let form = Form::parse(HOME_VISIT).unwrap();
    assert_eq!(said(&form, &form), Vec::<String>::new());
}

#[test]
fn each_aspect_of_a_question_is_told() {
    let plain = question("select_one", "q", choices(&["a", "b"]));
    let with = |field: &str, value: Value| {
        let mut question = plain.clone();
        question[field] = value;
        question
    };
    let message = json!({ "expr": ". != 'a'", "message": text("?") });
    for (other, aspects) in [
        (with("label", text("other")), "Words"),
        (with("hint", text("help")), "Help"),
        (with("media", json!({ "image": text("a.png") })), "Help"),
        (with("type", json!("select_multiple")), "Kind"),
        (
            with("choices", choices(&["b", "a"])["choices"].clone()),
            "Choices",
        ),
        (with("relevant", json!("1 = 1")), "Condition"),
        (with("required", json!("true()")), "Requirement"),
        (with("declinable", json!(["not_said"])), "Requirement"),
        (with("constraint", message), "Constraint"),
        (with("default", json!("'a'")), "Reckoned"),
        (with("read_only", json!("true()")), "Reckoned"),
        (with("look", json!("minimal")), "Look"),
        (with("save_to", json!("roof")), "SaveTo"),
    ] {
        let (old, new) = (form(json!([plain.clone()])), form(json!([other])));
        assert_eq!(said(&old, &new), [format!("q: {aspects}")]);
    }
}

#[test]
fn what_is_new_comes_in_its_place_and_what_is_gone_last() {
    let old = form(json!([group(
        "g",
        json!([integer("a"), integer("b"), integer("c")])
    )]));
    let new = form(json!([group(
        "g",
        json!([integer("a"), integer("x"), integer("c")])
    )]));
    assert_eq!(said(&old, &new), ["+g/x", "-g/b"]);
    let found = changes(&old, &new);
    assert!(found.iter().all(Change::is_asked));
    assert_eq!(
        serde_json::to_value(&found[0].within).unwrap(),
        json!([text("g")])
    );
}

#[test]
fn what_stands_elsewhere_is_told_once() {
    let (a, b, c) = (integer("a"), integer("b"), integer("c"));
    let old = form(json!([
        group("g", json!([a, b, c])),
        group("h", json!([integer("z")]))
    ]));
    let later = form(json!([
        group("g", json!([c, a, b])),
        group("h", json!([integer("z")]))
    ]));
    assert_eq!(said(&old, &later), ["g/c: Place"]);
    let swapped = form(json!([
        group("h", json!([integer("z")])),
        group("g", json!([a, b, c]))
    ]));
    assert_eq!(
        said(&old, &swapped).len(),
        1,
        "the questions move along with their group"
    );
    let elsewhere = form(json!([
        group("g", json!([a, b])),
        group("h", json!([integer("z"), c]))
    ]));
    assert_eq!(said(&old, &elsewhere), ["h/c: Place"]);
}

#[test]
fn other_rows_of_a_table_are_other_choices() {
    let with = |rows: Value| {
        let mut form = json!({
            "name": "t", "version": "1", "title": text("t"),
            "nodes": [question("select_one", "q", json!({ "from": { "table": "wards" } })), integer("n")],
            "tables": { "wards": { "columns": ["name", "label"] } },
        });
        form["tables"]["wards"]["rows"] = rows;
        Form::parse(&form.to_string()).unwrap()
    };
    let (old, new) = (
        with(json!([["a", "A"]])),
        with(json!([["a", "A"], ["b", "B"]])),
    );
    assert_eq!(said(&old, &new), ["q: Choices"]);
}

#[test]
fn a_change_reads_back_as_it_was_written() {
    let old = form(json!([group(
        "g",
        json!([integer("a"), repeat("r", json!([integer("b")]))])
    )]));
    let new = form(json!([group(
        "g",
        json!([question("decimal", "a", json!({})), integer("n")])
    )]));
    let found = changes(&old, &new);
    assert_eq!(found.len(), 4);
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Change>>(&text).unwrap(), found);
}

fn answers(json: Value) -> Answers {
    serde_json::from_value(json).unwrap()
}

/// [S11.7]
#[test]
fn answers_go_where_their_question_stands_now() {
    let old = form(json!([
        group("g", json!([integer("a"), integer("b")])),
        group(
            "s",
            json!([repeat(
                "r",
                json!([group("x", json!([integer("n")])), integer("m")])
            )])
        ),
    ]));
    let new = form(json!([
        group("h", json!([integer("a"), integer("b")])),
        group(
            "s",
            json!([repeat("r", json!([integer("n"), integer("m")]))])
        ),
    ]));
    let before = answers(json!({
        "answers": { "g/a": { "integer": 1 }, "s/r[2]/x/n": { "integer": 2 }, "s/r[2]/m": { "declined": "not_said" } },
        "instances": { "s/r": 3 },
    }));
    let after = answers(json!({
        "answers": { "h/a": { "integer": 1 }, "s/r[2]/n": { "integer": 2 }, "s/r[2]/m": { "declined": "not_said" } },
        "instances": { "s/r": 3 },
    }));
    assert_eq!(moved(&before, &old, &new), after);
    assert_eq!(moved(&after, &new, &old), before);
}

/// [S11.7]
#[test]
fn an_answer_becomes_one_of_another_kind_where_nothing_is_lost() {
    let one = |name: &str| question("select_one", name, choices(&["yes", "no"]));
    let many = question("select_multiple", "q", choices(&["yes", "no"]));
    for (from, to, before, after) in [
        (
            integer("q"),
            question("decimal", "q", json!({})),
            json!({ "integer": 4 }),
            json!({ "decimal": "4" }),
        ),
        (
            question("decimal", "q", json!({})),
            integer("q"),
            json!({ "decimal": "4" }),
            json!({ "integer": 4 }),
        ),
        (
            integer("q"),
            question("text", "q", json!({})),
            json!({ "integer": 4 }),
            json!({ "text": "4" }),
        ),
        (
            one("q"),
            many.clone(),
            json!({ "one": "no" }),
            json!({ "many": ["no"] }),
        ),
        (
            many.clone(),
            one("q"),
            json!({ "many": ["no"] }),
            json!({ "one": "no" }),
        ),
        (
            one("q"),
            question("yes_no", "q", json!({})),
            json!({ "one": "no" }),
            json!({ "yes_no": false }),
        ),
        (
            question("yes_no", "q", json!({})),
            one("q"),
            json!({ "yes_no": true }),
            json!({ "one": "yes" }),
        ),
    ] {
        let (old, new) = (form(json!([from])), form(json!([to])));
        let before = answers(json!({ "answers": { "q": before } }));
        let after = answers(json!({ "answers": { "q": after } }));
        assert_eq!(moved(&before, &old, &new), after);
    }
}

/// [S11.7]
#[test]
fn what_fits_no_question_stays_where_it_was() {
    let decimal = question("decimal", "q", json!({}));
    let old = form(json!([group(
        "g",
        json!([decimal, integer("gone"), integer("n")])
    )]));
    let new = form(json!([group("g", json!([integer("q"), integer("n")]))]));
    let before = answers(json!({
        "answers": {
            "g/q": { "decimal": "4.5" },
            "g/gone": { "integer": 3 },
            "g/n": { "newer": [1] },
            "else/where": { "text": "x" },
        },
        "signed": true,
    }));
    assert_eq!(moved(&before, &old, &new), before);
}

#[test]
fn a_choice_that_is_gone_is_kept_for_whoever_chooses_again() {
    let old = form(json!([group(
        "g",
        json!([question("select_one", "q", choices(&["a", "b"]))])
    )]));
    let new = form(json!([group(
        "h",
        json!([question("select_one", "q", choices(&["b"]))])
    )]));
    let before = answers(json!({ "answers": { "g/q": { "one": "a" } } }));
    let after = answers(json!({ "answers": { "h/q": { "one": "a" } } }));
    assert_eq!(moved(&before, &old, &new), after);
}

#[test]
fn answers_of_the_same_form_are_not_touched() {
    let form = Form::parse(HOME_VISIT).unwrap();
    let before = answers(json!({
        "answers": { "house/roof": { "one": "tile" }, "house/area": { "integer": 42 } },
        "instances": { "support/gift": 2 },
    }));
    assert_eq!(moved(&before, &form, &form), before);
    let aspects: BTreeSet<Aspect> = changes(&form, &form)
        .into_iter()
        .flat_map(|change| change.aspects)
        .collect();
    assert!(aspects.is_empty());
}

#[test]
fn another_picture_is_told_and_another_name_of_the_same_is_not() {
    let file = |digit: &str| json!({ "sha256": digit.repeat(64), "bytes": 9, "mime": "image/png", "size": [4, 3] });
    let with = |name: &str, digit: &str| {
        let mut note = integer("q");
        note["media"] = json!({ "image": text(name) });
        let mut whole = serde_json::to_value(form(json!([note]))).unwrap();
        whole["files"] = json!({ name: file(digit) });
        Form::parse(&whole.to_string()).unwrap()
    };
    let old = with("a.png", "a");
    let image = old.nodes.first().unwrap();
    let dong_hanh_form::Node::Question(question) = image else {
        panic!("it is a question");
    };
    let shown = old.file(question.media.image.as_ref(), dong_hanh_form::Lang::Vi);
    assert_eq!(shown.unwrap().size, Some((4, 3)));
    assert_eq!(said(&old, &with("a.png", "b")), ["q: Help"]);
    assert_eq!(said(&old, &with("b.png", "a")), Vec::<String>::new());
    let written = serde_json::to_string(&old).unwrap();
    assert_eq!(Form::parse(&written).unwrap(), old);
}
