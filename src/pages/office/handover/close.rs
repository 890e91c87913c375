//! The dialog before something is closed: what will happen, why, and the button that does it.

use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::button;
use super::lists::Lists;
use crate::device::handed::{self, Closing, HandedDraft};
use crate::device::people::PeopleError;
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::pages::office::note_field::NoteField;
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::ui::{Icon, use_toaster};
use crate::words::closing as words;
use crate::words::office;

/// What an officer is about to close.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// It.
    pub(super) draft: HandedDraft,
    /// Which it is, in words.
    pub(super) named: String,
}

/// The dialog; it asks while there is something in `about`.
#[component]
pub(super) fn Ask(
    /// What is to be closed.
    about: RwSignal<Option<Asked>>,
    /// Where it is listed.
    lists: Lists,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(asked, title): (Asked, String)| {
        view! { <Body asked about lists title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    asked: Asked,
    about: RwSignal<Option<Asked>>,
    lists: Lists,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let note = RwSignal::new(String::new());
    let field = NodeRef::<html::Textarea>::new();
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let question = words::close_title(lang, &asked.named);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let Asked { draft, named } = asked.clone();
        spawn_local(async move {
            let next = next(&untrack(|| lists.open()), &draft);
            let why = note.get_untracked();
            match handed::close(&replica.network(), &draft, &why).await {
                Ok(()) => {
                    lists.ask_and_go_on(next).await;
                    about.try_set(None);
                    let came = untrack(|| lists.came());
                    let came = came.into_iter().find(|one| one.id() == draft.id());
                    let stands = came.and_then(|draft| draft.closed);
                    toaster.say(untrack(|| done(replica, &named, &why, stands, lang)));
                }
                Err(error) => drop(failed.try_set(Some(why_not(&error, lang)))),
            }
            busy.try_set(false);
        });
    };
    let trouble = move || {
        failed.get().map(|text| {
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    view! {
        <form on:submit=submit novalidate>
            <h2 id=title>{question}</h2>
            <p class="small">{words::close_text(lang)}</p>
            <NoteField note field label=words::why(lang) wrong=Signal::stored(None)/>
            <div role="alert">{trouble}</div>
            <Buttons about busy icon=Icon::Close word=words::close(lang) lang/>
        </form>
    }
    .into_any()
}

/// Where one goes on when one is closed: the id of the next button, or of the one before.
fn next(open: &[HandedDraft], closed: &HandedDraft) -> String {
    let at = open.iter().position(|draft| draft.id() == closed.id());
    let next = at.and_then(|at| open.get(at + 1).or_else(|| open.get(at.checked_sub(1)?)));
    next.map_or_else(|| "main".to_owned(), button)
}

/// What is said when it is closed: also where it was so before, as what was decided first `stands`.
fn done(replica: Replica, named: &str, why: &str, stands: Option<Closing>, lang: Lang) -> String {
    let me = replica.me().user;
    let is_mine = |closing: &Closing| {
        closing.by == me && closing.why.as_deref().unwrap_or_default() == why.trim()
    };
    match stands.filter(|closing| !is_mine(closing)) {
        Some(first) => {
            let who = say::briefly(replica, first.by).unwrap_or_else(|| office::somebody(lang));
            let when = say::moment(first.at, replica.today());
            words::closed_before(lang, named, &who, &when)
        }
        None => words::closed(lang, named),
    }
}

/// Why nothing was decided, and what to do.
pub(super) fn why_not(error: &PeopleError, lang: Lang) -> String {
    match error {
        PeopleError::NoAnswer => words::no_answer(lang),
        PeopleError::Refused(code) if code == "not-found" => words::elsewhere(lang),
        error => error.text(lang),
    }
}
