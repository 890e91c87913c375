//! Choices as boxes of 56 px: two columns while the labels fit, the whole box is the target.

use std::sync::Arc;

use dong_hanh_form::{ChoiceLook, Offer};
use leptos::prelude::*;

use super::asked::Asked;
use super::choosing::{Choosing, Takes};
use super::folded::folded;
use super::frame::{Shape, frame};
use super::part_view::Onward;
use super::searched::{AT_ONCE, searched};
use super::shown::{pictured_choice, played};

/// Labels longer than this, in characters, get a line of their own.
const FITS_HALF: usize = 24;

/// One or several of the choices that the form offers.
pub(super) fn chosen(asked: &Asked, takes: Takes, look: ChoiceLook) -> AnyView {
    let choosing = Choosing::of(asked, takes);
    let shape = match (takes, look) {
        (Takes::Many, _) | (_, ChoiceLook::Folded | ChoiceLook::Searched) => Shape::Group,
        _ => Shape::Radios,
    };
    if look == ChoiceLook::Quick {
        go_on_when_chosen(&choosing);
    }
    let control = match look {
        ChoiceLook::Folded => folded(&choosing),
        ChoiceLook::Searched => searched(&choosing),
        _ => open(&choosing, class(look)),
    };
    frame(asked, shape, control)
}

/// The next part comes with the choice, where nothing else is left to be answered in this one.
fn go_on_when_chosen(choosing: &Choosing) {
    let (filling, path) = (choosing.asked.filling, choosing.asked.path.clone());
    let Some(Onward(onward)) = use_context() else {
        return;
    };
    choosing.when_chosen(move || {
        let parts = untrack(|| filling.parts());
        let here = parts.iter().find(|part| filling.asks(&part.name, &path));
        if here.is_some_and(|part| part.is_complete() && part.done == part.of) {
            onward.run(());
        }
    });
}

/// The boxes of what is on offer now; more than can be looked over are searched.
pub(super) fn open(choosing: &Choosing, class: &'static str) -> AnyView {
    let is_long = {
        let offers = choosing.offers;
        Memo::new(move |_| offers.read().len() > AT_ONCE)
    };
    let choosing = choosing.clone();
    let shown = move || {
        if is_long.get() {
            searched(&choosing)
        } else {
            boxes(&choosing, choosing.offers, class)
        }
    };
    shown.into_any()
}

/// The boxes of some choices; made anew only when they become others.
pub(super) fn boxes(
    choosing: &Choosing,
    offers: Memo<Arc<[Offer]>>,
    class: &'static str,
) -> AnyView {
    let choosing = choosing.clone();
    let shown = move || {
        let (offers, lang) = (offers.get(), choosing.asked.lang);
        let length = |offer: &Offer| offer.label.get(lang).chars().count();
        let wide = |offer: &Offer| length(offer) > FITS_HALF || !offer.media.is_empty();
        let long = class.is_empty() && offers.iter().any(wide);
        let boxes: Vec<_> = offers.iter().map(|offer| one(&choosing, offer)).collect();
        let class = if long { "one" } else { class };
        view! { <div class=format!("choices {class}")>{boxes}</div> }.into_any()
    };
    shown.into_any()
}

fn one(choosing: &Choosing, offer: &Offer) -> AnyView {
    let (asked, radio) = (&choosing.asked, choosing.is_radio());
    let key = offer.key.as_str();
    let on = Memo::new({
        let (choosing, key) = (choosing.clone(), key.to_owned());
        move |_| choosing.is_on(&key)
    });
    let change = {
        let (choosing, key) = (choosing.clone(), key.to_owned());
        move |event: leptos::ev::Event| choosing.press(&key, event_target_checked(&event))
    };
    // The click comes before the change: a radio that is on already was pressed to take it back.
    let again = {
        let (choosing, key) = (choosing.clone(), key.to_owned());
        move |_| {
            if radio && on.get_untracked() {
                choosing.press(&key, false);
            }
        }
    };
    let (bad, invalid) = (asked.clone(), asked.clone());
    let invalid = move || (!radio).then(|| invalid.aria_invalid()).flatten();
    let (form, lang) = (asked.filling.form(), asked.lang);
    let words = offer.label.get(lang).to_owned();
    let picture = pictured_choice(&form, &offer.media, lang);
    let played = played(&form, &offer.media, Signal::stored(words.clone()), lang);
    let label = view! {
        <label class="choice" class:is-on=on class:is-bad=move || bad.is_bad()>
            <input
                type=if radio { "radio" } else { "checkbox" }
                name=asked.id()
                prop:checked=on
                aria-invalid=invalid
                on:click=again
                on:change=change
            />
            {picture}
            {words}
        </label>
    };
    match played {
        // What has buttons of its own stands beside the box, not in it.
        Some(played) => view! { <div class="choice-played">{label} {played}</div> }.into_any(),
        None => label.into_any(),
    }
}

/// How the boxes stand; by the length of their words where nothing is said.
fn class(look: ChoiceLook) -> &'static str {
    match look {
        ChoiceLook::Columns(0) => "columns",
        ChoiceLook::Columns(1) => "one",
        ChoiceLook::Columns(2) => "columns two",
        ChoiceLook::Columns(3) => "columns three",
        ChoiceLook::Columns(_) => "columns four",
        ChoiceLook::Scale => "scale",
        ChoiceLook::Row => "scale tabled",
        _ => "",
    }
}
