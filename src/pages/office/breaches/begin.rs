//! The dialog that enters a breach: what happened, what it is about, since when.

use dong_hanh_domain::breach::Incident;
use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::moments;
use super::watch::Watch;
use super::what::{Known, What, Whats};
use crate::device::breaches::{self, NewBreach};
use crate::device::people::PeopleError;
use crate::office::path;
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::replica::use_replica;
use crate::ui::{Icon, TextField, use_toaster};
use crate::words::breaches as words;

/// What is being entered.
#[derive(Clone, PartialEq)]
pub(super) enum Beginning {
    /// Nobody has said yet.
    Anything,
    /// Something about a device, as another page knows it.
    About(Incident),
}

/// The dialog; it asks while there is something in `about`.
#[component]
pub(super) fn Begin(about: RwSignal<Option<Beginning>>, lang: Lang) -> impl IntoView {
    let body = Callback::new(move |(beginning, title): (Beginning, String)| {
        view! { <Body beginning about title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    beginning: Beginning,
    about: RwSignal<Option<Beginning>>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let (replica, toaster, navigate) = (use_replica(), use_toaster(), use_navigate());
    let watch: Watch = expect_context();
    let now = moments::typed(untrack(|| replica.now()).corrected());
    let what = What::beginning(&beginning);
    let known = RwSignal::new(None::<Result<Known, PeopleError>>);
    spawn_local(async move {
        known.try_set(Some(Known::asked(replica).await));
    });
    let (since, discovered) = (RwSignal::new(now.clone()), RwSignal::new(now));
    Effect::new(move || {
        // A phone that was reported lost is known of since then, and nobody is to remember when.
        let lost = known.with(|known| what.lost(known.as_ref()?.as_ref().ok()?));
        if let Some((from, reported)) = lost {
            since.set(moments::typed(from));
            discovered.set(moments::typed(reported));
        }
    });
    let by_whom = RwSignal::new(String::new());
    let no_since = RwSignal::new(None::<String>);
    let no_discovered = RwSignal::new(None::<String>);
    let trouble = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    // Sent again it is the same breach.
    let id = breaches::fresh_id();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let moment = |field: RwSignal<String>, wrong: RwSignal<Option<String>>| {
            let at = moments::read(&field.get_untracked());
            wrong.set(at.is_none().then(|| words::no_moment(lang)));
            at
        };
        let (since, discovered) = (moment(since, no_since), moment(discovered, no_discovered));
        let said = known.with_untracked(|known| match known {
            Some(Ok(known)) => what.said(known),
            _ => None,
        });
        trouble.set(said.is_none().then(|| words::not_chosen(lang)));
        let (Some(since), Some(discovered), Some((unit, incident)), false) =
            (since, discovered, said, busy.get_untracked())
        else {
            return;
        };
        let new = NewBreach {
            unit,
            incident,
            since,
            discovered,
            reported_by: by_whom.get_untracked(),
        };
        let (id, navigate) = (id.clone(), navigate.clone());
        busy.set(true);
        spawn_local(async move {
            let opened = match id {
                Ok(id) => breaches::open(&replica.network(), id, &new).await,
                Err(error) => Err(error),
            };
            busy.try_set(false);
            match opened {
                Ok(details) => {
                    watch.ask();
                    about.try_set(None);
                    toaster.say(words::saved(lang));
                    let place = path(&format!("breaches/{}", details.breach.id));
                    navigate(
                        &place,
                        NavigateOptions {
                            resolve: false,
                            ..NavigateOptions::default()
                        },
                    );
                }
                Err(PeopleError::Refused(code)) if code == "unfit-breach" => {
                    trouble.try_set(Some(words::unfit(lang)));
                }
                Err(error) => {
                    let said = format!("{} {}", words::save_failed(lang), error.text(lang));
                    trouble.try_set(Some(said));
                }
            }
        });
    };
    let whats = move || {
        match known.get() {
        None => view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any(),
        Some(Err(error)) => view! { <p class="q-error">{Icon::Attention.small()} <span>{error.text(lang)}</span></p> }
            .into_any(),
        Some(Ok(known)) => view! { <Whats known what lang/> }.into_any(),
    }
    };
    view! {
        <form novalidate on:submit=submit>
            <h2 class="mb-4" id=title>{words::begin_title(lang)}</h2>
            {whats}
            <TextField
                label=words::since_when(lang)
                value=since
                on_type=move |text: String| since.set(text)
                kind="datetime-local"
                error=no_since
            />
            <TextField
                label=words::discovered_when(lang)
                hint=words::discovered_hint(lang)
                value=discovered
                on_type=move |text: String| discovered.set(text)
                kind="datetime-local"
                error=no_discovered
            />
            <TextField label=words::by_whom(lang) hint=words::no_families(lang) value=by_whom on_type=move |text: String| by_whom.set(text)/>
            <div role="alert">
                {move || trouble.get().map(|text| view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> })}
            </div>
            <Buttons about busy icon=Icon::Check word=words::save(lang) lang/>
        </form>
    }
    .into_any()
}
