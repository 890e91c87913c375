//! Yes or no.

use dong_hanh_form::{Answer, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::choices::{Box, choices};
use super::frame::{Shape, frame};
use crate::words::form as words;

pub(super) fn yes_no(asked: &Asked) -> AnyView {
    let boxes = vec![
        Box {
            key: "yes".to_owned(),
            label: words::yes(asked.lang),
        },
        Box {
            key: "no".to_owned(),
            label: words::no(asked.lang),
        },
    ];
    let (state, put) = (asked.clone(), asked.clone());
    let is_on =
        move |key: &str| matches!(state.value(), Some(Value::YesNo(yes)) if yes == (key == "yes"));
    let press = move |key: &str, on: bool| {
        put.put(on.then(|| Answer::Given(Value::YesNo(key == "yes"))));
    };
    frame(
        asked,
        Shape::Radios,
        choices(asked, "radio", boxes, is_on, press),
    )
}
