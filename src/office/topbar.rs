//! The bar at the top: the page's title, what the page says of itself, how fresh the data is.

use dong_hanh_form::Lang;
use dong_hanh_sync::device::Phase;
use leptos::prelude::*;

use super::data::DataPlaces;
use crate::pages::office::say;
use crate::replica::{Replica, SyncView, use_replica};
use crate::ui::{Icon, use_lang};
use crate::words::office as words;

/// The bar.
#[component]
pub fn Topbar(
    /// The page's `h1`.
    #[prop(into)]
    title: Signal<String>,
    /// Where an arrow leads back to, and what it says.
    #[prop(optional, into)]
    back: Option<(String, String)>,
    /// At the right, before the sync line.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let replica = use_replica();
    let back = back.map(|(href, label)| {
        view! { <a class="btn quiet icon-only" href=href aria-label=label>{Icon::Back.view()}</a> }
    });
    view! {
        <header class="topbar">
            {back}
            <h1>{title}</h1>
            <span class="muted small">{move || replica.me().unit_name}</span>
            <div class="push small">{children.map(|children| children())} <Freshness lang/></div>
        </header>
        <DataPlaces/>
    }
    .into_any()
}

/// What the sync line says: drawing, class, sentence.
type Said = (Icon, &'static str, String);

/// How fresh the data is; a press fetches it now.
#[component]
fn Freshness(lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let said = Memo::new(move |_| said(replica, lang));
    view! {
        <button type="button" class="btn quiet fresh" title=words::sync_now(lang) on:click=move |_| replica.sync_now()>
            <span class=move || said.read().1 role="status">
                {move || said.read().0.small()}
                {move || said.read().2.clone()}
            </span>
            <span class="vh">". " {words::sync_now(lang)}</span>
        </button>
    }
}

fn said(replica: Replica, lang: Lang) -> Said {
    let SyncView {
        phase,
        online,
        waiting,
        last_contact,
        session_ended,
        ..
    } = replica.sync();
    let last = last_contact.map(|at| say::moment(at, replica.today()));
    if session_ended {
        return (Icon::Lock, "state attention", words::session_ended(lang));
    }
    if let Phase::Sending { of, .. } = phase {
        return (Icon::Up, "state sending", words::sending(lang, of));
    }
    let is_away = !online || matches!(phase, Phase::Failing(_));
    match (is_away, waiting, last) {
        (true, 0, Some(last)) => (Icon::Offline, "state", words::offline_at(lang, &last)),
        (true, 0, None) => (Icon::Offline, "state", words::offline(lang)),
        (true, waiting, _) => (
            Icon::Offline,
            "state waiting",
            words::offline_waiting(lang, waiting),
        ),
        (false, 0, Some(last)) => (Icon::Received, "state", words::data_at(lang, &last)),
        (false, 0, None) if matches!(phase, Phase::Fetching | Phase::SendingPhotos) => {
            (Icon::Download, "state", words::fetching(lang))
        }
        (false, 0, None) => (Icon::Clock, "state", words::no_data(lang)),
        (false, waiting, _) => (
            Icon::Devices,
            "state waiting",
            words::waiting(lang, waiting),
        ),
    }
}
