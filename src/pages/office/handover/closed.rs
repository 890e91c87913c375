//! What was closed: which, by whom and why. It stays readable, and is opened again from here.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::close::why_not;
use super::draft;
use super::drafts::button;
use super::lists::Lists;
use crate::device::handed::{self, Closing, HandedDraft};
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::ui::{Icon, use_toaster};
use crate::words::closing as words;
use crate::words::office;

/// The section; nothing where nothing was closed.
#[component]
pub(super) fn Closed(
    /// All of them, also those that are open.
    lists: Lists,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let failed = RwSignal::new(None::<String>);
    let closed = move || {
        let came = lists.came().into_iter();
        let closed = came.filter_map(|draft| Some((draft.closed.clone()?, draft)));
        let mut closed: Vec<_> = closed.collect();
        closed.sort_by_key(|(closing, _)| std::cmp::Reverse(closing.at));
        closed
    };
    let is_any = Memo::new(move |_| !closed().is_empty());
    let key = |(closing, draft): &(Closing, HandedDraft)| (draft.id(), closing.at);
    let trouble = move || {
        failed.get().map(|text| {
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    view! {
        <Show when=move || is_any.get()>
            <section class="tile" aria-labelledby="handover-closed">
                <h2 id="handover-closed">{words::closed_title(lang)}</h2>
                <div role="alert">{trouble}</div>
                <ul class="done">
                    <For each=closed key=key let((closing, draft))>
                        <li>{untrack(|| item(replica, lists, failed, &closing, draft, lang))}</li>
                    </For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

fn item(
    replica: Replica,
    lists: Lists,
    failed: RwSignal<Option<String>>,
    closing: &Closing,
    draft: HandedDraft,
    lang: Lang,
) -> AnyView {
    let toaster = use_toaster();
    let shown = draft::read(replica, &draft, lang);
    let who = say::colleague(replica, closing.by).unwrap_or_else(|| office::somebody(lang));
    let at = say::moment(closing.at, replica.today());
    let by = words::closed_by(lang, &say::capital(&who), &at, &shown.from);
    let why = closing.why.clone().map(|why| view! { <p>{why}</p> });
    let about = words::button_about(lang, &shown.named);
    let named = shown.named;
    let press = move |_| {
        let (draft, named) = (draft.clone(), named.clone());
        spawn_local(async move {
            match handed::reopen(&replica.network(), &draft).await {
                Ok(()) => {
                    drop(failed.try_set(None));
                    lists.ask_and_go_on(button(&draft)).await;
                    toaster.say(words::reopened(lang, &named));
                }
                Err(error) => drop(failed.try_set(Some(why_not(&error, lang)))),
            }
        });
    };
    view! {
        <p class="done-head">
            {Icon::Close.small()}
            <b class="grow">{shown.title}</b>
            <button type="button" class="btn quiet" on:click=press>
                {words::reopen(lang)} <span class="vh">{about}</span>
            </button>
        </p>
        {why}
        <p class="small muted">{by}</p>
        {shown.content}
    }
    .into_any()
}
