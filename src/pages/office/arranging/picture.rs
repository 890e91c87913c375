//! Erasing one picture, recording or file of a visit: the button at it, and the question why it is to go for good.

use dong_hanh_domain::{Because, HouseholdId, VisitId};
use dong_hanh_form::{Lang, MediaRef};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::answers::Answers;
use crate::form::reason;
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::replica::use_replica;
use crate::ui::{Icon, focus_soon, fresh_id, use_toaster};
use crate::words::erasing as words;

/// The button; where it was pressed and the office has yet to hear of it, that is said.
#[component]
pub fn ErasePicture(
    /// Of which household.
    household: HouseholdId,
    /// In which visit it is seen.
    visit: VisitId,
    /// Which.
    media: MediaRef,
    /// Its number among its neighbours, from 1.
    number: usize,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let about = RwSignal::new(None::<()>);
    let id = fresh_id("erase-picture");
    let is_going = {
        let digest = media.sha256.clone();
        Memo::new(move |_| replica.is_erasing_picture(household, &digest))
    };
    // Whoever closes the question is where they were.
    let back = id.clone();
    Effect::new(move |was: Option<bool>| {
        let is = about.read().is_some();
        if was == Some(true) && !is {
            focus_soon(back.clone());
        }
        is
    });
    let is_picture = media.is_picture();
    let label = if is_picture {
        words::erase_photo(lang, number)
    } else {
        words::erase_file(lang, number)
    };
    let shown = move || {
        match is_going.get() {
        true => {
            let id = id.clone();
            view! { <span class="small muted" id=id tabindex="-1">{words::photo_going(lang)}</span> }
                .into_any()
        }
        false => view! {
            <button type="button" class="btn quiet" id=id.clone() aria-label=label.clone() on:click=move |_| about.set(Some(()))>
                {Icon::Erase.small()}
                {words::erase_short(lang)}
            </button>
        }
        .into_any(),
    }
    };
    let body = Callback::new(move |((), title): ((), String)| {
        let media = media.clone();
        view! { <Question household visit media about title lang/> }.into_any()
    });
    view! { {shown} <Asking about body/> }.into_any()
}

#[component]
fn Question(
    household: HouseholdId,
    visit: VisitId,
    media: MediaRef,
    about: RwSignal<Option<()>>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let chosen = RwSignal::new(None::<Because>);
    let wrong = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let (asks, done) = if media.is_picture() {
        (words::photo_title(lang), words::photo_said(lang))
    } else {
        (words::file_title(lang), words::file_said(lang))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(because) = chosen.get_untracked() else {
            return wrong.set(Some(words::missing(lang)));
        };
        wrong.set(None);
        busy.set(true);
        let (digest, done) = (media.sha256.clone(), done.clone());
        spawn_local(async move {
            let erased = replica.erase_picture(household, visit, digest, because);
            match erased.await {
                Ok(()) => {
                    toaster.say(done);
                    about.try_set(None);
                }
                Err(error) => {
                    // Whoever has closed the question is told all the same.
                    if let Some(Some(text)) = wrong.try_set(Some(error.text(lang))) {
                        toaster.say(text);
                    }
                }
            }
            busy.try_set(false);
        });
    };
    let answers = reasons().map(|because| (because, reason(lang, because)));
    let trouble = move || {
        wrong.get().map(|text| {
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    view! {
        <form on:submit=submit novalidate>
            <h2 id=title>{asks}</h2>
            <p class="small">{words::photo_goes(lang)}</p>
            <p class="small">{words::photo_stays(lang)}</p>
            <p class="small muted">{words::photo_elsewhere(lang)}</p>
            <Answers label=words::why(lang) answers=answers.to_vec() focus=0 chosen wrong/>
            <div role="alert">{trouble}</div>
            <Buttons about busy icon=Icon::Erase word=words::for_good(lang) lang/>
        </form>
    }
    .into_any()
}

/// Those that an officer chooses from, the most frequent first.
fn reasons() -> [Because; 4] {
    [
        Because::Identity,
        Because::Child,
        Because::Request { request: None },
        Because::ByMistake,
    ]
}
