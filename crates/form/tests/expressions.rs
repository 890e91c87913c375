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
        "name": "test", "version": "7", "title": text("Test"),
        "tables": { "wards": {
            "columns": ["name", "label", "side"],
            "rows": [["ta", "Thuận An", "north"], ["pv", "Phú Vang"], ["hc", "Hương Trà", "north"]],
        }},
        "groups": [{ "name": "g", "label": text("G"), "nodes": [
            tested,
            question("integer", "n"), question("decimal", "d"), question("text", "t"),
            question("date", "day"), question("yes_no", "yes"), question("text", "empty"),
            many, one, hidden, question("geopoint", "here"),
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
            "g/here": { "place": { "lat": 16.5, "lon": 107.6, "accuracy_m": 5 } },
            "g/r[1]/x": { "integer": 3 }, "g/r[2]/x": { "integer": 4 },
        },
        "instances": { "g/r": 2 },
    }))
    .unwrap();
    let context = Context::on("2026-11-24".parse().unwrap());
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
fn paths_lead_through_the_form_and_its_tables() {
    for expr in [
        "../n = 7",
        "/data/g/n = 7",
        "/test/g/n = 7 and not(/other/g/n = 7)",
        "//n = 7",
        "current()/../n = 7",
        "count(../r) = 2",
        "count(../r/x) = 2",
        "../r[2]/x = 4",
        "../r[x > 3]/x = 4",
        "../r[position() = 2]/x = 4",
        "../r[last()]/x = 4",
        "../r[x = 3][1]/x = 3",
        "not(../r[x = 3][2])",
        "sum(../r[x > 3]/x) = 4",
        "sum(../r/x | ../n) = 14",
        "count(../n | ../n) = 1",
        "../r/x = 4 and ../r/x != 4",
        "${x}[. > 3] = 4",
        "../r/*[. = 4] = 4",
        "count(../descendant::x) = 2",
        "count(../r[2]/preceding-sibling::r) = 1",
        "../r[2]/x/ancestor::g/n = 7",
        "../self::node()/n = 7",
        "../n/text() = 7",
        "name(..) = 'g'",
        "position(../r[2]) = 2",
        "indexed-repeat(${x}, ${r}, 2) = 4",
        "not(indexed-repeat(${x}, ${r}, 3))",
        "count(${r}[x = 4]) = 1",
        "instance('wards')/root/item[name = 'pv']/label = 'Phú Vang'",
        "instance('wards')/root/item[side = 'north'][2]/label = 'Hương Trà'",
        "count(instance('wards')/root/item[side = 'north']) = 2",
        "instance('wards')/root/item[name = 'pv']/side = ''",
        "not(instance('wards')/root/item[name = 'none'])",
        "count(instance('nowhere')/root/item) = 0",
        "instance('wards')/root/item[position() = count(/data/g/r)]/name = 'pv'",
        "instance('wards')/root/item[string-length(name) * 2 = current()/../r[2]/x]/name = 'ta'",
        "pulldata('wards', 'label', 'name', 'ta') = 'Thuận An'",
        "pulldata('wards', 'label', 'name', 'none') = ''",
        "count(randomize(instance('wards')/root/item, 42)) = 3",
    ] {
        assert!(holds(expr), "{expr} should be true");
    }
}

