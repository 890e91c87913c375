//! On the office's first page: requests whose last day is near or past.

use leptos::prelude::*;

use crate::office::path;
use crate::replica::use_replica;
use crate::ui::{Banner, Icon, LinkButton, Tone, use_lang};
use crate::words::requests as words;

/// The banner; nothing while there is time for all of them.
#[component]
pub fn RequestsPressing() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let pressing = Memo::new(move |_| {
        let (_, soon, overdue) = replica.requests_pressing();
        (soon, overdue)
    });
    move || {
        let (tone, title) = match pressing.get() {
            (0, 0) => return None,
            (soon, 0) => (Tone::Wait, words::warn_soon(lang, soon)),
            (_, overdue) => (Tone::Bad, words::warn_overdue(lang, overdue)),
        };
        Some(view! {
            <Banner tone icon=Icon::Clock title>
                <p class="small">{words::warn_text(lang)}</p>
                <LinkButton class="mt-2" href=path("requests")>{words::warn_open(lang)}</LinkButton>
            </Banner>
        })
    }
}
