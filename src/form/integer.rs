//! A whole number, with its unit inside the field.

use dong_hanh_form::{Answer, Text, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::number;
use super::typed::{Typed, typed};

/// From here on thousands are parted when the number is read; a year or an area stays as typed.
const LARGE: u64 = 10_000;

pub(super) fn integer(asked: &Asked, unit: Option<&Text>) -> AnyView {
    typed(
        asked,
        Typed {
            inputmode: "numeric",
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
    let number = number::integer(typed).map(Value::Integer);
    Some(Answer::Given(
        number.unwrap_or_else(|| Value::Text(typed.to_owned())),
    ))
}

fn write(asked: &Asked, answer: &Answer, typing: bool) -> String {
    match answer {
        Answer::Given(Value::Integer(number)) if !typing && number.unsigned_abs() >= LARGE => {
            dong_hanh_form::number_words(&number.to_string(), asked.lang)
        }
        Answer::Given(Value::Integer(number)) => number.to_string(),
        Answer::Given(Value::Text(typed)) => typed.clone(),
        _ => String::new(),
    }
}
