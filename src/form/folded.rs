//! Choices behind a button, which says what is chosen.

use leptos::prelude::*;

use super::choices::open;
use super::choosing::{Choosing, Takes};
use crate::ui::{Icon, Panel};
use crate::words::form as words;

pub(super) fn folded(choosing: &Choosing) -> AnyView {
    let lang = choosing.asked.lang;
    let is_open = RwSignal::new(false);
    let title = choosing.asked.said();
    let chosen = {
        let choosing = choosing.clone();
        move || {
            let chosen = choosing.chosen();
            let chosen: Vec<_> = chosen.iter().map(|one| one.label.get(lang)).collect();
            match chosen.is_empty() {
                true => words::choose(lang),
                false => chosen.join(", "),
            }
        }
    };
    // Where one is taken nothing is left to do in the list.
    if choosing.takes == Takes::One {
        choosing.when_chosen(move || is_open.set(false));
    }
    let list = choosing.clone();
    let bad = choosing.asked.clone();
    view! {
        <button
            type="button"
            class="choice folded"
            class:is-bad=move || bad.is_bad()
            aria-haspopup="dialog"
            on:click=move |_| is_open.set(true)
        >
            <span class="grow">{chosen}</span>
            {Icon::Down.view()}
        </button>
        <Panel open=is_open title done=words::done(lang)>
            {open(&list, "one")}
        </Panel>
    }
    .into_any()
}
