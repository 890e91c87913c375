//! Choices as boxes of 56 px: two columns while the labels fit, the whole box is the target.

use leptos::prelude::*;

use super::asked::Asked;

/// Labels longer than this, in characters, get a line of their own.
const FITS_HALF: usize = 24;

/// One box.
pub(super) struct Box {
    pub(super) key: String,
    pub(super) label: String,
}

/// The boxes of what is on offer now; made anew only when something else is.
pub(super) fn offered(
    asked: &Asked,
    kind: &'static str,
    is_on: impl Fn(&str) -> bool + Clone + Send + Sync + 'static,
    press: impl Fn(&str, bool) + Clone + Send + 'static,
) -> AnyView {
    let asked = asked.clone();
    let on_offer = Memo::new({
        let asked = asked.clone();
        move |_| asked.offers()
    });
    let boxes = move || {
        let offers = on_offer.get();
        let boxes = offers.iter().map(|offer| Box {
            key: offer.key.clone(),
            label: offer.label.get(asked.lang).to_owned(),
        });
        choices(&asked, kind, boxes.collect(), is_on.clone(), press.clone())
    };
    boxes.into_any()
}

/// The boxes of a question; `is_on` is tracked, `press` is told the key of a box that was pressed
/// and whether it is on now.
pub(super) fn choices(
    asked: &Asked,
    kind: &'static str,
    boxes: Vec<Box>,
    is_on: impl Fn(&str) -> bool + Clone + Send + Sync + 'static,
    press: impl Fn(&str, bool) + Clone + Send + 'static,
) -> AnyView {
    let long = boxes
        .iter()
        .any(|one| one.label.chars().count() > FITS_HALF);
    let name = asked.id();
    let boxes = boxes.into_iter().map(|Box { key, label }| {
        let on = Memo::new({
            let (is_on, key) = (is_on.clone(), key.clone());
            move |_| is_on(&key)
        });
        let change = {
            let (press, key) = (press.clone(), key.clone());
            move |event: leptos::ev::Event| press(&key, event_target_checked(&event))
        };
        // The click comes before the change: a radio that is on already was pressed to take it back.
        let again = {
            let (press, radio) = (press.clone(), kind == "radio");
            move |_| {
                if radio && on.get_untracked() {
                    press(&key, false);
                }
            }
        };
        let (bad, invalid) = (asked.clone(), asked.clone());
        let invalid = move || {
            (kind == "checkbox")
                .then(|| invalid.aria_invalid())
                .flatten()
        };
        view! {
            <label class="choice" class:is-on=on class:is-bad=move || bad.is_bad()>
                <input
                    type=kind
                    name=name.clone()
                    prop:checked=on
                    aria-invalid=invalid
                    on:click=again
                    on:change=change
                />
                {label}
            </label>
        }
    });
    view! { <div class="choices" class:one=long>{boxes.collect_view()}</div> }.into_any()
}
