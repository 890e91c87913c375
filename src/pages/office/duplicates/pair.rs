//! Two records side by side, and what an officer says of them.

use dong_hanh_domain::near::Twins;
use dong_hanh_domain::{Fact, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::called;
use super::compare::{compared, suggested};
use crate::pages::help::Sayer;
use crate::replica::Replica;
use crate::ui::{Icon, Reason, Tone, focus_soon, sentence_case};
use crate::words::{arranging, duplicates as words, of};

/// The letters of the two records, which are the keys that keep them.
pub(super) const LETTERS: [&str; 2] = ["A", "B"];

/// The id of a button of the pair at a place of the list.
fn button_id(pair: [HouseholdId; 2], key: &str) -> String {
    format!("twins-{}-{}-{key}", pair[0], pair[1])
}

/// A pair, with its place in the list, where the next one comes once it is decided.
pub(super) fn pair(
    lang: Lang,
    replica: Replica,
    twins: &Twins,
    place: Callback<[HouseholdId; 2], usize>,
) -> AnyView {
    let pair = twins.pair;
    let sides = untrack(|| suggested(replica, pair));
    let names = sides.map(|id| called(replica, id, lang));
    let alike = twins
        .likeness
        .reasons
        .iter()
        .map(|alike| of(lang, alike.both()));
    let alike = alike.collect::<Vec<_>>().join(", ");
    let stands = sides.map(|id| untrack(|| !replica.doubles_of(id).is_empty()));
    let button = |word: String, key: &'static str, is_off: bool, about: HouseholdId, fact: Fact| {
        let sayer = Sayer::new(about);
        let say = move |_| {
            let at = place.run(pair);
            sayer.say_then(fact.clone(), move || next(at));
        };
        view! {
            <button type="button" class="btn secondary" id=button_id(pair, key) aria-keyshortcuts=key disabled=is_off on:click=say>
                {word} " " <kbd aria-hidden="true">{key}</kbd>
            </button>
        }
    };
    let keep = |at: usize| {
        let (kept, double) = (sides[at], sides[1 - at]);
        // What stands for another record becomes no double itself.
        let is_off = stands[1 - at];
        let same = Fact::SameAs(Some(kept));
        button(
            words::keep(lang, LETTERS[at]),
            LETTERS[at],
            is_off,
            double,
            same,
        )
    };
    let why = match stands {
        [true, true] => Some(words::both_stand(lang)),
        [false, false] => None,
        _ => Some(arranging::other_stands(lang)),
    };
    let why = why.map(|why| view! { <Reason tone=Tone::Wait icon=Icon::Attention>{why}</Reason> });
    let apart = Fact::NotSame {
        other: pair[1],
        is_so: true,
    };
    view! {
        <li>
            <h3 class="sec">{sentence_case(&words::pair(lang, &names[0], &names[1]))}</h3>
            <Reason icon=Icon::Swap>{words::alike(lang, &alike)}</Reason>
            {compared(lang, replica, sides, &names)}
            {why}
            <div class="help-row">
                {keep(0)} {keep(1)}
                {button(words::apart(lang), "N", false, pair[0], apart)}
            </div>
        </li>
    }
    .into_any()
}

/// Where the next pair has come, or above the list where there is none.
fn next(at: usize) {
    focus_soon("twins".to_owned());
    request_animation_frame(move || {
        let link = format!(".twins.open > li:nth-child({}) a", at + 1);
        let link = document().query_selector(&link).ok().flatten();
        if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Fails only for an element that cannot have the focus: then it stays above the list.
            let _ = link.focus();
        }
    });
}
