//! The button behind a list of which only the first rows are shown.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::{Button, Look, use_lang};

/// Shows so many rows more, as long as there are any; it stays the same button while rows come and go.
#[component]
pub fn More(
    /// How many rows there are.
    #[prop(into)]
    all: Signal<usize>,
    /// How many of them are shown.
    shown: RwSignal<usize>,
    /// How many more a press shows.
    step: usize,
    /// What it says of as many as it will show.
    words: fn(Lang, usize) -> String,
    /// As wide as the sheet.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let lang = use_lang();
    let left = Memo::new(move |_| all.get().saturating_sub(shown.get()));
    let is_more = Memo::new(move |_| left.get() > 0);
    move || {
        is_more.get().then(|| {
            view! {
                <Button look=Look::Quiet wide on_press=move |()| shown.update(|shown| *shown += step)>
                    {move || words(lang, left.get().min(step))}
                </Button>
            }
        })
    }
}
