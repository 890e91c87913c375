//! The dialog that takes a volunteer on.

use std::collections::BTreeSet;

use dong_hanh_domain::{Courtesy, HamletId, PersonName};
use dong_hanh_form::Lang;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device::people::{self, Colleague, NewVolunteer, PeopleError};
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::replica::use_replica;
use crate::ui::{Banner, Icon, SelectField, TextField, Tone, focus_soon};
use crate::words::joining as words;

const NAME: &str = "volunteer-name";
const GIVEN: &str = "volunteer-given";

/// How grown-ups are addressed, the most frequent first.
const COURTESIES: [Courtesy; 7] = [
    Courtesy::Chi,
    Courtesy::Anh,
    Courtesy::Co,
    Courtesy::Chu,
    Courtesy::Bac,
    Courtesy::Ong,
    Courtesy::Ba,
];

/// The dialog; it asks while there is something in `about`, and goes on to the invitation.
#[component]
pub(super) fn Add(
    /// Whether somebody is being taken on.
    about: RwSignal<Option<()>>,
    /// Is given whoever was taken on.
    inviting: RwSignal<Option<Colleague>>,
    /// Is told when somebody was.
    on_added: Callback<()>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |((), title): ((), String)| {
        view! { <Body about inviting on_added title lang/> }.into_any()
    });
    view! { <Asking about body/> }
}

#[component]
fn Body(
    about: RwSignal<Option<()>>,
    inviting: RwSignal<Option<Colleague>>,
    on_added: Callback<()>,
    title: String,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let name = RwSignal::new(String::new());
    let organisation = RwSignal::new(String::new());
    let courtesy = RwSignal::new(COURTESIES[0].word().to_owned());
    let given = RwSignal::new(BTreeSet::<HamletId>::new());
    let (tried, busy) = (RwSignal::new(false), RwSignal::new(false));
    let failed = RwSignal::new(None::<PeopleError>);
    let options = COURTESIES.map(|one| (one.word().to_owned(), one.title().to_owned()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        tried.set(true);
        failed.set(None);
        let Ok(typed) = PersonName::new(&name.read_untracked()) else {
            return focus_soon(NAME.to_owned());
        };
        if given.read_untracked().is_empty() {
            return focus_soon(GIVEN.to_owned());
        }
        let chosen = courtesy.get_untracked();
        let called = COURTESIES.into_iter().find(|one| one.word() == chosen);
        let new = NewVolunteer {
            name: typed,
            courtesy: called.unwrap_or(COURTESIES[0]),
            organisation: Some(organisation.get_untracked()).filter(|name| !name.trim().is_empty()),
            hamlets: given.get_untracked(),
        };
        busy.set(true);
        spawn_local(async move {
            match people::add(&replica.network(), &new).await {
                Ok(colleague) => {
                    about.try_set(None);
                    inviting.try_set(Some(colleague));
                }
                Err(error) => drop(failed.try_set(Some(error))),
            }
            on_added.try_run(());
            busy.try_set(false);
        });
    };
    let name_bad = Signal::derive(move || {
        (tried.get() && PersonName::new(&name.read()).is_err()).then(|| words::name_bad(lang))
    });
    let given_bad = move || {
        (tried.get() && given.read().is_empty())
            .then(|| view! { <p class="q-error">{Icon::Attention.small()} <span>{words::given_none(lang)}</span></p> })
    };
    let hamlets = replica
        .hamlets()
        .into_iter()
        .enumerate()
        .map(|(at, hamlet)| {
            let id = (at == 0).then_some(GIVEN);
            let toggle = move |event: leptos::ev::Event| {
                let is_given = event_target_checked(&event);
                given.update(|given| {
                    if is_given {
                        given.insert(hamlet.id);
                    } else {
                        given.remove(&hamlet.id);
                    }
                });
            };
            view! {
                <label class="choice">
                    <input type="checkbox" id=id on:change=toggle/>
                    <span>{hamlet.name}</span>
                </label>
            }
        });
    let hamlets = hamlets.collect_view();
    view! {
        <form novalidate on:submit=submit>
            <h2 class="mb-4" id=title>{words::add(lang)}</h2>
            {move || failed.get().map(|error| view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::add_failed(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            })}
            <TextField
                id=NAME
                label=words::name(lang)
                value=name
                on_type=move |text| name.set(text)
                error=name_bad
                autocapitalize="words"
            />
            <SelectField label=words::courtesy(lang) options=options.to_vec() value=courtesy/>
            <TextField
                label=words::organisation(lang)
                value=organisation
                on_type=move |text| organisation.set(text)
            />
            <fieldset class="q">
                <legend class="q-label">{words::given(lang)}</legend>
                <div class="choices">{hamlets}</div>
                <div role="alert">{given_bad}</div>
            </fieldset>
            <Buttons about busy icon=Icon::People word=words::add_and_invite(lang) lang/>
        </form>
    }
    .into_any()
}
