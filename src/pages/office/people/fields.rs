//! What is said of a person, as fields: who they are, and what they are given from which day to which.

use std::collections::BTreeMap;

use dong_hanh_domain::{Courtesy, Hamlet, HamletId, PersonName, Term};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::people::SaidOfPerson;
use crate::ui::{Icon, SelectField, TextField, focus_soon};
use crate::words::{joining, people as words};

const NAME: &str = "person-name";
const GIVEN: &str = "person-given";

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

/// What was typed and chosen.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    name: RwSignal<String>,
    courtesy: RwSignal<String>,
    organisation: RwSignal<String>,
    given: RwSignal<BTreeMap<HamletId, Term>>,
    tried: RwSignal<bool>,
}

impl Typed {
    /// Nothing yet.
    pub(super) fn nothing() -> Self {
        Self {
            name: RwSignal::default(),
            courtesy: RwSignal::new(COURTESIES[0].word().to_owned()),
            organisation: RwSignal::default(),
            given: RwSignal::default(),
            tried: RwSignal::new(false),
        }
    }

    /// What is said of somebody already.
    pub(super) fn of(said: &SaidOfPerson) -> Self {
        let term = |hamlet: &HamletId| said.terms.get(hamlet).copied().unwrap_or_default();
        let given = said.hamlets.iter().map(|hamlet| (*hamlet, term(hamlet)));
        Self {
            name: RwSignal::new(said.name.to_string()),
            courtesy: RwSignal::new(said.courtesy.word().to_owned()),
            organisation: RwSignal::new(said.organisation.clone().unwrap_or_default()),
            given: RwSignal::new(given.collect()),
            tried: RwSignal::new(false),
        }
    }

    /// Forgets what was given: it was another unit's.
    pub(super) fn give_nothing(self) {
        self.given.set(BTreeMap::new());
    }

    /// What is said, where it can be; otherwise the focus goes to what is wrong.
    pub(super) fn said(self, is_given: bool) -> Option<SaidOfPerson> {
        self.tried.set(true);
        let Ok(name) = PersonName::new(&self.name.read_untracked()) else {
            focus_soon(NAME.to_owned());
            return None;
        };
        let mut given = self.given.get_untracked();
        if !is_given {
            given.clear();
        } else if given.is_empty() {
            focus_soon(GIVEN.to_owned());
            return None;
        }
        if let Some((hamlet, _)) = given.iter().find(|(_, term)| term.is_upside_down()) {
            focus_soon(until_id(*hamlet));
            return None;
        }
        let chosen = self.courtesy.get_untracked();
        let called = all_courtesies().find(|one| one.word() == chosen);
        let organisation = self.organisation.get_untracked();
        let terms = given.iter().filter(|(_, term)| !term.is_open());
        Some(SaidOfPerson {
            name,
            courtesy: called.unwrap_or(COURTESIES[0]),
            organisation: Some(organisation).filter(|name| !name.trim().is_empty()),
            terms: terms.map(|(hamlet, term)| (*hamlet, *term)).collect(),
            hamlets: given.into_keys().collect(),
        })
    }
}

/// A young volunteer may be called so already.
fn all_courtesies() -> impl Iterator<Item = Courtesy> {
    COURTESIES.into_iter().chain([Courtesy::Chau])
}

fn until_id(hamlet: HamletId) -> String {
    format!("until-{hamlet}")
}

/// The fields.
#[component]
pub(super) fn Fields(
    /// What is typed.
    typed: Typed,
    /// The hamlets that can be given; none where nothing is.
    hamlets: Signal<Option<Vec<Hamlet>>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let chosen = typed.courtesy.get_untracked();
    let courtesies = all_courtesies().filter(|one| *one != Courtesy::Chau || one.word() == chosen);
    let options = courtesies.map(|one| (one.word().to_owned(), one.title().to_owned()));
    let options: Vec<_> = options.collect();
    let name_bad = Signal::derive(move || {
        let is_bad = typed.tried.get() && PersonName::new(&typed.name.read()).is_err();
        is_bad.then(|| joining::name_bad(lang))
    });
    let given = move || {
        hamlets
            .get()
            .map(|hamlets| view! { <Giving typed hamlets lang/> })
    };
    view! {
        <TextField
            id=NAME
            label=joining::name(lang)
            value=typed.name
            on_type=move |text| typed.name.set(text)
            error=name_bad
            autocapitalize="words"
        />
        <SelectField label=joining::courtesy(lang) options value=typed.courtesy/>
        <TextField
            label=joining::organisation(lang)
            value=typed.organisation
            on_type=move |text| typed.organisation.set(text)
        />
        {given}
    }
    .into_any()
}

/// Which hamlets, and from which day to which.
#[component]
fn Giving(typed: Typed, hamlets: Vec<Hamlet>, lang: Lang) -> impl IntoView {
    let none = move || {
        (typed.tried.get() && typed.given.read().is_empty()).then(
            || view! { <p class="q-error">{Icon::Attention.small()} <span>{joining::given_none(lang)}</span></p> },
        )
    };
    let days = hamlets.clone();
    let choices = hamlets.into_iter().enumerate().map(|(at, hamlet)| {
        let is_given = Memo::new(move |_| typed.given.read().contains_key(&hamlet.id));
        let toggle = move |event: leptos::ev::Event| {
            let is_given = event_target_checked(&event);
            typed.given.update(|given| {
                if is_given {
                    given.insert(hamlet.id, Term::default());
                } else {
                    given.remove(&hamlet.id);
                }
            });
        };
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    id=(at == 0).then_some(GIVEN)
                    prop:checked=move || is_given.get()
                    on:change=toggle
                />
                <span>{hamlet.name}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    let days = days.into_iter().map(|hamlet| {
        let is_given = Memo::new(move |_| typed.given.read().contains_key(&hamlet.id));
        let name = hamlet.name;
        move || {
            let name = name.clone();
            is_given
                .get()
                .then(|| view! { <Days typed hamlet=hamlet.id name lang/> })
        }
    });
    view! {
        <fieldset class="q">
            <legend class="q-label">{joining::given(lang)}</legend>
            <p class="q-before">{words::days_hint(lang)}</p>
            <div class="choices">{choices}</div>
            <div role="alert">{none}</div>
            {days.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// The first and the last day of a hamlet that is given.
#[component]
fn Days(typed: Typed, hamlet: HamletId, name: String, lang: Lang) -> impl IntoView {
    let term = move || typed.given.read().get(&hamlet).copied().unwrap_or_default();
    let first = Signal::derive(move || written(term().from));
    let last = Signal::derive(move || written(term().until));
    let set = move |change: &dyn Fn(&mut Term)| {
        typed.given.update(|given| {
            if let Some(term) = given.get_mut(&hamlet) {
                change(term);
            }
        });
    };
    let wrong = Signal::derive(move || {
        let is_wrong = typed.tried.get() && term().is_upside_down();
        is_wrong.then(|| words::upside_down(lang))
    });
    view! {
        <div class="days">
            <TextField
                label=words::from_day(lang, &name)
                value=first
                on_type=move |text: String| set(&|term| term.from = text.parse().ok())
                kind="date"
            />
            <TextField
                id=until_id(hamlet)
                label=words::until_day(lang, &name)
                value=last
                on_type=move |text: String| set(&|term| term.until = text.parse().ok())
                error=wrong
                kind="date"
            />
        </div>
    }
    .into_any()
}

/// As a browser's field of a date has it.
fn written(day: Option<chrono::NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
