//! One of several choices.

use dong_hanh_form::{Answer, Choice, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::choices::{Box, choices};
use super::frame::{Shape, frame};

pub(super) fn one(asked: &Asked, of: &[Choice]) -> AnyView {
    let boxes = of.iter().map(|choice| Box {
        key: choice.name.clone(),
        label: choice.label.get(asked.lang).to_owned(),
    });
    let (state, put) = (asked.clone(), asked.clone());
    let is_on = move |key: &str| matches!(state.value(), Some(Value::One(chosen)) if chosen == key);
    let press = move |key: &str, on: bool| {
        put.put(on.then(|| Answer::Given(Value::One(key.to_owned()))));
    };
    frame(
        asked,
        Shape::Radios,
        choices(asked, "radio", boxes.collect(), is_on, press),
    )
}
