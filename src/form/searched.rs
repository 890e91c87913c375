//! A long list of choices, found by typing without marks: `an hai` finds An Hải.

use std::sync::Arc;

use dong_hanh_domain::search::{Indexed, Query};
use dong_hanh_form::Offer;
use leptos::prelude::*;

use super::choices::boxes;
use super::choosing::Choosing;
use crate::ui::Icon;
use crate::words::form as words;

/// As many are shown at once as can be looked over.
pub(super) const AT_ONCE: usize = 12;

/// What is chosen, a field to search by, and the best of what is found.
pub(super) fn searched(choosing: &Choosing) -> AnyView {
    let (lang, offers) = (choosing.asked.lang, choosing.offers);
    let typed = RwSignal::new(String::new());
    // Made anew only where other choices are on offer, so that nothing is to be compared.
    let prepare = move |_: Option<&Vec<Indexed>>| {
        let of = |offer: &Offer| Indexed::new(offer.label.get(lang), []);
        offers.read().iter().map(of).collect()
    };
    let index = Memo::new_with_compare(prepare, |_, _| true);
    let found = Memo::new(move |_| {
        let Some(query) = Query::new(&typed.read()) else {
            return (0..offers.read().len()).collect::<Vec<_>>();
        };
        let index = index.read();
        let ranked = index.iter().enumerate();
        let mut ranked: Vec<_> = ranked
            .filter_map(|(at, one)| Some((query.rank(one)?, at)))
            .collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, at)| at).collect()
    });
    // What was chosen when the list is made stays on top: no box moves from under a finger.
    let first = untrack(|| choosing.chosen());
    let kept = first.len();
    let shown = Memo::new(move |_| {
        let (offers, found) = (offers.read(), found.read());
        let others = found.iter().filter_map(|at| offers.get(*at));
        let others = others.filter(|offer| !first.contains(offer));
        let shown = first.iter().chain(others.take(AT_ONCE));
        shown.cloned().collect::<Arc<[Offer]>>()
    });
    let sentence = move || {
        let (found, shown) = (found.read().len(), shown.read().len() - kept);
        match found.saturating_sub(shown) {
            _ if found == 0 => words::no_choice_found(lang),
            0 => String::new(),
            more => words::more_choices(lang, more),
        }
    };
    view! {
        <div class="search">
            {Icon::Search.view()}
            <input
                type="search"
                aria-label=words::search_choices(lang)
                autocomplete="off"
                enterkeyhint="search"
                on:input:target=move |event| typed.set(event.target().value())
            />
        </div>
        {boxes(choosing, shown, "one")}
        <p class="q-before" role="status">{sentence}</p>
    }
    .into_any()
}
