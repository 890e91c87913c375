//! A field that is typed into. What stands in it is the browser's: it is touched from outside only
//! when the answer became another one than what was typed.

use dong_hanh_form::{Answer, Text};
use leptos::html;
use leptos::prelude::*;

use super::asked::Asked;
use super::frame::{Shape, frame};

/// How an answer is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    /// The keyboard that the phone brings up.
    pub(super) inputmode: &'static str,
    /// Whether there is room for several lines.
    pub(super) multiline: bool,
    /// What typed words mean; none where they say nothing.
    pub(super) read: fn(&str) -> Option<Answer>,
    /// An answer as it is typed (true) or as it is read (false).
    pub(super) write: fn(&Asked, &Answer, bool) -> String,
}

pub(super) fn typed(asked: &Asked, how: Typed, unit: Option<&Text>) -> AnyView {
    let (input, area) = (
        NodeRef::<html::Input>::new(),
        NodeRef::<html::Textarea>::new(),
    );
    let in_field = StoredValue::new(String::new());
    let show = move |text: String| {
        if let Some(input) = input.get_untracked() {
            input.set_value(&text);
        } else if let Some(area) = area.get_untracked() {
            area.set_value(&text);
        }
        in_field.set_value(text);
    };
    let written = move |asked: &Asked, typing: bool| {
        asked
            .answer_untracked()
            .map(|answer| (how.write)(asked, &answer, typing))
            .unwrap_or_default()
    };

    let state = asked.clone();
    Effect::new(move |_| {
        input.track();
        area.track();
        let answer = state.answer();
        let meant = in_field.with_value(|text| (how.read)(text));
        if answer != meant {
            show(written(&state, state.typing.get_untracked()));
        }
    });

    let take = {
        let asked = asked.clone();
        move |event: leptos::ev::Event| {
            let text = event_target_value(&event);
            let answer = (how.read)(&text);
            let new_word = in_field.with_value(|before| words_in(&text) > words_in(before));
            in_field.set_value(text);
            asked.typing.set(true);
            asked.filling.type_in(asked.path.clone(), answer);
            // However fast somebody types, a phone that dies takes no more with it than the word being typed.
            if new_word {
                asked.filling.commit_typing();
            }
        }
    };
    let plain = {
        let asked = asked.clone();
        move |_: leptos::ev::FocusEvent| {
            let text = written(&asked, true);
            if in_field.with_value(|shown| *shown != text) {
                show(text);
            }
        }
    };
    let done = {
        let asked = asked.clone();
        move |_: leptos::ev::FocusEvent| {
            asked.filling.commit_typing();
            asked.typing.set(false);
            let text = written(&asked, false);
            if in_field.with_value(|shown| *shown != text) {
                show(text);
            }
        }
    };

    let id = asked.id();
    let (bad, invalid, required, described) =
        (asked.clone(), asked.clone(), asked.clone(), asked.clone());
    let invalid = move || invalid.aria_invalid();
    let required = move || required.aria_required();
    let described = move || described.described_by();
    let control = if how.multiline {
        view! {
            <textarea
                id=id
                node_ref=area
                rows="3"
                aria-invalid=invalid
                aria-required=required
                aria-describedby=described
                on:input=take
                on:focus=plain
                on:blur=done
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                id=id
                node_ref=input
                type="text"
                inputmode=how.inputmode
                autocomplete="off"
                enterkeyhint="done"
                aria-invalid=invalid
                aria-required=required
                aria-describedby=described
                on:input=take
                on:focus=plain
                on:blur=done
            />
        }
        .into_any()
    };
    let unit = unit.map(|unit| {
        view! { <span class="unit" aria-hidden="true">{unit.get(asked.lang).to_owned()}</span> }
    });
    let field =
        view! { <div class="field" class:is-bad=move || bad.is_bad()>{control} {unit}</div> };
    frame(asked, Shape::Field, field.into_any())
}

fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}
