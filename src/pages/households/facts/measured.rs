//! A place that is measured at the door, and how near to the house it may be kept.

use dong_hanh_domain::Coarseness;
use dong_hanh_form::Place;
use leptos::prelude::*;

use crate::form::locating;
use crate::pages::facts::place;
use crate::ui::{Choices, use_lang};
use crate::words::otherwise as words;

/// Stands under the field in which a place is typed, and writes into it.
#[component]
pub(super) fn Measured(
    /// What is typed.
    value: Signal<String>,
    /// Is told what is typed then.
    on_change: Callback<String>,
) -> impl IntoView {
    let lang = use_lang();
    let nearness = Memo::new(move |_| place::coarseness(&value.read()));
    let found = Callback::new(move |here: Place| {
        on_change.run(place::typed(
            here.lat(),
            here.lon(),
            nearness.get_untracked(),
        ));
    });
    let choose = move |coarseness| {
        on_change.run(place::as_near(&value.read_untracked(), coarseness));
    };
    let options = vec![
        (Coarseness::Rounded, words::place_rounded(lang)),
        (Coarseness::Agreed, words::place_agreed(lang)),
    ];
    // What is not typed yet cannot be kept more or less exactly.
    let is_typed = Memo::new(move |_| !value.read().is_empty());
    let asked = move || {
        is_typed.get().then(|| {
            let chosen = Signal::derive(move || Some(nearness.get()));
            view! {
                <Choices label=words::place_nearness(lang) options=options.clone() value=chosen on_choose=choose />
            }
        })
    };
    view! {
        {locating(lang, Signal::stored(words::place_here(lang)), found, ().into_any())}
        {asked}
    }
    .into_any()
}
