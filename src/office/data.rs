//! What the office does about the data of families: pages that are one place in the rail, and stand side by side over each of
//! them.

use dong_hanh_domain::RoleKind;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::path;
use super::rail::{Place, is_open_to, place_of};
use crate::replica::use_replica;
use crate::ui::{Icon, use_lang};
use crate::words::{audit, breaches, erasing, office as words, requests, retention};

/// The pages; the first is where the rail leads.
const PLACES: [Place; 5] = [
    ("requests", Icon::Report, requests::rail),
    ("erased", Icon::Erase, erasing::rail),
    ("retention", Icon::Clock, retention::rail),
    ("breaches", Icon::Attention, breaches::rail),
    ("audit", Icon::File, audit::rail),
];

/// The place in the rail under which a page is found.
pub(super) fn in_rail(place: &str) -> &str {
    if PLACES.iter().any(|(one, ..)| *one == place) {
        PLACES[0].0
    } else {
        place
    }
}

/// The pages side by side, while one of them is open; nothing for whoever finds them in the rail one by one.
#[component]
pub(super) fn DataPlaces() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let role = untrack(|| replica.me()).role;
    let address = use_location().pathname;
    let here = Memo::new(move |_| place_of(&address.read()));
    let is_commune = role.kind() == RoleKind::CommuneOfficer;
    let is_open = Memo::new(move |_| is_commune && in_rail(&here.read()) == PLACES[0].0);
    move || {
        is_open.get().then(|| {
            let places = PLACES.iter().filter(|place| is_open_to(&role, place));
            let places = places.map(|&(place, icon, word)| {
                let is_here = move || (*here.read() == place).then_some("page");
                view! { <li><a href=path(place) aria-current=is_here>{icon.small()} {word(lang)}</a></li> }
            });
            view! { <nav class="siblings" aria-label=words::rail_data(lang)><ul>{places.collect_view()}</ul></nav> }
        })
    }
}