#[test]
fn functions_compute_what_the_specification_says() {
    for expr in [
        "abs(-2.5) = 2.5 and floor(-2.5) = -3 and ceiling(-2.5) = -2",
        "round(-2.5) = -3 and round(12345, -2) = 12300",
        "pow(2, 10) = 1024 and exp10(3) = 1000 and sqrt(9) = 3 and log10(1000) = 3",
        "round(log(exp(1)), 9) = 1 and round(pi(), 4) = 3.1416",
        "round(sin(pi() div 2), 9) = 1 and cos(0) = 1 and round(tan(pi() div 4), 9) = 1",
        "round(asin(1) + acos(1), 4) = 1.5708 and round(atan(1), 4) = 0.7854",
        "round(atan2(1, -1), 4) = 2.3562",
        "min(3, '', 2) != min(3, '', 2)",
        "substr('Thuận An', 0, 5) = 'Thuận' and substr('Thuận An', -2) = 'An'",
        "substr('Huế', 2, 1) = ''",
        "substring('12345', 2, 3) = '234' and substring('12345', 0, 3) = '12'",
        "substring-before('a-b-c', '-') = 'a' and substring-after('a-b-c', '-') = 'b-c'",
        "substring-before('abc', '-') = ''",
        "translate('abc', 'abc', 'AB') = 'AB'",
        "normalize-space('  a   b ') = 'a b'",
        "ends-with('Thuận An', 'An') and not(ends-with('An', 'Thuận An'))",
        "join(', ', 'a', ${x}) = 'a, 3, 4' and concat(${x}) = '34'",
        "regex(${t}, '^H.{2}$') and not(regex(${t}, '^[0-9]+$')) and regex('a1', '[0-9]')",
        "regex('0912345678', '^0[0-9]{9}$')",
        "boolean-from-string('1') and boolean-from-string('true') and not(boolean-from-string('yes'))",
        "selected-at(${many}, 1) = 'b' and selected-at(${many}, 2) = '' and selected-at(${many}, -1) = ''",
        "jr:choice-name(${one}, '${one}') = 'A' and jr:choice-name(${many}, ' /data/g/many ') = 'A, B'",
        "jr:choice-name('none', '${one}') = ''",
        "count-non-empty(${x}) = 2 and count-non-empty(${empty}) = 0",
        "checklist(1, 2, ${yes} = 'yes', ${n} = 8, ${t}) and not(checklist(3, -1, ${yes}, ${n} = 8, ${t}))",
        "weighted-checklist(5, 9, ${n} = 7, 4, ${d}, 2) and not(weighted-checklist(7, -1, ${n} = 7, 4, ${d}, 2))",
        "once('first') = 'first'",
        "version() = '7'",
        "format-date(${day}, '%d/%m/%Y') = '20/11/2026' and format-date(${day}, '%e.%n.%y %a %b') = '20.11.26 Fri Nov'",
        "format-date('soon', '%Y') = ''",
        "format-date-time('2026-11-20T08:05:09.250+07:00', '%H:%M:%S.%3 %h') = '08:05:09.250 8'",
        "date('2026-11-20T23:30:00Z') = '2026-11-21'",
        "date(20777) = '2026-11-20' and number('2026-11-20') = 20777",
        "date-time('2026-11-20T01:00:00Z') = '2026-11-20T08:00:00.000+07:00'",
        "string(now()) = '2026-11-24T12:00:00.000+07:00' and now() > today()",
        "decimal-time('06:00') = 0.25 and decimal-time('23:00Z') = 0.25",
        "decimal-date-time('1970-01-02T07:00:00+07:00') = 1",
        // The second test of RFC 8032, section 7.1, and the same signature before other words and with another key.
        "extract-signed('kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAHI=', 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=') = 'r'",
        "extract-signed('kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAHM=', 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=') = ''",
        "extract-signed('kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAHI=', 'DGb0KvFVzcCMlsQuzyyYnLx+G02nCreSWolD6MMXQD0=') = ''",
        "extract-signed('r', 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=') = '' and extract-signed('kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAHI=', 'khoá') = ''",
        "area('0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0') > 12300000000",
        "distance('0 0 0 0;0 1 0 0') > 111000 and distance('0 0;0 1') < 111400",
        "distance(${here}, '16.5 107.6 0 0') = 0",
        "geofence('0.5 0.5', '0 0;0 1;1 1;1 0;0 0') and not(geofence('2 0.5', '0 0;0 1;1 1;1 0;0 0'))",
        "random() >= 0 and random() < 1 and random() = random()",
        "string-length(uuid()) = 36 and string-length(uuid(5)) = 5",
    ] {
        assert!(holds(expr), "{expr} should be true");
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
    let context = Context::on("2026-11-24".parse().unwrap());
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
    let context = Context::on("2026-11-24".parse().unwrap());
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
