//! Words.

use dong_hanh_form::{Answer, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::typed::{Typed, typed};

pub(super) fn text(asked: &Asked, multiline: bool) -> AnyView {
    typed(
        asked,
        Typed {
            inputmode: "text",
            multiline,
            read,
            write,
        },
        None,
    )
}

fn read(typed: &str) -> Option<Answer> {
    (!typed.trim().is_empty()).then(|| Answer::Given(Value::Text(typed.to_owned())))
}

fn write(_: &Asked, answer: &Answer, _: bool) -> String {
    match answer {
        Answer::Given(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}
