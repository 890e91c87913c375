//! Filters of a list: chips that are on or off, and a choice in the shape of a chip.

use leptos::prelude::*;

use super::Icon;

/// A chip that is on or off.
#[component]
pub fn FilterChip(
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Turns it.
    #[prop(into)]
    on_press: Callback<()>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="filter"
            aria-pressed=move || if on.get() { "true" } else { "false" }
            on:click=move |_| on_press.run(())
        >
            {children()}
        </button>
    }
    .into_any()
}

/// A choice in the shape of a chip. `options` are (value, words); the empty value is «all».
#[component]
pub fn FilterSelect(
    /// What is chosen among, for those who do not see the chip.
    #[prop(into)]
    label: String,
    /// (value, words).
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Is told the value chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let chosen = move |option: &str| *value.read() == option;
    let options = move || {
        options
            .get()
            .into_iter()
            .map(|(option, words)| {
                let selected = chosen(&option);
                view! { <option value=option selected=selected>{words}</option> }
            })
            .collect_view()
    };
    view! {
        <span class="filter select" class:is-on=move || !value.read().is_empty()>
            <select aria-label=label on:change:target=move |event| on_choose.run(event.target().value())>
                {options}
            </select>
            {Icon::Down.small()}
        </span>
    }
    .into_any()
}
