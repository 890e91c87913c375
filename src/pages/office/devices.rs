//! The people of the unit and the devices on which they are signed in, which only the server knows.

use chrono::{DateTime, NaiveDate, Utc};
use dong_hanh_domain::{RoleKind, SessionId, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::say;
use crate::device::people::{self, Colleague, PeopleError, SessionRow};
use crate::office::Topbar;
use crate::replica::{Replica, use_replica};
use crate::ui::{Banner, Button, Dialog, Empty, Icon, Tone, use_lang, use_page, use_toaster};
use crate::words::office as words;

/// How far the question to the server has come.
#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Asking,
    Came(Vec<Colleague>),
    Failed(PeopleError),
}

/// A session that somebody is about to stop.
#[derive(Clone, Debug, PartialEq)]
struct Stopping {
    user: UserId,
    session: SessionId,
    device: String,
    who: String,
}

/// The page.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::devices_title(lang).into());
    let replica = use_replica();
    let answer = RwSignal::new(Answer::Asking);
    let failed = RwSignal::new(None::<PeopleError>);
    let asks = RwSignal::new(false);
    let about = RwSignal::new(None::<Stopping>);
    let ask_about = Callback::new(move |session: Stopping| {
        about.set(Some(session));
        asks.set(true);
    });
    let ask = move || {
        // The page may be gone when the answer comes.
        spawn_local(async move {
            let came = people::everybody(&replica.network()).await;
            answer.try_set(came.map_or_else(Answer::Failed, Answer::Came));
        });
    };
    ask();
    let again = move |()| {
        answer.set(Answer::Asking);
        ask();
    };
    let stop = move |stopping: Stopping| {
        let toaster = use_toaster();
        spawn_local(async move {
            match people::revoke(&replica.network(), stopping.user, stopping.session).await {
                Ok(()) => {
                    toaster.say(words::revoked(lang, &stopping.device));
                    failed.try_set(None);
                    let came = people::everybody(&replica.network()).await;
                    answer.try_set(came.map_or_else(Answer::Failed, Answer::Came));
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    let content = move || match answer.get() {
        Answer::Asking => {
            view! { <p class="muted" role="status">{words::devices_loading(lang)}</p> }.into_any()
        }
        Answer::Failed(PeopleError::NoAnswer) => view! {
            <Empty icon=Icon::Offline title=words::devices_offline(lang)>
                <p>{words::devices_offline_text(lang)}</p>
                <Button on_press=again>{words::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Failed(error) => view! {
            <Empty icon=Icon::Attention title=words::devices_failed(lang)>
                <p>{error.text(lang)}</p>
                <Button on_press=again>{words::try_again(lang)}</Button>
            </Empty>
        }
        .into_any(),
        Answer::Came(people) => {
            let people = people
                .into_iter()
                .map(|colleague| person(replica, colleague, ask_about, lang))
                .collect_view();
            view! {
                <p class="muted">{words::devices_text(lang)}</p>
                <ul class="stacked">{people}</ul>
            }
            .into_any()
        }
    };
    let not_stopped = move || {
        failed.get().map(|error| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::revoke_failed(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    view! {
        <Topbar title=words::devices_title(lang)/>
        <main class="cover" id="main" tabindex="-1">{not_stopped} {content}</main>
        <Ask asks about stop=Callback::new(stop) lang/>
    }
    .into_any()
}

/// Asks before a session is stopped, and says what becomes of unsent work.
#[component]
fn Ask(
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

fn person(
    replica: Replica,
    colleague: Colleague,
    ask_about: Callback<Stopping>,
    lang: Lang,
) -> AnyView {
    let line = about(replica, &colleague, lang);
    let Colleague {
        person, sessions, ..
    } = colleague;
    let name = say::capital(&person.called());
    let table = if sessions.is_empty() {
        view! { <p class="small muted">{words::no_sessions(lang)}</p> }.into_any()
    } else {
        let who = format!("{} {}", person.courtesy.word(), person.name.given());
        let today = replica.today();
        let rows = sessions.into_iter().map(|session| {
            let stopping = Stopping {
                user: person.id,
                session: session.id,
                device: session.label.clone(),
                who: who.clone(),
            };
            session_row(session, stopping, today, ask_about, lang)
        });
        sessions_table(name.clone(), rows.collect_view().into_any(), lang)
    };
    view! {
        <li class="tile">
            <h2 class="name">{name}</h2>
            <p class="small muted">{line}</p>
            {table}
        </li>
    }
    .into_any()
}

/// What a person is, and where.
fn about(replica: Replica, colleague: &Colleague, lang: Lang) -> String {
    let person = &colleague.person;
    let (role, places) = match person.role {
        RoleKind::Volunteer => {
            let hamlets = colleague.hamlets.iter();
            let mut names: Vec<String> = hamlets
                .filter_map(|id| replica.hamlet(*id))
                .map(|hamlet| hamlet.name)
                .collect();
            names.sort();
            (words::volunteer(lang), names.join(", "))
        }
        RoleKind::CommuneOfficer => (words::officer(lang), replica.me().unit_name),
    };
    let parts = [
        Some(role),
        person.organisation.clone(),
        Some(places).filter(|places| !places.is_empty()),
        Some(colleague.sign_in.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn sessions_table(of: String, rows: AnyView, lang: Lang) -> AnyView {
    view! {
        <div class="scroll-wide" tabindex="0" role="group" aria-label=of>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words::column_device(lang)}</th>
                        <th scope="col">{words::column_opened(lang)}</th>
                        <th scope="col">{words::column_used(lang)}</th>
                        <th scope="col">{words::column_state(lang)}</th>
                        <th scope="col"><span class="vh">{words::column_act(lang)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One device; `stopping` is what its button asks about.
fn session_row(
    session: SessionRow,
    stopping: Stopping,
    today: NaiveDate,
    ask_about: Callback<Stopping>,
    lang: Lang,
) -> AnyView {
    let moment = move |at: DateTime<Utc>| say::moment(at, today);
    let state = match session.ended {
        Some(at) => words::session_over(lang, &moment(at)),
        None if session.current => words::session_this(lang),
        None => words::session_open(lang),
    };
    let can_stop = session.ended.is_none() && !session.current;
    let button = can_stop.then(|| {
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
    view! {
        <tr>
            <th scope="row">{session.label}</th>
            <td>{moment(session.opened)}</td>
            <td>{moment(session.used)}</td>
            <td>{state}</td>
            <td>{button}</td>
        </tr>
    }
    .into_any()
}
