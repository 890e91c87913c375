//! A decimal number, with its unit inside the field; a comma or a point stands before the fraction.

use dong_hanh_form::{Answer, Lang, Text, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::number;
use super::typed::{Typed, typed};

pub(super) fn decimal(asked: &Asked, unit: Option<&Text>) -> AnyView {
    typed(
        asked,
        Typed {
            inputmode: "decimal",
            multiline: false,
            read,
            write,
        },
        unit,
    )
}

/// What is no number is kept as it was typed, so that nothing is lost and the form asks back.
fn read(typed: &str) -> Option<Answer> {
    if typed.trim().is_empty() {
        return None;
    }
    let number = number::decimal(typed).map(Value::Decimal);
    Some(Answer::Given(
        number.unwrap_or_else(|| Value::Text(typed.to_owned())),
    ))
}

fn write(asked: &Asked, answer: &Answer, _: bool) -> String {
    match (answer, asked.lang) {
        (Answer::Given(Value::Decimal(number)), Lang::Vi) => comma(number.as_str()),
        (Answer::Given(Value::Decimal(number)), Lang::En) => number.as_str().to_owned(),
        (Answer::Given(Value::Text(typed)), _) => typed.clone(),
        _ => String::new(),
    }
}

/// `3.1` as it is written here; `1.125` reads back as what it is.
fn comma(number: &str) -> String {
    number.replace('.', ",")
}
