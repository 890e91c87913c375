//! The expression language, seen through a form: each expression is a question's condition.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use dong_hanh_form::{Answer, Answers, Context, Form, Value, evaluate};
use serde_json::json;

/// Whether an expression is true, beside some known answers.
fn holds(expr: &str) -> bool {
    let text = |words: &str| json!({ "vi": words, "en": words });
    let choices = json!([
        { "name": "a", "label": text("A") },
        { "name": "b", "label": text("B") },
    ]);
    let question =
        |kind: &str, name: &str| json!({ "type": kind, "name": name, "label": text(name) });
    let mut many = question("select_multiple", "many");
    many["choices"] = choices.clone();
    let mut one = question("select_one", "one");
    one["choices"] = choices;
    let mut hidden = question("integer", "hidden");
    hidden["relevant"] = json!("false()");
    let mut tested = question("note", "tested");
    tested["relevant"] = json!(expr);
    let form = json!({
        "name": "test", "version": "1", "title": text("Test"),
        "groups": [{ "name": "g", "label": text("G"), "nodes": [
            tested,
            question("integer", "n"), question("decimal", "d"), question("text", "t"),
            question("date", "day"), question("yes_no", "yes"), question("text", "empty"),
            many, one, hidden,
            { "type": "repeat", "name": "r", "label": text("R"), "each": text("r"), "add": text("+"),
              "nodes": [question("integer", "x")] },
        ]}],
    });
    let form = Form::parse(&form.to_string()).expect(expr);
    let answers: Answers = serde_json::from_value(json!({
        "answers": {
            "g/n": { "integer": 7 }, "g/d": { "decimal": "2.5" }, "g/t": { "text": "Huế" },
            "g/day": { "date": "2026-11-20" }, "g/yes": { "yes_no": true },
            "g/many": { "many": ["a", "b"] }, "g/one": { "one": "a" },
            "g/hidden": { "integer": 5 },
            "g/r[1]/x": { "integer": 3 }, "g/r[2]/x": { "integer": 4 },
        },
        "instances": { "g/r": 2 },
    }))
    .unwrap();
    let context = Context {
        today: "2026-11-24".parse().unwrap(),
    };
    evaluate(&form, &answers, &context)
        .question(&"g/tested".parse().unwrap())
        .is_some()
}

#[test]
fn what_is_true() {
    for expr in [
        "true()",
        "not(false())",
        "1 + 2 * 3 = 7",
        "(1 + 2) * 3 = 9",
        "7 div 2 = 3.5",
        "-7 mod 2 = -1",
        "5 - 3 - 1 = 1",
        "--1 = 1",
        "2 -1 = 1",
        "1 < 2 = true()",
        "true() or 1 div 0 = 2",
        "false() and true() or true()",
        "'a' = \"a\"",
        "${n} = 7",
        "${n} = '7'",
        "${ n } > 6 and ${n} < 8",
        "${n} != 8",
        "${d} = 2.5",
        "${d} * 2 = 5",
        "${t} = 'Huế'",
        "string-length(${t}) = 3",
        "contains(${t}, 'uế')",
        "starts-with(${t}, 'H')",
        "concat(${t}, '-', ${n}) = 'Huế-7'",
        "${empty} = ''",
        "not(${empty})",
        "not(${empty} = 0)",
        "not(${empty} < 1)",
        "coalesce(${empty}, 'x') = 'x'",
        "coalesce(${t}, 'x') = 'Huế'",
        "if(${yes} = 'yes', 1, 2) = 1",
        "${hidden} = ''",
        "selected(${many}, 'a') and selected(${many}, 'b')",
        "not(selected(${many}, 'c'))",
        "not(selected(${empty}, ''))",
        "count-selected(${many}) = 2",
        "count-selected(${empty}) = 0",
        "selected(${one}, 'a')",
        "${one} = 'a'",
        "count(${r}) = 2",
        "count(${x}) = 2",
        "sum(${x}) = 7",
        "max(${x}) = 4",
        "min(${x}, 1) = 1",
        "${x} = 3",
        "count(${hidden}) = 0",
        "${day} < today()",
        "today() = '2026-11-24'",
        "${day} = '2026-11-20'",
        "today() - ${day} = 4",
        "date('2026-12-01') - today() = 7",
        "today() + 7 = date('2026-12-01')",
        "date(today() + 7) = '2026-12-01'",
        "'2026-11-25' > today()",
        "date('soon') = ''",
        "int(-2.5) = -2",
        "round(2.5) = 3",
        "round(3.14159, 2) = 3.14",
        "number('abc') != number('abc')",
        "number('inf') != number('inf')",
        "string(1 div 0) = 'Infinity'",
        "string(0 * -1) = '0'",
        "string(1000000) = '1000000'",
        "boolean('false')",
    ] {
        assert!(holds(expr), "{expr} should be true");
        assert!(
            !holds(&format!("not({expr})")),
            "not({expr}) should be false"
        );
    }
}

#[test]
fn inside_an_instance_a_name_is_the_answer_beside_it() {
    let text = json!({ "vi": "x", "en": "x" });
    let form = json!({
        "name": "t", "version": "1", "title": text,
        "groups": [{ "name": "g", "label": text, "nodes": [
            { "type": "repeat", "name": "r", "label": text, "each": text, "add": text, "nodes": [
                { "type": "yes_no", "name": "more", "label": text },
                { "type": "text", "name": "what", "label": text, "relevant": "${more} = 'yes'" },
                { "type": "note", "name": "both", "label": text, "relevant": "count(${what}) = 1 and count(${r}) = 2" },
            ]},
        ]}],
    });
    let form = Form::parse(&form.to_string()).unwrap();
    let mut answers = Answers::new();
    answers.set(
        "g/r[1]/more".parse().unwrap(),
        Answer::Given(Value::YesNo(false)),
    );
    answers.set(
        "g/r[2]/more".parse().unwrap(),
        Answer::Given(Value::YesNo(true)),
    );
    let context = Context {
        today: "2026-11-24".parse().unwrap(),
    };
    let view = evaluate(&form, &answers, &context);
    let shown: Vec<String> = view.questions().map(|q| q.path.to_string()).collect();
    assert_eq!(
        shown,
        ["g/r[1]/more", "g/r[2]/more", "g/r[2]/what", "g/r[2]/both"]
    );
}

#[test]
fn a_long_chain_of_conditions_needs_no_deep_stack() {
    let text = json!({ "vi": "x", "en": "x" });
    let last = 5_000;
    let nodes: Vec<_> = (0..=last)
        .map(|number| {
            let mut question =
                json!({ "type": "integer", "name": format!("q{number}"), "label": text });
            if number < last {
                // Forward references, so that the order of the form is of no help.
                question["relevant"] = json!(format!("${{q{}}} = 1", number + 1));
            }
            question
        })
        .collect();
    let form = json!({
        "name": "t", "version": "1", "title": text,
        "groups": [{ "name": "g", "label": text, "nodes": nodes }],
    });
    let form = Form::parse(&form.to_string()).unwrap();
    let context = Context {
        today: "2026-11-24".parse().unwrap(),
    };
    let mut answers = Answers::new();
    for number in 1..=last {
        answers.set(
            format!("g/q{number}").parse().unwrap(),
            Answer::Given(Value::Integer(1)),
        );
    }
    let shown = |answers: &Answers| evaluate(&form, answers, &context).questions().count();
    assert_eq!(shown(&answers), last + 1);
    answers.clear(&format!("g/q{last}").parse().unwrap());
    assert_eq!(shown(&answers), 1);
}
