//! The rail at the left: where one can go, and how much waits there.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::path;
use crate::pages::review::use_desk;
use crate::replica::use_replica;
use crate::ui::{Icon, use_lang};
use crate::words::{
    conflicts, coverage, forms, handover, left_behind, office as words, settings, support,
};

/// Address below the office's, drawing, word.
type Place = (&'static str, Icon, fn(Lang) -> String);

/// Where the rail leads.
const PLACES: [Place; 12] = [
    ("", Icon::Check, words::rail_review),
    ("left-behind", Icon::Behind, left_behind::rail),
    ("coverage", Icon::Map, coverage::title),
    ("households", Icon::House, words::rail_households),
    ("support", Icon::Promise, support::title),
    ("conflicts", Icon::Swap, conflicts::rail),
    ("held", Icon::Sealed, words::rail_held),
    ("devices", Icon::Devices, words::rail_devices),
    ("forms", Icon::Edit, forms::rail),
    ("handover", Icon::File, handover::rail),
    ("settings", Icon::Flag, settings::rail),
    ("account", Icon::User, words::rail_account),
];

/// The rail.
#[component]
pub fn Rail() -> impl IntoView {
    let lang = use_lang();
    let (replica, desk) = (use_replica(), use_desk());
    let address = use_location().pathname;
    let here = Memo::new(move |_| {
        let address = address.read();
        let below = address.strip_prefix(super::BASE).unwrap_or(&address);
        below
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    let waiting = Memo::new(move |_| desk.queue.read().len());
    let clashes = Memo::new(move |_| replica.open_conflicts().len());
    let held = Memo::new(move |_| replica.held().len());
    let count = move |place: &str| match place {
        "" => Some((waiting.get(), words::rail_waiting(lang, waiting.get()))),
        "conflicts" => Some((clashes.get(), conflicts::rail_count(lang, clashes.get()))),
        "held" => Some((held.get(), words::rail_held_count(lang, held.get()))),
        _ => None,
    };
    let places = PLACES.map(|(place, icon, word)| {
        let counted = move || {
            count(place)
                .filter(|(count, _)| *count > 0)
                .map(|(count, said)| {
                    view! {
                        <span class="count" aria-hidden="true">{count}</span>
                        <span class="vh">{said}</span>
                    }
                })
        };
        view! {
            <li>
                <a href=path(place) aria-current=move || (*here.read() == place).then_some("page")>
                    {icon.view()}
                    {word(lang)}
                    {counted}
                </a>
            </li>
        }
    });
    view! {
        <nav class="rail" aria-label=words::rail(lang)>
            <a class="mark" href=path("") aria-label=words::home(lang)>{Icon::Mark.with("icon brand")}</a>
            <ul>{places.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}
