//! A definition that is not sound is refused, with the place and the fault.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use dong_hanh_form::Form;
use serde_json::{Value, json};

fn text() -> Value {
    json!({ "vi": "x", "en": "x" })
}

fn refusal(nodes: Value) -> String {
    let mut form = json!({
        "name": "t", "version": "1", "title": text(),
        "groups": [{ "name": "g", "label": text() }],
    });
    form["groups"][0]["nodes"] = nodes;
    Form::parse(&form.to_string())
        .expect_err("it should be refused")
        .to_string()
}

fn question(name: &str, fields: Value) -> Value {
    let mut question = json!({ "type": "integer", "name": name, "label": text() });
    let Value::Object(fields) = fields else {
        panic!("the fields are an object");
    };
    question.as_object_mut().unwrap().extend(fields);
    question
}

#[test]
fn faults_are_named_with_their_place() {
    let choice = |name: &str| json!({ "name": name, "label": text() });
    for (nodes, said) in [
        (json!([]), "g: it holds no question"),
        (
            json!([question("a", json!({})), question("a", json!({}))]),
            "g/a: another part of the same group has this name too",
        ),
        (
            json!([question("1a", json!({}))]),
            "“1a” cannot be a name: use a letter, then letters, digits, _ - or .",
        ),
        (
            json!([question("a", json!({ "relevant": "${b} = 1" }))]),
            "g/a: its relevant refers to ${b}, and nothing has that name",
        ),
        (
            json!([
                question("a", json!({ "relevant": "${b} = 1" })),
                question("b", json!({ "relevant": "${a} = 1" })),
            ]),
            "g/a: its relevance depends on itself",
        ),
        (
            json!([question("a", json!({ "relevant": ". = 1" }))]),
            "g/a: its relevance depends on itself",
        ),
        (
            json!([
                { "type": "group", "name": "h", "label": text(), "relevant": "${a} = 1",
                  "nodes": [question("a", json!({}))] },
            ]),
            "g/h: its relevance depends on itself",
        ),
        (
            json!([
                question("b", json!({ "required": "${a} = 1" })),
                { "type": "group", "name": "h", "label": text(), "nodes": [question("a", json!({}))] },
                { "type": "group", "name": "i", "label": text(), "nodes": [question("a", json!({}))] },
            ]),
            "g/b: its required refers to ${a}, and several parts have that name",
        ),
        (
            json!([question(
                "a",
                json!({ "constraint": { "expr": ". <", "message": text() } })
            )]),
            "g/a: its constraint cannot be read: something is missing at its end",
        ),
        (
            json!([question(
                "a",
                json!({ "type": "select_one", "choices": [] })
            )]),
            "g/a: it has no choices",
        ),
        (
            json!([question(
                "a",
                json!({ "type": "select_one", "choices": [choice("x"), choice("x")] })
            )]),
            "g/a: the choice “x” is there twice",
        ),
        (
            json!([question(
                "a",
                json!({ "type": "select_one", "choices": [choice("x y")] })
            )]),
            "g/a: “x y” cannot be the key of a choice: it must not be empty or hold a space",
        ),
        (
            json!([question("a", json!({ "type": "image", "max": 0 }))]),
            "g/a: it must take at least one photo or recording",
        ),
    ] {
        assert_eq!(refusal(nodes), said);
    }
}

#[test]
fn a_misplaced_or_unknown_field_is_refused() {
    for (fields, said) in [
        (
            json!({ "type": "select_one" }),
            "“a” of type select_one needs the field “choices”",
        ),
        (
            json!({ "type": "hologram" }),
            "“a” has the unknown type “hologram”",
        ),
        (
            json!({ "multiline": true }),
            "“a” of type integer cannot have the field “multiline”",
        ),
        (
            json!({ "type": "note", "required": "true()" }),
            "“a” of type note cannot have the field “required”",
        ),
        (json!({ "relevent": "true()" }), "unknown field `relevent`"),
    ] {
        let refusal = refusal(json!([question("a", fields)]));
        assert!(refusal.contains(said), "{refusal}");
    }
}

#[test]
fn a_form_without_screens_is_refused() {
    let form = json!({ "name": "t", "version": "1", "title": text(), "groups": [] });
    let said = Form::parse(&form.to_string()).unwrap_err().to_string();
    assert_eq!(said, "the form has no group, so there is nothing to ask");
}
