//! A year, typed in digits.

use chrono::{Datelike, NaiveDate};
use dong_hanh_form::{Answer, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::typed::{Typed, typed};

pub(super) fn year(asked: &Asked) -> AnyView {
    typed(
        asked,
        Typed {
            inputmode: "numeric",
            multiline: false,
            read,
            write,
        },
        None,
    )
}

/// What is no year is kept as it was typed, so that nothing is lost and the form asks back.
fn read(typed: &str) -> Option<Answer> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let year = typed
        .parse()
        .ok()
        .filter(|year| (1800..=2200).contains(year));
    let first = year.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    let value = first.map_or_else(|| Value::Text(typed.to_owned()), Value::Date);
    Some(Answer::Given(value))
}

fn write(_: &Asked, answer: &Answer, _: bool) -> String {
    match answer {
        Answer::Given(Value::Date(day)) => day.year().to_string(),
        Answer::Given(Value::Text(typed)) => typed.clone(),
        _ => String::new(),
    }
}
