//! Words.

use dong_hanh_form::{Answer, TextLook, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::typed::{Typed, typed};

pub(super) fn text(asked: &Asked, look: TextLook) -> AnyView {
    typed(
        asked,
        Typed {
            inputmode: if look == TextLook::Digits {
                "numeric"
            } else {
                "text"
            },
            multiline: look == TextLook::Lines,
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
