//! The questions about one person of a household.

use dong_hanh_domain::{Relation, Sex};
use leptos::prelude::*;

use super::new_form::TypedPerson;
use super::people::{RELATIONS, relation_words};
use crate::replica::use_replica;
use crate::ui::{Choices, TextField, use_lang};
use crate::words::households as words;

/// Name, sex and birth. `person` reads what was typed, `change` changes it; `tried` is true once somebody
/// wanted to save, and only then is said what is wrong.
#[component]
pub(super) fn PersonFields(
    #[prop(into)] person: Signal<TypedPerson>,
    #[prop(into)] change: Callback<TypedPerson>,
    #[prop(into)] tried: Signal<bool>,
    /// The words over the name.
    #[prop(into)]
    name_label: String,
    /// The id of the name's input.
    #[prop(into)]
    id: String,
) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let with = move |put: &dyn Fn(&mut TypedPerson)| {
        let mut person = person.get_untracked();
        put(&mut person);
        change.run(person);
    };
    let name_wrong = Signal::derive(move || {
        tried
            .get()
            .then(|| person.read().name().err())
            .flatten()
            .map(|fault| fault.text(lang))
    });
    let sex_wrong = Signal::derive(move || {
        tried
            .get()
            .then(|| person.read().sex().err())
            .flatten()
            .map(|fault| fault.text(lang))
    });
    let birth_left = RwSignal::new(false);
    // A birth is judged once its field was left, not while it is being typed.
    let birth_wrong = Signal::derive(move || {
        let judged = tried.get() || birth_left.get();
        judged
            .then(|| person.read().birth_fault(replica.today()))
            .flatten()
            .map(|fault| fault.text(lang))
    });
    let sexes = vec![
        (Sex::Female, words::female(lang)),
        (Sex::Male, words::male(lang)),
    ];
    view! {
        <TextField
            id=id
            label=name_label
            value=Signal::derive(move || person.read().name.clone())
            on_type=move |text: String| with(&|person| person.name.clone_from(&text))
            error=name_wrong
            autocapitalize="words"
        />
        <Choices
            label=words::new_sex(lang)
            options=sexes
            value=Signal::derive(move || person.read().sex)
            on_choose=move |sex| with(&|person| person.sex = Some(sex))
            error=sex_wrong
        />
        <TextField
            label=words::new_birth(lang)
            hint=words::new_birth_hint(lang)
            value=Signal::derive(move || person.read().birth.clone())
            on_type=move |text: String| {
                birth_left.set(false);
                with(&|person| person.birth.clone_from(&text));
            }
            on_leave=move |()| birth_left.set(true)
            error=birth_wrong
            inputmode="numeric"
        />
    }
    .into_any()
}

/// What somebody is to another.
#[component]
pub(super) fn RelationField(
    /// The question.
    #[prop(into)]
    label: String,
    /// What is chosen.
    #[prop(into)]
    value: Signal<Option<Relation>>,
    /// Is told what is chosen.
    #[prop(into)]
    on_choose: Callback<Relation>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let lang = use_lang();
    let options = RELATIONS.map(|relation| (relation, relation_words(lang, relation)));
    view! { <Choices label options=options.to_vec() value on_choose error /> }.into_any()
}
