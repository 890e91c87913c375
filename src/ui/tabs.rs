//! The four tabs at the bottom.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{Icon, use_lang};
use crate::replica::use_replica;
use crate::words::shell as words;

/// Where a tab leads, its drawing, its word.
type Tab = (&'static str, Icon, fn(Lang) -> String);

const TABS: [Tab; 4] = [
    ("/", Icon::Today, words::tab_today),
    ("/households", Icon::House, words::tab_households),
    ("/outbox", Icon::Send, words::tab_outbox),
    ("/account", Icon::User, words::tab_account),
];

/// The tab bar; the current one is bold, and what waits is counted at «Gửi đi».
#[component]
pub fn Tabs() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let address = use_location().pathname;
    let waiting = Memo::new(move |_| replica.sync().waiting);
    let count = move || {
        (waiting.get() > 0)
            .then(|| view! { <span class="count" aria-hidden="true">{waiting}</span> })
    };
    let counted = move || {
        (waiting.get() > 0)
            .then(|| view! { <span class="vh">{words::tab_waiting(lang, waiting.get())}</span> })
    };
    let tab = move |(href, icon, word): Tab| {
        let outbox = href == "/outbox";
        view! {
            <li>
                <a href=href aria-current=move || (*address.read() == href).then_some("page")>
                    <span class="well">{icon.view()} {outbox.then_some(count)}</span>
                    {word(lang)}
                    {outbox.then_some(counted)}
                </a>
            </li>
        }
    };
    view! { <nav class="tabs" aria-label=words::tabs(lang)><ul>{TABS.map(tab).into_iter().collect_view()}</ul></nav> }
        .into_any()
}
