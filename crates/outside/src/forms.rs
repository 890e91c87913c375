//! Forms, their expressions, and what is answered to them.

use std::cell::LazyCell;

use chrono::NaiveDate;
use dong_hanh_demo::HOME_VISIT;
use dong_hanh_form::{Answers, Context, Form, apply_defaults, differences, evaluate, finish};
use dong_hanh_sync::FormRecord;
use serde_json::json;

use crate::trip::{keeps_the_unknown, round_trip};

thread_local! {
    static HOME: LazyCell<Form> = LazyCell::new(|| Form::parse(HOME_VISIT).unwrap());
}

fn context() -> Context {
    Context::on(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
}

/// A definition: refused, or a form that can be filled, and that has the same name whenever it is published again.
pub(crate) fn form(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(form) = Form::parse(text) else {
        return;
    };
    fill(&form, &Answers::new());
    let published =
        |text: &str| FormRecord::new(text, chrono::DateTime::UNIX_EPOCH).expect("it is a form");
    let record = published(text);
    assert_eq!(published(record.definition.get()).id, record.id);
    record.form().expect("what is published can be filled");
}

/// An expression: refused with a place, or one that can be evaluated.
pub(crate) fn expression(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let question =
        |name: &str| json!({"type": "integer", "name": name, "label": {"vi": name, "en": name}});
    let mut asked = question("asked");
    for place in ["relevant", "required"] {
        asked[place] = text.into();
    }
    asked["constraint"] = json!({"expr": text, "message": {"vi": "?", "en": "?"}});
    let definition = json!({
        "name": "f", "title": {"vi": "f", "en": "f"}, "version": "1",
        "groups": [{"name": "g", "label": {"vi": "g", "en": "g"}, "nodes": [question("a"), asked]}],
    });
    let Ok(form) = Form::parse(&definition.to_string()) else {
        return;
    };
    for answers in [
        r#"{}"#,
        r#"{"answers":{"g/a":{"integer":-7},"g/asked":{"integer":3}}}"#,
    ] {
        fill(&form, &serde_json::from_str(answers).unwrap());
    }
}

/// Answers: kept whole, also those that this version does not know, and judged without harm.
pub(crate) fn answers(bytes: &[u8]) {
    let Some(answers) = round_trip::<Answers>(bytes) else {
        return;
    };
    let written = serde_json::to_string(&answers).unwrap();
    let came = String::from_utf8_lossy(bytes);
    keeps_the_unknown(&came, &written, &["answers", "instances"]);
    let packed = postcard::to_allocvec(&answers).unwrap();
    assert_eq!(postcard::from_bytes::<Answers>(&packed).unwrap(), answers);
    HOME.with(|form| fill(form, &answers));
}

/// Fills a form as a device and the office do.
fn fill(form: &Form, answers: &Answers) {
    let context = context();
    let mut begun = answers.clone();
    apply_defaults(form, &mut begun, &context);
    let is_reckoned = |path| {
        let question = form.question(path);
        question.is_some_and(|question| question.calculate.is_some())
    };
    for (path, answer) in answers.iter().filter(|(path, _)| !is_reckoned(path)) {
        assert_eq!(
            begun.get(path),
            Some(answer),
            "a default took the place of an answer"
        );
    }
    let view = evaluate(form, answers, &context);
    let (done, total) = view.done_of_total();
    assert!(done <= total);
    assert_eq!(differences(form, answers, form, answers), []);
    match finish(form, answers, &context) {
        Ok(finished) => {
            assert!(view.is_complete());
            assert_eq!(finish(form, &finished, &context), Ok(finished));
        }
        Err(problems) => assert!(!problems.is_empty()),
    }
}
