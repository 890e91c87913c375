//! What stands over every page until its cause is gone.

use dong_hanh_form::Lang;
use dong_hanh_sync::device::Phase;
use leptos::prelude::*;

use super::path;
use crate::device::worker::{self, Update};
use crate::pages::office::{BreachNotice, FactorMissing};
use crate::replica::use_replica;
use crate::ui::{Banner, Button, Icon, LinkButton, Look, Tone, storage_notices};
use crate::words::office as words;
use crate::words::shell;

/// How the data fares, another tab works, the session has ended, a new version waits.
#[component]
pub fn Notices(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let update = worker::update();
    let is_ready = Memo::new(move |_| update.get() != Update::None);
    let text = move || match update.get() {
        Update::FormOpen => shell::update_refused(lang),
        _ => words::update_text(lang),
    };
    let is_following = Memo::new(move |_| replica.sync().phase == Phase::Following);
    let is_ended = Memo::new(move |_| replica.sync().session_ended);
    let following = move || {
        is_following.get().then(|| {
            view! {
                <Banner tone=Tone::Wait icon=Icon::Devices title=shell::following_title(lang)>
                    <p class="small">{shell::following_text(lang)}</p>
                    <Button class="mt-2" on_press=move |()| replica.take_over()>{shell::work_here(lang)}</Button>
                </Banner>
            }
        })
    };
    let ended = move || {
        is_ended.get().then(|| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Lock title=words::session_ended(lang)>
                    <p class="small">{words::session_ended_text(lang)}</p>
                    <LinkButton class="mt-2" href=path("account")>{words::sign_in_again(lang)}</LinkButton>
                </Banner>
            }
        })
    };
    let updated = move || {
        is_ready.get().then(|| {
            view! {
                <Banner icon=Icon::Download title=shell::update_title(lang)>
                    <p class="small">{text}</p>
                    <Button look=Look::Secondary class="mt-2" on_press=|()| worker::apply_update()>
                        {shell::update_now(lang)}
                    </Button>
                </Banner>
            }
        })
    };
    view! { <div class="notices">{storage_notices()} {following} {ended} {updated} <BreachNotice lang/> <FactorMissing lang/></div> }
        .into_any()
}
