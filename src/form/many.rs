//! Any number of choices.

use std::collections::BTreeSet;

use dong_hanh_form::{Answer, Value};
use leptos::prelude::*;

use super::asked::Asked;
use super::choices::offered;
use super::frame::{Shape, frame};

pub(super) fn many(asked: &Asked) -> AnyView {
    let (state, put) = (asked.clone(), asked.clone());
    let is_on =
        move |key: &str| matches!(state.value(), Some(Value::Many(keys)) if keys.contains(key));
    let press = move |key: &str, on: bool| {
        let mut keys = match put.answer_untracked() {
            Some(Answer::Given(Value::Many(keys))) => keys,
            _ => BTreeSet::new(),
        };
        if on {
            keys.insert(key.to_owned());
        } else {
            keys.remove(key);
        }
        put.put((!keys.is_empty()).then_some(Answer::Given(Value::Many(keys))));
    };
    frame(
        asked,
        Shape::Group,
        offered(asked, "checkbox", is_on, press),
    )
}
