//! The door: who was here before, a name, a password, and the first records coming in.

mod door;

use leptos::prelude::*;

use self::door::{Door, DoorForm};
use crate::device::preferences::Theme;
use crate::replica::{KnownUser, use_replica, use_session};
use crate::ui::{Banner, Icon, Sheet, Tone, use_lang, use_page, use_settings, what_was_lost};
use crate::words::{account as words, storage};

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    use_page(words::sign_in_title(lang).into());
    let known = session.known();
    let first = known.first().cloned();
    let door = Door::new(session, lang, first.as_ref());
    let title = first.as_ref().map_or_else(
        || words::sign_in_title(lang),
        |user| words::welcome_back(lang, &user.name),
    );
    let robbed = session.robbed();
    let under = if first.is_some() && robbed.is_empty() {
        view! { <p class="small muted pin-note">{Icon::Phone.small()} {words::still_here(lang)}</p> }.into_any()
    } else {
        view! { <p class="muted mt-1">{words::sign_in_text(lang)}</p> }.into_any()
    };
    let robbed = robbed.into_iter().map(|robbed| {
        view! {
            <Banner tone=Tone::Bad icon=Icon::Attention title=storage::robbed_title(lang, &robbed.name)>
                <p class="small">{what_was_lost(lang, robbed.kept)}</p>
                <p class="small mt-1">{storage::robbed_help(lang)}</p>
            </Banner>
        }
    });
    let robbed = robbed.collect_view();
    view! {
        <div class="lock">
            <main id="main">
                <SunSwitch />
                <div>
                    {Icon::Mark.with("icon logo")}
                    <h1>{title}</h1>
                    {under}
                </div>
                {robbed}
                <div class="door"><DoorForm door /></div>
                <Others known door />
            </main>
        </div>
    }
    .into_any()
}

/// The strongest contrast, for somebody who signs in outdoors.
#[component]
fn SunSwitch() -> impl IntoView {
    let lang = use_lang();
    let settings = use_settings();
    let is_sun = move || settings.theme() == Theme::Sun;
    let turn = move |_| settings.set_theme(if is_sun() { Theme::Auto } else { Theme::Sun });
    view! {
        <button
            type="button"
            class="btn quiet sun-switch"
            aria-pressed=move || if is_sun() { "true" } else { "false" }
            on:click=turn
        >
            {Icon::Sun.view()} {words::outdoors(lang)}
        </button>
    }
    .into_any()
}

/// Others whose data is on this phone, where there are any.
#[component]
fn Others(known: Vec<KnownUser>, door: Door) -> impl IntoView {
    let lang = door.lang;
    if known.is_empty() {
        return ().into_any();
    }
    let others = known
        .into_iter()
        .skip(1)
        .map(|KnownUser { sign_in, name, .. }| {
            view! { <button type="button" class="btn quiet" on:click=move |_| door.choose(&sign_in)>{name}</button> }
        })
        .collect_view();
    view! {
        <div role="group" aria-label=words::others(lang)>
            {others}
            <button type="button" class="btn quiet" on:click=move |_| door.choose("")>{words::somebody_else(lang)}</button>
        </div>
    }
    .into_any()
}

/// For a session that has ended while the app is open: the work goes on, and what was recorded is sent
/// once its author has signed in again. Nothing while the session lives.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let (lang, replica, session) = (use_lang(), use_replica(), use_session());
    let has_ended = Memo::new(move |_| replica.sync().session_ended);
    move || {
        has_ended.get().then(|| {
            let me = replica.me().user;
            let known = session.known().into_iter().find(|known| known.user == me);
            let door = Door::new(session, lang, known.as_ref());
            view! {
                <Sheet title=words::signed_out_title(lang)>
                    <p class="muted mb-4">{words::signed_out_text(lang)}</p>
                    <DoorForm door />
                </Sheet>
            }
        })
    }
}
