//! The dialog before a form is published, used again or withdrawn: what will happen, and the button that does it.

use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use super::lists::Lists;
use super::stage::Staging;
use super::tile::title;
use crate::device::forms::{self, FormRow, Right};
use crate::device::people::PeopleError;
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::replica::use_replica;
use crate::ui::{Icon, focus_soon, use_toaster};
use crate::words::forms as words;

/// What an officer is about to do.
#[derive(Clone)]
pub(super) enum Asked {
    /// Publish what was checked.
    Publish(SendWrapper<Box<Right>>),
    /// Use a version again.
    Recall(FormRow),
    /// Use a form no more.
    Withdraw(FormRow),
}

/// The dialog; it asks while there is something in `about`.
#[component]
pub(super) fn Ask(
    /// What is to be done.
    about: RwSignal<Option<Asked>>,
    /// Where forms are listed.
    lists: Lists,
    /// What was checked.
    staging: Staging,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |(asked, title): (Asked, String)| {
        view! { <Body asked about lists staging title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    asked: Asked,
    about: RwSignal<Option<Asked>>,
    lists: Lists,
    staging: Staging,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let failed = RwSignal::new(None::<PeopleError>);
    let busy = RwSignal::new(false);
    let Said {
        question,
        text,
        icon,
        button,
        done,
    } = said(&asked, lang);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let done = done.clone();
        let (form, current) = match asked.clone() {
            Asked::Publish(right) => {
                about.set(None);
                return staging.publish(&right, move || toaster.say(done));
            }
            Asked::Recall(form) => (form, true),
            Asked::Withdraw(form) => (form, false),
        };
        busy.set(true);
        spawn_local(async move {
            let came = forms::set_current(&replica.network(), &form.id, current).await;
            busy.try_set(false);
            match came {
                Ok(()) => {
                    about.try_set(None);
                    lists.again();
                    replica.sync_now();
                    toaster.say(done);
                    focus_soon("main".to_owned());
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    let trouble = move || {
        let text = match failed.get()? {
            PeopleError::NoAnswer => words::no_answer(lang),
            error => error.text(lang),
        };
        Some(view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> })
    };
    view! {
        <form on:submit=submit novalidate>
            <h2 id=title>{question}</h2>
            <p>{text}</p>
            <div role="alert">{trouble}</div>
            <Buttons about busy icon word=button lang/>
        </form>
    }
    .into_any()
}

/// What is said before and afterwards.
struct Said {
    question: String,
    text: String,
    icon: Icon,
    button: String,
    done: String,
}

fn said(asked: &Asked, lang: Lang) -> Said {
    match asked {
        Asked::Publish(right) => {
            let (title, version) = (right.title.get(lang), &right.version);
            if let Some(other) = &right.instead_of {
                let other = other.get(lang);
                return Said {
                    question: words::replace_title(lang, other, title),
                    text: words::replace_text(lang, other),
                    icon: Icon::Attention,
                    button: words::replace(lang, other),
                    done: words::published(lang, title, version),
                };
            }
            Said {
                question: words::publish_title(lang, title, version),
                text: words::publish_text(lang),
                icon: Icon::Send,
                button: words::publish(lang),
                done: words::published(lang, title, version),
            }
        }
        Asked::Recall(form) => Said {
            question: words::recall_title(lang, &title(form, lang), &form.version),
            text: words::recall_text(lang),
            icon: Icon::Check,
            button: words::begin(lang),
            done: words::recalled(lang, &title(form, lang), &form.version),
        },
        Asked::Withdraw(form) => Said {
            question: words::withdraw_title(lang, &title(form, lang)),
            text: words::withdraw_text(lang),
            icon: Icon::Pause,
            button: words::withdraw(lang),
            done: words::withdrawn_now(lang, &title(form, lang)),
        },
    }
}
