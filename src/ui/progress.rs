//! Progress: cells for a few things that can be counted, a meter for many. The sentence stands beside them.

use leptos::prelude::*;

use super::{Icon, use_lang};
use crate::words::outbox as words;

/// One cell for each thing: `done` of them full, the next one half where `now`, the rest empty.
#[component]
pub fn Cells(
    /// How many are done.
    #[prop(into)]
    done: Signal<usize>,
    /// How many there are.
    #[prop(into)]
    of: Signal<usize>,
    /// Something is under way at the first that is not done.
    #[prop(optional)]
    now: bool,
    /// What is done has a receipt: green.
    #[prop(optional)]
    received: bool,
    /// The sentence with the numbers.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let full = if received { "ok" } else { "done" };
    let cell = move |index: usize| {
        let done = done.get();
        if index < done {
            full
        } else if now && index == done {
            "now"
        } else {
            ""
        }
    };
    view! {
        <div class="cells" role="img" aria-label=label>
            {move || (0..of.get()).map(|index| view! { <i class=move || cell(index)></i> }).collect_view()}
        </div>
    }
    .into_any()
}

/// How many photos the office has, as cells and in words, and how many are lost; nothing where there are none.
pub(crate) fn photos_received((received, of): (usize, usize), lost: usize) -> Option<AnyView> {
    let lang = use_lang();
    let sentence = words::photos(lang, received, of);
    let lost = (lost > 0).then(|| {
        let gone = words::photos_lost(lang, lost);
        view! { <span class="state attention">{Icon::Attention.small()} {gone}</span> }
    });
    (of > 0).then(|| {
        view! {
            <span class="narrow"><Cells done=received of=of received=true label=sentence.clone() /></span>
            <span class="sub" aria-hidden="true">{sentence}</span>
            {lost}
        }
        .into_any()
    })
}

/// A bar that fills from the left.
#[component]
pub fn Meter(
    /// How much there is.
    #[prop(into)]
    done: Signal<u64>,
    /// Of how much.
    #[prop(into)]
    of: Signal<u64>,
    /// What is done has a receipt: green.
    #[prop(optional)]
    received: bool,
    /// What is measured.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let percent = move || {
        done.get()
            .saturating_mul(100)
            .checked_div(of.get())
            .unwrap_or(0)
            .min(100)
    };
    view! {
        <svg
            class=if received { "meter ok" } else { "meter" }
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
        >
            <rect width=move || format!("{}%", percent()) height="100%"></rect>
        </svg>
    }
    .into_any()
}
