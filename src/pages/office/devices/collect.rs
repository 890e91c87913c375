//! Who may fill forms with ODK Collect: a key for each phone, when it was last used, and how it is withdrawn.

use chrono::NaiveDate;
use dong_hanh_domain::{RoleKind, SessionId, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::sessions;
use crate::device::people::{Colleague, SessionRow};
use crate::pages::office::say;
use crate::replica::Replica;
use crate::ui::Dialog;
use crate::words::collect as words;

/// A key that somebody is about to withdraw.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Withdrawing {
    pub(super) user: UserId,
    pub(super) session: SessionId,
    pub(super) who: String,
    given: String,
}

/// The volunteers with their keys; `give` and `withdraw` ask first.
pub(super) fn section(
    replica: Replica,
    people: &[Colleague],
    give: Callback<Colleague>,
    withdraw: Callback<Withdrawing>,
    lang: Lang,
) -> AnyView {
    let today = replica.today();
    let may_have = |colleague: &&Colleague| {
        colleague.person.role == RoleKind::Volunteer && !colleague.disabled
    };
    let mut volunteers: Vec<_> = people.iter().filter(may_have).cloned().collect();
    // Who has a key stands first.
    volunteers.sort_by_key(|colleague| open_keys(colleague).next().is_none());
    let rows = volunteers
        .into_iter()
        .map(|colleague| row(replica, colleague, today, give, withdraw, lang))
        .collect_view();
    let nobody = rows
        .is_empty()
        .then(|| view! { <p class="small">{words::nobody(lang)}</p> });
    view! {
        <section class="tile" aria-labelledby="collect">
            <h2 id="collect">"ODK Collect"</h2>
            <p class="small muted measure">{words::text(lang)}</p>
            {nobody}
            <ul class="done mt-2">{rows}</ul>
        </section>
    }
    .into_any()
}

/// The keys of somebody that count.
pub(super) fn open_keys(colleague: &Colleague) -> impl Iterator<Item = &SessionRow> {
    let sessions = colleague.sessions.iter();
    sessions.filter(|session| session.collect && session.ended.is_none())
}

/// What gives somebody a key, and has the focus again afterwards.
pub(super) fn button_id(user: UserId) -> String {
    format!("collect-{user}")
}

fn row(
    replica: Replica,
    colleague: Colleague,
    today: NaiveDate,
    give: Callback<Colleague>,
    withdraw: Callback<Withdrawing>,
    lang: Lang,
) -> AnyView {
    let user = colleague.person.id;
    let who = sessions::briefly(&colleague);
    let name = say::capital(&colleague.person.called());
    let about = sessions::about(replica, &colleague, lang);
    let keys = open_keys(&colleague)
        .map(|key| line(key, user, &who, today, withdraw, lang))
        .collect_view();
    let label = words::give_to(lang, &who);
    view! {
        <li>
            <div class="done-head">
                <p class="grow"><b>{name}</b> <span class="small muted block">{about}</span></p>
                <button
                    type="button"
                    class="btn secondary"
                    id=button_id(user)
                    aria-label=label
                    aria-haspopup="dialog"
                    on:click=move |_| give.run(colleague.clone())
                >
                    {words::give(lang)}
                </button>
            </div>
            {keys}
        </li>
    }
    .into_any()
}

/// How a key stands, with the button that withdraws it.
fn line(
    key: &SessionRow,
    user: UserId,
    who: &str,
    today: NaiveDate,
    withdraw: Callback<Withdrawing>,
    lang: Lang,
) -> AnyView {
    let given = say::moment(key.opened, today);
    let stands = if key.used > key.opened {
        words::used(lang, &given, &say::moment(key.used, today))
    } else {
        words::unused(lang, &given)
    };
    let label = words::withdraw_of(lang, who, &given);
    let withdrawing = Withdrawing {
        user,
        session: key.id,
        who: who.to_owned(),
        given,
    };
    view! {
        <p class="done-head small mt-1">
            <span class="grow">{stands}</span>
            <button
                type="button"
                class="btn danger"
                aria-label=label
                aria-haspopup="dialog"
                on:click=move |_| withdraw.run(withdrawing.clone())
            >
                {words::withdraw(lang)}
            </button>
        </p>
    }
    .into_any()
}

/// Asks before a key is withdrawn, and says what becomes of unsent work.
#[component]
pub(super) fn AskWithdraw(
    asks: RwSignal<bool>,
    about: RwSignal<Option<Withdrawing>>,
    withdraw: Callback<Withdrawing>,
    lang: Lang,
) -> impl IntoView {
    let of = move |part: fn(&Withdrawing) -> &String| {
        about.read().as_ref().map(part).cloned().unwrap_or_default()
    };
    let go = move |()| {
        if let Some(about) = about.get_untracked() {
            withdraw.run(about);
        }
    };
    view! {
        <Dialog
            open=asks
            title=Signal::derive(move || words::withdraw_title(lang, &of(|about| &about.who)))
            safe=words::keep(lang)
            risky=words::withdraw(lang)
            on_risky=go
        >
            <p>{move || words::withdraw_text(lang, &of(|about| &about.given))}</p>
            <p>{words::withdraw_unsent(lang)}</p>
        </Dialog>
    }
}
