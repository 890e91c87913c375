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
    frame(asked, Shape::Field, field(asked, how, unit))
}

/// The field alone.
pub(super) fn field(asked: &Asked, how: Typed, unit: Option<&Text>) -> AnyView {
    let field = Field::of(asked, how);
    let bad = asked.clone();
    let unit = unit.map(|unit| {
        view! { <span class="unit" aria-hidden="true">{unit.get(asked.lang).to_owned()}</span> }
    });
    let control = field.control(asked);
    view! { <div class="field" class:is-bad=move || bad.is_bad()>{control} {unit}</div> }.into_any()
}

/// One field on the screen; a handle that lives as long as it.
#[derive(Clone, Copy)]
struct Field {
    how: Typed,
    input: NodeRef<html::Input>,
    area: NodeRef<html::Textarea>,
    /// What stands in it.
    shown: StoredValue<String>,
}

impl Field {
    /// A field that shows every answer that did not come out of it.
    fn of(asked: &Asked, how: Typed) -> Self {
        let field = Self {
            how,
            input: NodeRef::new(),
            area: NodeRef::new(),
            shown: StoredValue::new(String::new()),
        };
        let asked = asked.clone();
        Effect::new(move |_| {
            field.input.track();
            field.area.track();
            let answer = asked.answer();
            if answer != field.shown.with_value(|text| (how.read)(text)) {
                field.show(field.written(&asked, asked.typing.get_untracked()));
            }
        });
        field
    }

    fn control(self, asked: &Asked) -> AnyView {
        let id = asked.id();
        let (invalid, required, described) = (asked.clone(), asked.clone(), asked.clone());
        let invalid = move || invalid.aria_invalid();
        let required = move || required.aria_required();
        let described = move || described.described_by();
        let (typing, entered, left) = (asked.clone(), asked.clone(), asked.clone());
        let take = move |event| self.take(&typing, event_target_value(&event));
        // Without dots and units as long as somebody types.
        let plain = move |_| self.renew(self.written(&entered, true));
        let done = move |_| {
            left.filling.commit_typing();
            left.typing.set(false);
            self.renew(self.written(&left, false));
        };
        if self.how.multiline {
            return view! {
                <textarea
                    autocomplete="off"
                    id=id
                    node_ref=self.area
                    rows="3"
                    aria-invalid=invalid
                    aria-required=required
                    aria-describedby=described
                    on:input=take
                    on:focus=plain
                    on:blur=done
                ></textarea>
            }
            .into_any();
        }
        view! {
            <input
                id=id
                node_ref=self.input
                type="text"
                inputmode=self.how.inputmode
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
    }

    /// Takes up what was typed.
    fn take(self, asked: &Asked, text: String) {
        let answer = (self.how.read)(&text);
        let before = self.shown.with_value(|before| words_in(before));
        let new_word = words_in(&text) > before;
        self.shown.set_value(text);
        asked.typing.set(true);
        asked.filling.type_in(asked.path.clone(), answer);
        // However fast somebody types, a phone that dies takes no more with it than the word being typed.
        if new_word {
            asked.filling.commit_typing();
        }
    }

    /// The answer as it is typed or as it is read.
    fn written(self, asked: &Asked, typing: bool) -> String {
        let answer = asked.answer_untracked();
        answer
            .map(|answer| (self.how.write)(asked, &answer, typing))
            .unwrap_or_default()
    }

    /// Shows a text, unless it stands there.
    fn renew(self, text: String) {
        if self.shown.with_value(|shown| *shown != text) {
            self.show(text);
        }
    }

    fn show(self, text: String) {
        if let Some(input) = self.input.get_untracked() {
            input.set_value(&text);
        } else if let Some(area) = self.area.get_untracked() {
            area.set_value(&text);
        }
        self.shown.set_value(text);
    }
}

fn words_in(text: &str) -> usize {
    text.split_whitespace().count()
}
