//! A form as a phone shows it, to be filled; nothing of it is stored.

use std::sync::Arc;

use dong_hanh_form::{Form, Lang};
use leptos::html;
use leptos::prelude::*;

use crate::form::{AtHand, Filling, PartView};
use crate::replica::use_replica;
use crate::ui::{Button, Icon, IconButton};
use crate::words::forms as words;

/// The frame of a phone, 360 × 640.
#[component]
pub(super) fn Preview(
    /// The form.
    form: Arc<Form>,
    /// Whether it is shown.
    tries: RwSignal<bool>,
    /// The files that were chosen with its workbook, as addresses by their names.
    at_hand: AtHand,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    provide_context(at_hand);
    let filling = Filling::rehearse(use_replica(), form);
    let at = RwSignal::new(0_usize);
    let scroll = NodeRef::<html::Div>::new();
    let place = Memo::new(move |_| {
        let count = filling.parts().len();
        (at.get().min(count.saturating_sub(1)), count)
    });
    let name = Memo::new(move |_| {
        let parts = filling.parts();
        parts.get(place.get().0).map(|part| part.name.clone())
    });
    let go = move |to: usize| {
        // As a phone points out what is missing in a part that is left.
        if let Some(name) = name.get_untracked() {
            filling.leave(&name);
        }
        at.set(to);
        if let Some(scroll) = scroll.get_untracked() {
            scroll.set_scroll_top(0);
        }
    };
    let heading = move || {
        let part = filling.parts().get(place.get().0).cloned()?;
        let hint = part
            .hint
            .map(|hint| view! { <p class="q-before">{hint.get(lang).to_owned()}</p> });
        let (at, of) = place.get();
        Some(view! {
            <div class="sheet form-head">
                <p class="small muted">{words::part_of(lang, at + 1, of)}</p>
                <h4 class="name title">{part.label.get(lang).to_owned()}</h4>
                {hint}
            </div>
        })
    };
    let questions = move || name.get().map(|name| view! { <PartView filling name/> });
    let back = move || {
        let (at, _) = place.get();
        (at > 0).then(
            || view! { <Button on_press=move |()| go(at - 1)>{words::previous(lang)}</Button> },
        )
    };
    let next = move || {
        let (at, of) = place.get();
        (at + 1 < of)
            .then(|| view! { <Button on_press=move |()| go(at + 1)>{words::next(lang)}</Button> })
    };
    let title = filling.form().title.get(lang).to_owned();
    let named = title.clone();
    view! {
        <section class="preview" aria-labelledby="forms-preview">
            <h3 class="sec" id="forms-preview">{words::preview_title(lang)}</h3>
            <p class="small muted">{words::preview_text(lang)}</p>
            <div class="phone-frame">
                <div class="phone-top">
                    <span>{title}</span>
                    <IconButton icon=Icon::Close label=words::preview_close(lang) on_press=move |()| tries.set(false)/>
                </div>
                <div class="phone-scroll" node_ref=scroll tabindex="0" role="group"
                    aria-label=named>
                    {heading} {questions}
                </div>
                <div class="phone-steps">{back} {next}</div>
            </div>
        </section>
    }
    .into_any()
}
