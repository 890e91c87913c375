//! One dot a household: filled where somebody goes along, an open ring where nobody does.

use leptos::prelude::*;

use crate::ui::{Meter, use_lang};
use crate::words::left_behind as words;

/// Dots in a line.
const ACROSS: usize = 14;

/// More dots than these cannot be told apart.
const MOST: usize = 168;

/// From one dot to the next.
const STEP: usize = 24;

/// All households, the ones that are left behind last.
#[component]
pub(super) fn Dots(behind: usize, of: usize) -> impl IntoView {
    let lang = use_lang();
    let accompanied = of.saturating_sub(behind);
    let drawn = if of <= MOST {
        let dots = (0..of).map(|at| {
            let (class, radius) = if at < accompanied { ("with", "8.5") } else { ("alone", "7") };
            let place = |number: usize| number * STEP + STEP / 2;
            view! { <circle class=class cx=place(at % ACROSS) cy=place(at / ACROSS) r=radius></circle> }
        });
        let (width, height) = (ACROSS * STEP, of.div_ceil(ACROSS) * STEP);
        view! {
            <svg class="dots" viewBox=format!("0 0 {width} {height}") role="img" aria-label=words::of(lang, behind, of)>
                {dots.collect_view()}
            </svg>
        }
        .into_any()
    } else {
        let count = |number: usize| Signal::stored(u64::try_from(number).unwrap_or(u64::MAX));
        view! { <Meter done=count(accompanied) of=count(of) received=true label=Signal::stored(words::of(lang, behind, of)) /> }.into_any()
    };
    view! {
        {drawn}
        <ul class="key mt-2">
            <li><span class="alone"></span><b>{words::alone(lang, behind)}</b></li>
            <li><span class="with"></span>{words::accompanied(lang, accompanied)}</li>
        </ul>
    }
    .into_any()
}
