//! The dialog before a list is said or taken back.

use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::course::{Course, RESULT};
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::ui::{Icon, focus_soon};
use crate::words::imports as words;

/// What an officer is about to do.
#[derive(Clone)]
pub(super) enum Asked {
    /// Say what so many households say, without those that are wrong.
    Apply { count: u64, wrong: u64 },
    /// Take the list of a file back.
    Undo { file: String },
}

/// The dialog; it asks while there is something in `about`.
#[component]
pub(super) fn Ask(
    /// What is to be done.
    about: RwSignal<Option<Asked>>,
    /// The list.
    course: Course,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(asked, title): (Asked, String)| {
        let (question, text, icon, word, undo) = match &asked {
            Asked::Apply { count, wrong } => (
                words::apply_title(lang, *count),
                words::apply_text(lang, *wrong),
                Icon::Check,
                words::apply(lang, *count),
                false,
            ),
            Asked::Undo { file } => (
                words::undo_title(lang, file),
                words::undo_text(lang),
                Icon::Returned,
                words::undo(lang),
                true,
            ),
        };
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            about.set(None);
            course.work(undo);
            focus_soon(RESULT.to_owned());
        };
        let busy = Signal::derive(|| false);
        view! {
            <form on:submit=submit novalidate>
                <h2 id=title>{question}</h2>
                <p>{text}</p>
                <Buttons about busy icon word lang/>
            </form>
        }
        .into_any()
    });
    view! { <Asking about body/> }
}
