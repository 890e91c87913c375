//! What a household lacked over the years: a cell for each thing, and its number under it.

use chrono::Datelike;
use dong_hanh_domain::story::{Lacked, lacked};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::Tale;
use crate::pages::households::STANDARDS;
use crate::ui::full_day;
use crate::words::story as words;

/// More years than these do not stand beside each other on a phone.
const AT_MOST: usize = 10;

/// What it lacked, in the newest years; nothing where there is no visit to reckon from. Tracked.
#[must_use]
pub fn of(tale: &Tale) -> Vec<Lacked> {
    let mut years = lacked(&tale.household, &tale.past, &tale.stops, &STANDARDS);
    years.drain(..years.len().saturating_sub(AT_MOST));
    years
}

/// The drawing; nothing where there is no visit to reckon from.
#[must_use]
pub fn years(lang: Lang, tale: &Tale) -> Option<AnyView> {
    let years = of(tale);
    let last = years.len().checked_sub(1)?;
    let drawn = years.iter().enumerate().map(|(at, year)| {
        let said = words::lacked_in(
            lang,
            year.day.year(),
            &count(lang, year),
            year.of,
            &full_day(year.day),
        );
        view! {
            <li aria-current=(at == last).then_some("true")>
                {cells(year)}
                <span aria-hidden="true">{year.day.year()}<br/>{count(lang, year)}</span>
                <span class="vh">{said}</span>
            </li>
        }
    });
    let drawn = drawn.collect_view();
    let list = view! {
        <ol class="years mt-4" aria-label=words::years(lang)>{drawn}</ol>
        <p class="small muted mt-2">{words::years_hint(lang)}</p>
    };
    Some(list.into_any())
}

/// How many, in words.
pub(super) fn count(lang: Lang, year: &Lacked) -> String {
    let (least, most) = (year.bounds.least, year.bounds.most);
    if least == most {
        words::lacked(lang, least)
    } else {
        words::lacked_between(lang, least, most)
    }
}

/// Three cells a row, filled from below: what is lacking, what is not known, and what is there.
fn cells(year: &Lacked) -> AnyView {
    const SIDE: (usize, usize) = (14, 10);
    const STEP: (usize, usize) = (16, 12);
    let rows = year.of.div_ceil(3);
    let path = |from: usize, to: usize| {
        let cell = |at: usize| {
            let (x, y) = ((at % 3) * STEP.0, (rows - 1 - at / 3) * STEP.1);
            format!("M{x} {y}h{}v{}h-{}z", SIDE.0, SIDE.1, SIDE.0)
        };
        (from..to).map(cell).collect::<String>()
    };
    let (least, most) = (year.bounds.least, year.bounds.most);
    let view_box = format!("0 0 46 {}", rows * STEP.1 - 2);
    view! {
        <svg viewBox=view_box aria-hidden="true">
            <path class="cell-on" d=path(0, least)></path>
            <path class="cell-maybe" d=path(least, most)></path>
            <path class="cell-off" d=path(most, year.of)></path>
        </svg>
    }
    .into_any()
}
