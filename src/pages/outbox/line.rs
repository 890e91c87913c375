//! How the sending goes, always a sentence; and the two things that one can do about it.

use dong_hanh_form::Lang;
use dong_hanh_sync::device::{Failure, Phase};
use leptos::prelude::*;

use crate::pages::tally;
use crate::replica::{Replica, SyncView, use_replica};
use crate::ui::{
    Button, Icon, IconButton, LinkButton, Look, Meter, failing, moment, rests, use_lang,
};
use crate::words::outbox as words;
use crate::words::sync as shared;

/// What the line says, and what can be done.
#[derive(Clone, PartialEq)]
struct Said {
    icon: Icon,
    title: String,
    help: String,
    act: Act,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Nothing,
    Send,
    Fetch,
    Pause,
    SignIn,
}

/// The line, how far the sending is, and when the office last answered.
#[component]
pub(super) fn SendLine() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let said = Memo::new(move |_| said(lang, &replica.sync()));
    let progress = Memo::new(move |_| match replica.sync().phase {
        Phase::Sending { done, of } => Some((done as u64, of as u64)),
        _ => None,
    });
    let meter = move || {
        progress.read().is_some().then(|| {
            let done = Signal::derive(move || progress.get().map_or(0, |(done, _)| done));
            let of = Signal::derive(move || progress.get().map_or(0, |(_, of)| of));
            view! { <Meter done of label=shared::sending(lang) /> }
        })
    };
    let account = Memo::new(move |_| replica.account());
    let act = Memo::new(move |_| said.read().act);
    let at_side = move || {
        (act.get() == Act::Pause).then(|| {
            let pause = move |()| replica.cancel_sync();
            view! { <IconButton icon=Icon::Pause label=words::pause(lang) on_press=pause /> }
        })
    };
    let below = move || below(lang, replica, act.get());
    view! {
        <div class="syncline">
            {move || said.read().icon.view()}
            <span role="status">
                <b>{move || said.read().title.clone()}</b>
                {move || said.read().help.clone()}
            </span>
            {at_side}
        </div>
        {meter}
        {below}
        <p class="small muted mt-2">{move || contact(lang, replica)}</p>
        {move || begun(lang, replica)}
        {move || shown_to_come(lang, replica)}
        {move || (account.read().made > 0).then(|| view! { <p class="small muted">{tally::sum(lang, &account.read())}</p> })}
    }
    .into_any()
}

/// What can be done about it, below the line.
fn below(lang: Lang, replica: Replica, act: Act) -> AnyView {
    let words = match act {
        Act::Nothing | Act::Pause => return ().into_any(),
        Act::SignIn => {
            return view! {
                <LinkButton look=Look::Primary main=true wide=true class="mt-3" href="/account">
                    {words::sign_in(lang)}
                </LinkButton>
            }
            .into_any();
        }
        Act::Send => words::send_now(lang),
        Act::Fetch => words::fetch_now(lang),
    };
    let now = move |()| replica.sync_now();
    view! {
        <Button look=Look::Secondary wide=true class="mt-3" on_press=now>{words.clone()}</Button>
    }
    .into_any()
}

/// What is begun lies on this phone only as well, and goes when it is finished.
fn begun(lang: Lang, replica: Replica) -> Option<AnyView> {
    let drafts = replica.sync().drafts;
    (drafts > 0)
        .then(|| view! { <p class="small muted">{words::begun_here(lang, drafts)}</p> }.into_any())
}

/// What forms show and has not come yet; nobody's work waits for it.
fn shown_to_come(lang: Lang, replica: Replica) -> Option<AnyView> {
    let count = replica.sync().shown_to_come;
    let words = (count > 0).then(|| shared::shown_to_come(lang, count))?;
    Some(view! { <p class="small muted">{words}". "{shared::shown_help(lang)}"."</p> }.into_any())
}

fn contact(lang: Lang, replica: Replica) -> String {
    match replica.sync().last_contact {
        Some(at) => words::last_contact(lang, &moment(lang, at, replica.today())),
        None => words::never_contact(lang),
    }
}

fn said(lang: Lang, sync: &SyncView) -> Said {
    let waiting = sync.waiting;
    let kept = || match (waiting, sync.photos) {
        (0, 0) => shared::nothing_waits(lang),
        (0, photos) => shared::photos_left(lang, photos),
        (waiting, _) => words::kept_here(lang, waiting),
    };
    let new = |icon, title, help, act| Said {
        icon,
        title,
        help,
        act,
    };
    if sync.session_ended {
        return new(
            Icon::Lock,
            words::signed_out_title(lang),
            words::signed_out_help(lang),
            Act::SignIn,
        );
    }
    match &sync.phase {
        Phase::Sending { done, of } => new(
            Icon::Up,
            shared::sending(lang),
            shared::sent_of(lang, *done, *of),
            Act::Pause,
        ),
        Phase::Following => new(Icon::Devices, words::other_tab(lang), kept(), Act::Nothing),
        _ if !sync.online => new(Icon::Offline, shared::offline(lang), kept(), Act::Nothing),
        Phase::SendingPhotos if sync.photos > 0 => new(
            Icon::Photo,
            shared::sending_photos(lang),
            shared::photos_left(lang, sync.photos),
            Act::Pause,
        ),
        Phase::Fetching | Phase::SendingPhotos => {
            new(Icon::Download, shared::fetching(lang), kept(), Act::Pause)
        }
        Phase::Failing(failure) => failed(lang, failure),
        Phase::Resting if sync.set_aside > 0 => new(
            Icon::Attention,
            words::refused_title(lang),
            words::attention_count(lang, sync.attention()),
            Act::Send,
        ),
        Phase::Starting | Phase::Resting if waiting > 0 => new(
            Icon::Phone,
            shared::kept(lang, waiting),
            shared::will_send(lang),
            Act::Send,
        ),
        Phase::Resting if sync.held > 0 => new(
            Icon::Attention,
            words::attention(lang),
            words::attention_count(lang, sync.attention()),
            Act::Fetch,
        ),
        Phase::Starting | Phase::Resting if sync.photos > 0 => new(
            Icon::Phone,
            shared::photos_left(lang, sync.photos),
            shared::will_send(lang),
            Act::Send,
        ),
        Phase::Starting | Phase::Resting => new(
            Icon::Received,
            rests(lang, sync.photos_lost),
            String::new(),
            Act::Fetch,
        ),
    }
}

/// What can be done about a failure.
fn failed(lang: Lang, failure: &Failure) -> Said {
    let (icon, title, help) = failing(lang, failure);
    let act = match failure {
        Failure::SignedOut => Act::SignIn,
        Failure::Version => Act::Nothing,
        _ => Act::Send,
    };
    Said {
        icon,
        title,
        help,
        act,
    }
}
