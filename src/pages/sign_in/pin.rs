//! Opening with the PIN of this phone.

use dong_hanh_vault::Pin;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Here, Who};
use crate::replica::KnownUser;
use crate::ui::{Banner, Icon, PinPad, Tone};
use crate::words::vault as words;

/// Somebody who was here before types their PIN.
#[component]
pub(super) fn PinDoor(here: Here, user: KnownUser) -> impl IntoView {
    let lang = here.lang;
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let kept = here.session.kept_of(&user);
    let kept = kept.map(|kept| kept.waiting + kept.drafts);
    let whose = user.clone();
    let open = move |text: String| {
        let Some(pin) = Pin::typed(&text) else { return };
        let whose = whose.clone();
        busy.set(true);
        here.failed.set(None);
        spawn_local(async move {
            let opened = here.session.unlock(&whose, &pin).await;
            // After success the door is gone, and its signals with it.
            let _ = busy.try_set(false);
            if let Err(error) = opened {
                drop(here.failed.try_set(Some(error.text(here.lang))));
            }
        });
    };
    let whose = user.clone();
    let forgot = move || {
        let whose = whose.clone();
        view! {
            <button
                type="button"
                class="key-btn plain"
                on:click=move |_| here.to(Who::without_pin(whose.clone()))
            >
                {words::forgot(lang)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="door">{failed(here)}</div>
        <p class="muted" role="status">
            {move || if busy.get() { words::opening(lang) } else { words::ask(lang) }}
        </p>
        {kept.filter(|kept| *kept > 0).map(|kept| view! {
            <p class="small muted pin-note">{Icon::Phone.small()} {words::kept(lang, kept)}</p>
        })}
        <PinPad typed busy on_full=open side=forgot />
    }
    .into_any()
}

/// Why whoever stands there did not come in.
pub(super) fn failed(here: Here) -> impl Fn() -> Option<AnyView> {
    move || {
        let text = here.failed.get()?;
        Some(view! { <Banner tone=Tone::Bad icon=Icon::Attention title=text /> }.into_any())
    }
}
