//! Words.

use dong_hanh_form::{Answer, TextLook, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::typed::{Typed, typed};

/// One line of words.
pub(super) const LINE: Typed = Typed {
    inputmode: "text",
    multiline: false,
    read,
    write,
};

pub(super) fn text(asked: &Asked, look: TextLook) -> AnyView {
    let how = match look {
        TextLook::Line => LINE,
        TextLook::Lines => Typed {
            multiline: true,
            ..LINE
        },
        TextLook::Digits => Typed {
            inputmode: "numeric",
            ..LINE
        },
    };
    typed(asked, how, None)
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
