//! The sessions of a unit's people: where one is open, and how it is stopped.

use chrono::NaiveDate;
use dong_hanh_domain::{RoleKind, SessionId, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::people::{Colleague, SessionRow};
use crate::pages::office::say;
use crate::replica::Replica;
use crate::ui::Dialog;
use crate::words::{city, office as words, people};

/// A session that somebody is about to stop.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stopping {
    pub(super) user: UserId,
    pub(super) session: SessionId,
    pub(super) device: String,
    pub(super) who: String,
}

/// Asks before a session is stopped, and says what becomes of unsent work.
#[component]
pub(super) fn Ask(
    asks: RwSignal<bool>,
    about: RwSignal<Option<Stopping>>,
    stop: Callback<Stopping>,
    lang: Lang,
) -> impl IntoView {
    let device = move || {
        about
            .read()
            .as_ref()
            .map(|about| about.device.clone())
            .unwrap_or_default()
    };
    let who = move || {
        about
            .read()
            .as_ref()
            .map(|about| about.who.clone())
            .unwrap_or_default()
    };
    let go = move |()| {
        if let Some(about) = about.get_untracked() {
            stop.run(about);
        }
    };
    view! {
        <Dialog
            open=asks
            title=Signal::derive(move || words::revoke_title(lang, &device()))
            safe=words::revoke_keep(lang)
            risky=words::revoke(lang)
            on_risky=go
        >
            <p>{move || words::revoke_text(lang, &who())}</p>
            <p>{words::revoke_unsent(lang)}</p>
        </Dialog>
    }
}

/// Somebody inside a sentence: `cô Lài`.
pub(super) fn briefly(colleague: &Colleague) -> String {
    let person = &colleague.person;
    format!("{} {}", person.courtesy.word(), person.name.given())
}

/// What a person is, and where.
pub(super) fn about(replica: Replica, colleague: &Colleague, lang: Lang) -> String {
    let person = &colleague.person;
    let (role, places) = match person.role {
        RoleKind::Volunteer => {
            let hamlets = colleague.hamlets.iter();
            let mut names: Vec<String> = hamlets
                .filter_map(|id| replica.hamlet(*id))
                .map(|hamlet| hamlet.name)
                .collect();
            names.sort();
            // Who sees to a whole city has none of their hamlets.
            let places = if names.is_empty() {
                colleague.unit_name.clone()
            } else {
                names.join(", ")
            };
            (words::volunteer(lang), places)
        }
        RoleKind::CommuneOfficer => (words::officer(lang), colleague.unit_name.clone()),
        RoleKind::CityOfficer => (city::officer(lang), colleague.unit_name.clone()),
        RoleKind::Administrator => (people::administrator(lang), colleague.unit_name.clone()),
    };
    let parts = [
        Some(role),
        person.organisation.clone(),
        Some(places).filter(|places| !places.is_empty()),
        Some(colleague.sign_in.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How the session on a device stands, with the button that stops it.
pub(super) fn line(
    session: SessionRow,
    owner: &Colleague,
    today: NaiveDate,
    ask_about: Callback<Stopping>,
    lang: Lang,
) -> AnyView {
    let state = match session.ended {
        Some(at) => words::session_over(lang, &say::moment(at, today)),
        None if session.current => words::session_this(lang),
        None => words::session_open(lang),
    };
    let since = words::session_since(lang, &say::moment(session.opened, today), &state);
    let can_stop = session.ended.is_none() && !session.current;
    let button = can_stop.then(|| {
        let stopping = Stopping {
            user: owner.person.id,
            session: session.id,
            device: session.label.clone(),
            who: briefly(owner),
        };
        let label = words::revoke_of(lang, &stopping.device, &stopping.who);
        view! {
            <button
                type="button"
                class="btn danger"
                aria-label=label
                aria-haspopup="dialog"
                on:click=move |_| ask_about.run(stopping.clone())
            >
                {words::revoke(lang)}
            </button>
        }
    });
    view! { <p class="done-head small"><span class="grow muted">{since}</span> {button}</p> }
        .into_any()
}
