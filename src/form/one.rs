//! One of several choices.

use dong_hanh_form::{Answer, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::choices::offered;
use super::frame::{Shape, frame};

pub(super) fn one(asked: &Asked) -> AnyView {
    let (state, put) = (asked.clone(), asked.clone());
    let is_on = move |key: &str| matches!(state.value(), Some(Value::One(chosen)) if chosen == key);
    let press = move |key: &str, on: bool| {
        put.put(on.then(|| Answer::Given(Value::One(key.to_owned()))));
    };
    frame(asked, Shape::Radios, offered(asked, "radio", is_on, press))
}
