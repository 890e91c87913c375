//! The form of a question about a household: what will happen, what it needs, and the button that writes it.

use dong_hanh_domain::{Because, Fact, HouseholdId};
use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Asked;
use crate::pages::office::buttons::Buttons;
use crate::replica::use_replica;
use crate::ui::{Icon, use_toaster};

/// What comes of a press on the button.
pub(super) enum Step {
    /// Something is missing, in words.
    Missing(String),
    /// There was something else to be asked.
    Next,
    /// A fact is said of a household, and these words afterwards.
    Say(HouseholdId, Fact, String),
    /// The record of a household is erased, and these words afterwards.
    Erase(HouseholdId, Because, String),
}

/// What is written.
enum Writes {
    Fact(Fact),
    Erasure(Because),
}

/// The form.
#[component]
pub(super) fn Deciding(
    /// What is asked about; nothing afterwards.
    about: RwSignal<Option<Asked>>,
    /// The id of the title.
    title_id: String,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    text: Signal<String>,
    /// On the button.
    #[prop(into)]
    word: Signal<String>,
    /// Before the word.
    icon: Icon,
    /// What is missing.
    wrong: RwSignal<Option<String>>,
    /// What the button does.
    step: Callback<(), Step>,
    /// The language.
    lang: Lang,
    /// What it needs.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failed.set(None);
        let (household, writes, done) = match step.run(()) {
            Step::Missing(text) => return wrong.set(Some(text)),
            Step::Next => return wrong.set(None),
            Step::Say(household, fact, done) => (household, Writes::Fact(fact), done),
            Step::Erase(household, because, done) => (household, Writes::Erasure(because), done),
        };
        busy.set(true);
        spawn_local(async move {
            let written = match writes {
                Writes::Fact(fact) => replica.arrange(household, fact).await,
                Writes::Erasure(because) => replica.erase(household, because).await,
            };
            match written {
                Ok(()) => {
                    toaster.say(done);
                    about.try_set(None);
                }
                Err(error) => {
                    // Whoever has closed the question is told all the same.
                    if let Some(Some(text)) = failed.try_set(Some(error.text(lang))) {
                        toaster.say(text);
                    }
                }
            }
            busy.try_set(false);
        });
    };
    let trouble = move || {
        failed.get().or_else(|| wrong.get()).map(|text| {
            view! { <p class="q-error">{Icon::Attention.small()} <span>{text}</span></p> }
        })
    };
    view! {
        <form on:submit=submit novalidate>
            <h2 id=title_id>{title}</h2>
            <p class="small">{text}</p>
            {children.map(|children| children())}
            <div role="alert">{trouble}</div>
            <Buttons about busy icon word lang/>
        </form>
    }
    .into_any()
}
