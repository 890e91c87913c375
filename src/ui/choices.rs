//! One of a few: each a box of 56 px that is tapped anywhere.

use leptos::prelude::*;

use super::field::ErrorLine;
use super::fresh_id;

/// A question with a few answers, of which one is chosen.
#[component]
pub fn Choices<T>(
    /// The question.
    #[prop(into)]
    label: String,
    /// The answers and their words.
    options: Vec<(T, String)>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Option<T>>,
    /// Is told what is chosen.
    #[prop(into)]
    on_choose: Callback<T>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The id of the group, where something else has to find it.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let (options, words): (Vec<T>, Vec<String>) = options.into_iter().unzip();
    let options = StoredValue::new(options);
    let at = Signal::derive(move || {
        let value = value.get()?;
        options
            .read_value()
            .iter()
            .position(|option| *option == value)
    });
    let choose = Callback::new(move |at: usize| {
        if let Some(option) = options.read_value().get(at) {
            on_choose.run(*option);
        }
    });
    let id = id.unwrap_or_else(|| fresh_id("choices"));
    boxes(label, words, at, choose, error, id)
}

/// The same for answers of every kind, by their places.
fn boxes(
    label: String,
    options: Vec<String>,
    value: Signal<Option<usize>>,
    on_choose: Callback<usize>,
    error: Signal<Option<String>>,
    id: String,
) -> AnyView {
    let described = format!("{id}-error");
    let describing = described.clone();
    let name = id.clone();
    let boxes = options
        .into_iter()
        .enumerate()
        .map(|(option, words)| {
            let on = move || value.get() == Some(option);
            view! {
                <label class="choice" class:is-on=on class:is-bad=move || error.read().is_some()>
                    <input
                        type="radio"
                        name=name.clone()
                        prop:checked=on
                        on:change=move |_| on_choose.run(option)
                    />
                    <span>{words}</span>
                </label>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <fieldset
            class="q"
            class:has-error=move || error.read().is_some()
            id=id
            tabindex="-1"
            role="radiogroup"
            aria-describedby=describing
        >
            <legend class="q-label">{label}</legend>
            <div class="choices">{boxes}</div>
            <ErrorLine id=described error />
        </fieldset>
    }
    .into_any()
}
