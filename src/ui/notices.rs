//! What every main tab says while it is so: how the data fares, another tab works, a new version is ready.

use dong_hanh_sync::device::Phase;
use leptos::prelude::*;

use super::{Banner, Button, Icon, Tone, storage_notices, use_lang};
use crate::device::worker::{self, Update};
use crate::replica::use_replica;
use crate::words::shell as words;

/// The notices; nothing where there is nothing to say.
#[component]
pub(super) fn Notices() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let is_following = Memo::new(move |_| replica.sync().phase == Phase::Following);
    let update = worker::update();
    let ready = Memo::new(move |_| update.get() != Update::None);
    let verb =
        Signal::derive(move || (update.get() == Update::Starting).then(|| words::updating(lang)));
    let text = move || match update.get() {
        Update::FormOpen => words::update_refused(lang),
        _ => words::update_text(lang),
    };
    let following = move || {
        is_following.get().then(|| {
            view! {
                <Banner tone=Tone::Wait icon=Icon::Swap title=words::following_title(lang)>
                    <p class="small">{words::following_text(lang)}</p>
                    <Button class="mt-2" on_press=move |()| replica.take_over()>{words::work_here(lang)}</Button>
                </Banner>
            }
        })
    };
    let update = move || {
        ready.get().then(|| {
            view! {
                <Banner icon=Icon::Download title=words::update_title(lang)>
                    <p class="small">{text}</p>
                    <Button class="mt-2" busy=verb on_press=|()| worker::apply_update()>{words::update_now(lang)}</Button>
                </Banner>
            }
        })
    };
    view! { <div class="news">{storage_notices()} {following} {update}</div> }.into_any()
}
