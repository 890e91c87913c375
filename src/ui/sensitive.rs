//! What is sensitive: not to be read over a shoulder, but by whoever asks for it with a tap or a key.

use leptos::prelude::*;

use super::use_lang;
use crate::words::consent as words;

/// A value behind a button.
#[component]
pub fn Sensitive(
    /// What it is a value of, for whoever does not see it.
    #[prop(into)]
    of: String,
    /// The value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    let lang = use_lang();
    let is_open = RwSignal::new(false);
    let label = move || match is_open.get() {
        true => words::hide(lang),
        false => words::show(lang),
    };
    let named = move || (!is_open.get()).then(|| words::show_what(lang, &of));
    view! {
        {move || is_open.get().then(|| view! { <span>{value.clone()} " "</span> })}
        <button
            type="button"
            class="btn quiet pull"
            aria-label=named
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {label}
        </button>
    }
    .into_any()
}
