//! How the exchange with the office goes, always as a sentence: a line on Today, a pill on other pages.

use dong_hanh_form::Lang;
use dong_hanh_sync::device::{Failure, Phase};
use leptos::prelude::*;

use super::{Icon, moment, use_lang};
use crate::replica::{Replica, SyncView, use_replica};
use crate::words::outbox;
use crate::words::sync as words;

/// Records that wait longer than this, in days, should be handed over by hand.
const TOO_LONG_DAYS: i64 = 3;

/// What the line says: icon, what is so, and what of it.
fn sentence(lang: Lang, replica: Replica) -> (Icon, String, String) {
    let sync = replica.sync();
    let attention = sync.attention();
    let SyncView {
        phase,
        online,
        waiting,
        photos,
        photos_lost,
        shown_to_come,
        last_contact,
        session_ended,
        ..
    } = sync;
    let kept = || match (waiting, photos) {
        (0, 0) => words::nothing_waits(lang),
        (0, photos) => words::photos_left(lang, photos),
        (waiting, _) => words::kept(lang, waiting),
    };
    let silent = last_contact
        .map(|at| (replica.now().corrected() - at).num_days())
        .filter(|days| waiting > 0 && *days > TOO_LONG_DAYS);
    if session_ended {
        return (
            Icon::Lock,
            words::session_ended(lang),
            words::sign_in_again(lang),
        );
    }
    match phase {
        Phase::Sending { done, of } => (
            Icon::Up,
            words::sending(lang),
            words::sent_of(lang, done, of),
        ),
        _ if silent.is_some() => (
            Icon::Attention,
            words::silent(lang, silent.unwrap_or_default()),
            words::hand_over(lang, waiting),
        ),
        _ if !online => (Icon::Offline, words::offline(lang), kept()),
        Phase::SendingPhotos if photos > 0 => (
            Icon::Photo,
            words::sending_photos(lang),
            words::photos_left(lang, photos),
        ),
        Phase::Fetching | Phase::SendingPhotos if waiting == 0 => (
            Icon::Download,
            words::fetching(lang),
            words::stay_open(lang),
        ),
        // Nobody but a person mends these.
        Phase::Failing(
            failure @ (Failure::Full
            | Failure::Storage
            | Failure::Version
            | Failure::Refused { .. }),
        ) => failing(lang, &failure),
        Phase::Failing(_) => (Icon::Offline, words::office_silent(lang), kept()),
        _ if attention > 0 => (
            Icon::Attention,
            crate::words::state::held(lang),
            outbox::attention_count(lang, attention),
        ),
        _ if waiting > 0 => (
            Icon::Phone,
            words::kept(lang, waiting),
            words::will_send(lang),
        ),
        _ if photos > 0 => (
            Icon::Phone,
            words::photos_left(lang, photos),
            words::will_send(lang),
        ),
        _ if shown_to_come > 0 => (
            Icon::Download,
            words::shown_to_come(lang, shown_to_come),
            words::shown_help(lang),
        ),
        _ => {
            let last = last_contact.map_or_else(String::new, |at| {
                words::last(lang, &moment(lang, at, replica.today()))
            });
            (Icon::Received, rests(lang, photos_lost), last)
        }
    }
}

/// Nothing waits. Where photos are lost, not everything is at the office.
pub(crate) fn rests(lang: Lang, photos_lost: usize) -> String {
    match photos_lost {
        0 => words::all_received(lang),
        _ => words::nothing_waits(lang),
    }
}

/// Why a round failed: what happened to the data, then what to do.
pub(crate) fn failing(lang: Lang, failure: &Failure) -> (Icon, String, String) {
    match failure {
        Failure::NoAnswer => (
            Icon::Offline,
            outbox::no_answer_title(lang),
            outbox::no_answer_help(lang),
        ),
        Failure::SignedOut => (
            Icon::Lock,
            outbox::signed_out_title(lang),
            outbox::signed_out_help(lang),
        ),
        Failure::Busy { .. } => (
            Icon::Clock,
            outbox::busy_title(lang),
            outbox::busy_help(lang),
        ),
        Failure::Version => (
            Icon::Attention,
            outbox::version_title(lang),
            outbox::version_help(lang),
        ),
        Failure::Refused { code } => (
            Icon::Attention,
            outbox::refused_title(lang),
            outbox::refused_help(lang, code),
        ),
        Failure::Full => (
            Icon::Attention,
            outbox::full_title(lang),
            outbox::full_help(lang),
        ),
        Failure::Storage => (
            Icon::Attention,
            outbox::storage_title(lang),
            outbox::storage_help(lang),
        ),
    }
}

/// The line of Today; it leads to what is sent.
#[component]
pub fn SyncLine() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let said = Memo::new(move |_| Said(sentence(lang, replica)));
    let has_ended = Memo::new(move |_| replica.sync().session_ended);
    view! {
        <a class="syncline" href=move || if has_ended.get() { "/account" } else { "/outbox" }>
            {move || said.read().0.0.view()}
            <span role="status"><b>{move || said.read().0.1.clone()}</b>{move || said.read().0.2.clone()}</span>
            {Icon::Go.small()}
        </a>
    }
    .into_any()
}

#[derive(PartialEq)]
struct Said((Icon, String, String));

/// The pill of other pages: `2 trên máy`; nothing where nothing waits.
#[component]
pub fn SyncPill() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let waiting = Memo::new(move |_| replica.sync().waiting);
    move || {
        (waiting.get() > 0).then(|| {
            view! { <a class="syncpill end" href="/outbox">{Icon::Phone.small()} {words::pill(lang, waiting.get())}</a> }
        })
    }
}
