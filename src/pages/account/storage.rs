//! How safe the data is on this phone, in words.

use leptos::prelude::*;

use crate::replica::{Fullness, use_replica};
use crate::ui::{Icon, Meter, Reason, Sheet, Tone, bytes, use_lang};
use crate::words::account as words;
use crate::words::storage as room_words;

/// How much room is used, and what the browser has promised.
#[component]
pub(crate) fn Storage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let storage = Memo::new(move |_| replica.storage());
    let room = Signal::derive(move || {
        let storage = storage.get();
        match storage.used.zip(storage.quota) {
            Some((used, quota)) => words::used(lang, &bytes(lang, used), &bytes(lang, quota)),
            None => words::used_unknown(lang),
        }
    });
    let used = Signal::derive(move || storage.get().used.unwrap_or_default());
    let quota = Signal::derive(move || storage.get().quota.unwrap_or_default());
    let promise = move || {
        match storage.get().persisted {
        Some(true) => view! { <Reason tone=Tone::Ok icon=Icon::Received>{words::persisted(lang)}</Reason> }.into_any(),
        Some(false) => view! { <Reason tone=Tone::Wait icon=Icon::Question>{words::not_persisted(lang)}</Reason> }.into_any(),
        None => view! { <Reason icon=Icon::Question>{words::persist_unknown(lang)}</Reason> }.into_any(),
    }
    };
    let fullness = Memo::new(move |_| storage.get().fullness());
    let warning = move || {
        let (tone, text) = match fullness.get() {
            Fullness::Roomy => return None,
            Fullness::Filling => (Tone::Wait, room_words::filling(lang)),
            Fullness::Scarce => (Tone::Wait, room_words::scarce_help(lang)),
            Fullness::Full => (Tone::Bad, room_words::almost_full_help(lang)),
        };
        Some(
            view! { <div class="mt-3"><Reason tone=tone icon=Icon::Attention>{text}</Reason></div> },
        )
    };
    view! {
        <Sheet title=words::storage(lang)>
            <p>{room}</p>
            {move || (quota.get() > 0).then(|| view! { <div class="mt-2"><Meter done=used of=quota label=room /></div> })}
            {warning}
            <div class="mt-3">{promise}</div>
        </Sheet>
    }
    .into_any()
}
