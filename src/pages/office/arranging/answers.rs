//! The answers of a question about a household, of which one is chosen.

use leptos::prelude::*;

use crate::ui::fresh_id;

/// One below the other; the one at `focus` has the focus when the question is asked.
#[component]
pub(super) fn Answers<T>(
    /// What they answer.
    label: String,
    /// Each with its words.
    answers: Vec<(T, String)>,
    /// The place of the one that has the focus at first.
    focus: usize,
    /// What is chosen.
    chosen: RwSignal<Option<T>>,
    /// What is missing; nothing as soon as one is chosen.
    wrong: RwSignal<Option<String>>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let group = fresh_id("answers");
    let answers = answers.into_iter().enumerate().map(|(at, (answer, words))| {
        let is_on = move || chosen.get() == Some(answer);
        let choose = move |_| {
            chosen.set(Some(answer));
            wrong.set(None);
        };
        view! {
            <label class="choice" class:is-on=is_on>
                <input type="radio" name=group.clone() autofocus=at == focus prop:checked=is_on on:change=choose />
                <span>{words}</span>
            </label>
        }
    });
    let answers = answers.collect_view();
    view! { <div class="places mt-3" role="radiogroup" aria-label=label>{answers}</div> }.into_any()
}
