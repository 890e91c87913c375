//! A password that can be looked at while it is typed.

use leptos::prelude::*;

use super::{TextField, use_lang};
use crate::words::account as words;

/// The field, with a button in it that shows what was typed.
#[component]
pub fn PasswordField(
    /// Its id.
    id: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// What was typed.
    value: RwSignal<String>,
    /// A sentence of help.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let shown = RwSignal::new(false);
    let name = label.clone();
    let show = move || {
        let name = name.clone();
        view! {
            <button
                type="button"
                class="btn quiet"
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                aria-controls=id
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { words::hide(lang) } else { words::show(lang) }}
                <span class="vh">" "{name}</span>
            </button>
        }
    };
    view! {
        <TextField
            id
            label
            hint
            value
            on_type=move |text| value.set(text)
            error
            kind=Signal::derive(move || if shown.get() { "text" } else { "password" })
            autocomplete
            autocapitalize="none"
            unit=show
        />
    }
    .into_any()
}
