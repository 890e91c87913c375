//! What every main tab says while it is so: how the data fares, that the clock is off, another tab works, a new version is ready.

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
    let off = Memo::new(move |_| replica.sync().clock_off_min);
    let clock = move || {
        off.get().map(|minutes| {
            let by = match minutes.unsigned_abs() {
                minutes @ 0..120 => words::minutes(lang, minutes),
                minutes @ 120..2_880 => words::hours(lang, minutes / 60),
                minutes => words::days(lang, minutes / 1_440),
            };
            // The office is ahead of a clock that is slow.
            let title = if minutes > 0 {
                words::clock_slow(lang, &by)
            } else {
                words::clock_fast(lang, &by)
            };
            view! {
                <Banner tone=Tone::Wait icon=Icon::Clock title=title>
                    <p class="small">{words::clock_help(lang)}</p>
                </Banner>
            }
        })
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
    view! { <div class="news">{storage_notices()} {clock} {following} {update}</div> }.into_any()
}
