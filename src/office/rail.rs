//! The rail at the left: where one can go, and how much waits there.

use std::time::Duration;

use dong_hanh_domain::{Act, Role, RoleKind, UnitKey, may};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::data::in_rail;
use super::path;
use crate::pages::review::use_desk;
use crate::replica::use_replica;
use crate::ui::{Icon, use_lang};
use crate::words::{
    audit, breaches, city, conflicts, coverage, duplicates, forms, handover, imports, joining,
    left_behind, office as words, people, requests, settings, support,
};

/// When what takes a while to count is counted.
const LATER: Duration = Duration::from_secs(2);

/// Address below the office's, drawing, word.
pub(super) type Place = (&'static str, Icon, fn(Lang) -> String);

/// Where it leads in a city's office.
pub(super) const OF_CITY: [Place; 3] = [
    ("", Icon::Map, city::rail),
    ("held", Icon::Sealed, words::rail_held),
    ("account", Icon::User, words::rail_account),
];

/// Where it leads an administrator of a city.
pub(super) const OF_ADMINISTRATION: [Place; 6] = [
    ("", Icon::People, people::title),
    ("units", Icon::Map, people::units),
    ("devices", Icon::Devices, words::rail_devices),
    ("audit", Icon::Report, audit::rail),
    ("breaches", Icon::Attention, breaches::rail),
    ("account", Icon::User, words::rail_account),
];

/// Where it leads in a commune's office.
pub(super) const OF_COMMUNE: [Place; 16] = [
    ("", Icon::Check, words::rail_review),
    ("left-behind", Icon::Behind, left_behind::rail),
    ("coverage", Icon::Map, coverage::title),
    ("households", Icon::House, words::rail_households),
    ("duplicates", Icon::House, duplicates::rail),
    ("import", Icon::Download, imports::rail),
    ("support", Icon::Promise, support::title),
    ("conflicts", Icon::Swap, conflicts::rail),
    ("held", Icon::Sealed, words::rail_held),
    ("people", Icon::People, joining::people),
    ("devices", Icon::Devices, words::rail_devices),
    ("forms", Icon::Edit, forms::rail),
    ("handover", Icon::File, handover::rail),
    ("requests", Icon::Lock, words::rail_data),
    ("settings", Icon::Flag, settings::rail),
    ("account", Icon::User, words::rail_account),
];

/// Whether a role may do what is done at a place; whoever may not is not led there.
pub(super) fn is_open_to(role: &Role, (place, ..): &Place) -> bool {
    act(place, role.unit().clone()).is_none_or(|act| may(role, &act))
}

/// What somebody does at a place that the server does not let everybody do.
fn act(place: &str, unit: UnitKey) -> Option<Act> {
    Some(match place {
        "left-behind" => Act::SeeLeftBehind(unit),
        "coverage" => Act::SeeCoverage(unit),
        "import" => Act::TakeIn(unit),
        "held" | "handover" => Act::Release(unit),
        "people" | "devices" => Act::ManageSessions(unit),
        "audit" => Act::SeeAudit(unit),
        "breaches" => Act::SeeToBreaches(unit),
        "forms" => Act::PublishForms(unit),
        "settings" => Act::Set(unit),
        "retention" => Act::Empty(unit),
        "units" => Act::SeeUnits(unit),
        _ => return None,
    })
}

/// The rail.
#[component]
pub fn Rail(
    /// Where it leads.
    places: &'static [Place],
) -> impl IntoView {
    let lang = use_lang();
    let (replica, desk) = (use_replica(), use_desk());
    let address = use_location().pathname;
    let is_commune = untrack(|| replica.me()).role.kind() == RoleKind::CommuneOfficer;
    let here = Memo::new(move |_| {
        let place = place_of(&address.read());
        if is_commune {
            in_rail(&place).to_owned()
        } else {
            place
        }
    });
    let waiting = Memo::new(move |_| desk.queue.read().len());
    let clashes = Memo::new(move |_| replica.open_conflicts().len());
    let is_later = later();
    let twins = Memo::new(move |_| {
        if is_later.get() {
            replica.twins().len()
        } else {
            0
        }
    });
    let held = Memo::new(move |_| replica.held().len());
    let asked = Memo::new(move |_| {
        if is_later.get() {
            replica.requests_pressing().0
        } else {
            0
        }
    });
    let reminding = Memo::new(move |_| {
        if is_later.get() {
            replica.promises_for_the_office()
        } else {
            0
        }
    });
    let count = move |place: &str| match place {
        "" => Some((waiting.get(), words::rail_waiting(lang, waiting.get()))),
        "conflicts" => Some((clashes.get(), conflicts::rail_count(lang, clashes.get()))),
        "duplicates" => Some((twins.get(), duplicates::rail_count(lang, twins.get()))),
        "support" => Some((reminding.get(), support::rail_count(lang, reminding.get()))),
        "requests" => Some((asked.get(), requests::rail_count(lang, asked.get()))),
        "held" => Some((held.get(), words::rail_held_count(lang, held.get()))),
        _ => None,
    };
    let role = untrack(|| replica.me()).role;
    let places = places.iter().filter(|place| is_open_to(&role, place));
    let places = places.map(|&(place, icon, word)| {
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
            <ul>{places.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The page of an address: its first part below the office's.
pub(super) fn place_of(address: &str) -> String {
    let below = address.strip_prefix(super::BASE).unwrap_or(address);
    let mut parts = below.trim_start_matches('/').split('/');
    parts.next().unwrap_or_default().to_owned()
}

/// Whether the office has been open for a moment. Looking through all households the first time takes a while, so that
/// whoever opens the office for something else has that first.
fn later() -> RwSignal<bool> {
    let is_time = RwSignal::new(false);
    // Where there is no timer, nothing is counted before the page is opened.
    let timer = set_timeout_with_handle(move || is_time.set(true), LATER).ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
    is_time
}
