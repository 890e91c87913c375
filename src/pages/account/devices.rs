//! Where else one is signed in, and signing those out. Like the password it needs the network.

use dong_hanh_domain::SessionId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::people::{self, PeopleError, SessionRow};
use crate::replica::use_replica;
use crate::ui::{Banner, Button, Dialog, Icon, Look, Sheet, Tone, moment, use_lang};
use crate::words::account as words;

/// How far the question to the server has come.
#[derive(Clone, PartialEq)]
enum Answer {
    Asking,
    Came(Vec<SessionRow>),
    Failed(PeopleError),
}

/// The devices that are signed in.
#[component]
pub(super) fn Devices() -> impl IntoView {
    let lang = use_lang();
    let replica = use_replica();
    let answer = RwSignal::new(Answer::Asking);
    let refused = RwSignal::new(false);
    let ask = move || {
        answer.set(Answer::Asking);
        spawn_local(async move {
            let came = people::own_sessions(&replica.network()).await;
            // The page may be gone when the answer comes.
            drop(answer.try_set(came.map_or_else(Answer::Failed, Answer::Came)));
        });
    };
    ask();
    let leaving = RwSignal::new(None::<SessionRow>);
    let asks = RwSignal::new(false);
    let revoke = move |session: SessionId| {
        refused.set(false);
        spawn_local(async move {
            let ended = people::revoke_own(&replica.network(), session).await;
            match ended {
                Ok(()) => {
                    let _ = answer.try_update(|answer| {
                        if let Answer::Came(sessions) = answer {
                            sessions.retain(|row| row.id != session);
                        }
                    });
                }
                Err(_) => {
                    let _ = refused.try_set(true);
                }
            }
        });
    };
    let list = move || match answer.get() {
        Answer::Asking => {
            view! { <p class="muted" role="status">{words::devices_loading(lang)}</p> }.into_any()
        }
        Answer::Failed(PeopleError::NoAnswer) => view! {
            <p class="muted">{words::devices_offline(lang)}</p>
            <Button class="mt-2" on_press=move |()| ask()>{words::again(lang)}</Button>
        }
        .into_any(),
        Answer::Failed(error) => view! { <p class="muted">{error.text(lang)}</p> }.into_any(),
        Answer::Came(sessions) => {
            let open = sessions.into_iter().filter(|row| row.ended.is_none());
            let rows = open
                .map(|row| view! { <Device row leaving asks /> })
                .collect_view();
            view! { <ul class="people">{rows}</ul> }.into_any()
        }
    };
    let title = Signal::derive(move || {
        words::revoke_title(
            lang,
            leaving.read().as_ref().map_or("", |row| row.label.as_str()),
        )
    });
    view! {
        <Sheet title=words::devices(lang)>
            {list}
            {move || refused.get().then(|| view! { <Banner tone=Tone::Bad icon=Icon::Attention title=words::revoke_failed(lang) /> })}
            <Dialog
                open=asks
                title
                safe=words::revoke_not(lang)
                risky=words::revoke(lang)
                on_risky=move |()| {
                    if let Some(row) = leaving.get_untracked() {
                        revoke(row.id);
                    }
                }
            >
                <p>{words::revoke_text(lang)}</p>
            </Dialog>
        </Sheet>
    }
    .into_any()
}

#[component]
fn Device(
    row: SessionRow,
    leaving: RwSignal<Option<SessionRow>>,
    asks: RwSignal<bool>,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let used = words::used_last(lang, &moment(lang, row.used, replica.today()));
    let label = row.label.clone();
    let end = if row.current {
        view! { <span class="age">{words::this_device(lang)}</span> }.into_any()
    } else {
        let ask = move |()| {
            leaving.set(Some(row.clone()));
            asks.set(true);
        };
        view! { <Button look=Look::Quiet on_press=ask>{words::revoke(lang)}</Button> }.into_any()
    };
    view! {
        <li>
            <span class="body"><b>{label}</b><span class="sub">{used}</span></span>
            {end}
        </li>
    }
    .into_any()
}
