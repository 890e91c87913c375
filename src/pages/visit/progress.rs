//! How far the form is: one cell a part.

use std::sync::Arc;

use leptos::prelude::*;

use crate::form::Part;
use crate::ui::use_lang;
use crate::words::visit as words;

/// One cell for each part: full where it is done, half where one is, brick where something was left out.
#[component]
pub(super) fn PartCells(
    /// The parts.
    #[prop(into)]
    parts: Signal<Arc<[Part]>>,
    /// The number of the part on the screen, from 0.
    #[prop(into)]
    at: Signal<usize>,
) -> impl IntoView {
    let lang = use_lang();
    let count = Memo::new(move |_| parts.read().len());
    let done = Memo::new(move |_| {
        parts
            .read()
            .iter()
            .zip(0..at.get())
            .filter(|(part, _)| part.is_complete())
            .count()
    });
    let class = move |index: usize| {
        let complete = parts.read().get(index).is_some_and(Part::is_complete);
        match index.cmp(&at.get()) {
            std::cmp::Ordering::Less if complete => "done",
            std::cmp::Ordering::Less => "gap",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "",
        }
    };
    view! {
        <div
            class="cells"
            role="progressbar"
            aria-valuemin="0"
            aria-valuemax=count
            aria-valuenow=done
            aria-label=move || words::parts_done(lang, done.get(), count.get())
        >
            {move || (0..count.get()).map(|index| view! { <i class=move || class(index)></i> }).collect_view()}
        </div>
    }
    .into_any()
}
