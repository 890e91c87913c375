//! A day, with the phone's own picker.

use chrono::{Datelike, NaiveDate};
use dong_hanh_form::{Answer, Value};
use leptos::html;
use leptos::prelude::*;

use super::asked::Asked;
use super::frame::{Shape, frame};

/// A year that is typed digit by digit passes through the days of the Romans.
const EARLIEST: i32 = 1900;

pub(super) fn date(asked: &Asked) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let state = asked.clone();
    Effect::new(move |_| {
        let Some(input) = input.get() else { return };
        let day = match state.value() {
            Some(Value::Date(day)) => day.to_string(),
            _ => String::new(),
        };
        if input.value() != day && !state.typing.get_untracked() {
            input.set_value(&day);
        }
    });
    let take = {
        let asked = asked.clone();
        move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            let day = text
                .parse::<NaiveDate>()
                .ok()
                .filter(|day| day.year() >= EARLIEST);
            if text.is_empty() || day.is_some() {
                asked.put(day.map(|day| Answer::Given(Value::Date(day))));
            }
        }
    };
    let (focus, blur) = (asked.clone(), asked.clone());
    let (bad, invalid, required, described) =
        (asked.clone(), asked.clone(), asked.clone(), asked.clone());
    let field = view! {
        <div class="field" class:is-bad=move || bad.is_bad()>
            <input
                id=asked.id()
                node_ref=input
                type="date"
                aria-invalid=move || invalid.aria_invalid()
                aria-required=move || required.aria_required()
                aria-describedby=move || described.described_by()
                on:keydown=move |_| focus.typing.set(true)
                on:change=take
                on:blur=move |_| blur.typing.set(false)
            />
        </div>
    };
    frame(asked, Shape::Field, field.into_any())
}
