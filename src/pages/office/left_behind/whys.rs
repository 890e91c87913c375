//! How many households are left behind for each reason: drawn, and pressed to narrow the list.

use dong_hanh_domain::left_behind::{LeftBehind, ReasonKind};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::Narrowed;
use crate::pages::reasons::drawn;
use crate::words::{left_behind as words, of};

/// A line for each reason, the most urgent first; the key is its number.
#[component]
pub(super) fn Whys(list: Memo<LeftBehind>, narrowed: Narrowed, lang: Lang) -> impl IntoView {
    let counts = Memo::new(move |_| list.read().counts().map(|count| count.households));
    let line = move |(at, kind): (usize, ReasonKind)| {
        let (_, icon) = drawn(kind);
        let count = move || counts.read().get(at).copied().unwrap_or_default();
        let share = move || {
            (count() * 100)
                .checked_div(list.read().rows.len())
                .unwrap_or_default()
        };
        let is_on = move || {
            if narrowed.reason.get() == Some(kind) {
                "true"
            } else {
                "false"
            }
        };
        view! {
            <li>
                <button
                    type="button"
                    class="why"
                    aria-pressed=is_on
                    aria-keyshortcuts=(at + 1).to_string()
                    on:click=move |_| narrowed.turn(kind)
                >
                    {icon.small()}
                    <span>{of(lang, kind.both())}</span>
                    <svg class="meter" aria-hidden="true"><rect width=move || format!("{}%", share()) height="100%"></rect></svg>
                    <span class="num">{count}</span>
                    <kbd aria-hidden="true">{at + 1}</kbd>
                </button>
            </li>
        }
    };
    let lines = ReasonKind::ALL.into_iter().enumerate().map(line);
    view! { <ul class="whys" aria-label=words::reasons(lang)>{lines.collect_view()}</ul> }
}
