//! The dialog before something is closed: what will happen, why, and the button that does it.

use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::button;
use crate::device::handed::{self, HandedDraft};
use crate::device::people::PeopleError;
use crate::pages::office::asking::Asking;
use crate::pages::office::note_field::NoteField;
use crate::replica::use_replica;
use crate::ui::{Button, Icon, Look, focus_soon, use_toaster};
use crate::words::closing as words;

/// What an officer is about to close.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// It.
    pub(super) draft: HandedDraft,
    /// What it is, in words.
    pub(super) title: String,
}

/// The dialog; it asks while there is something in `about`.
#[component]
pub(super) fn Ask(
    /// What is to be closed.
    about: RwSignal<Option<Asked>>,
    /// Where the lists are, closed ones too.
    came: RwSignal<Vec<HandedDraft>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(asked, title): (Asked, String)| {
        view! { <Body asked about came title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    asked: Asked,
    about: RwSignal<Option<Asked>>,
    came: RwSignal<Vec<HandedDraft>>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let note = RwSignal::new(String::new());
    let field = NodeRef::<html::Textarea>::new();
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let question = words::close_title(lang, &asked.title);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let Asked { draft, title } = asked.clone();
        spawn_local(async move {
            let next = next(&came.get_untracked(), &draft);
            let why = note.get_untracked();
            match handed::close(&replica.network(), &draft, &why).await {
                Ok(drafts) => {
                    drop(came.try_set(drafts));
                    about.try_set(None);
                    focus_soon(next);
                    toaster.say(words::closed(lang, &title));
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
            <div class="actions side-by-side">
                <Button look=Look::Primary icon=Icon::Close submit=true>{words::close(lang)}</Button>
                <Button look=Look::Quiet on_press=move |()| about.set(None)>
                    {words::cancel(lang)} " " <kbd aria-hidden="true">"Esc"</kbd>
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// Where one goes on when one is closed: the id of the next button, or of the one before.
fn next(came: &[HandedDraft], closed: &HandedDraft) -> String {
    let open: Vec<_> = came.iter().filter(|draft| draft.closed.is_none()).collect();
    let at = open.iter().position(|draft| draft.id() == closed.id());
    let next = at.and_then(|at| open.get(at + 1).or_else(|| open.get(at.checked_sub(1)?)));
    next.map_or_else(|| "main".to_owned(), |next| button(next))
}

/// What became of it, and what to do.
pub(super) fn why_not(error: &PeopleError, lang: Lang) -> String {
    match error {
        PeopleError::NoAnswer => words::no_answer(lang),
        error => error.text(lang),
    }
}
