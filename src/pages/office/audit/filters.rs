//! Which entries are shown: of whom, of which days, of which household.

use dong_hanh_domain::HouseholdId;
use dong_hanh_form::Lang;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use crate::device::audit::{Called, Sought};
use crate::pages::office::asking::Asking;
use crate::pages::office::buttons::Buttons;
use crate::pages::office::finding::Finding;
use crate::pages::office::say;
use crate::replica::use_replica;
use crate::ui::{Button, FilterChip, FilterSelect, Icon, Look, TextField};
use crate::words::audit as words;

/// The choices; each asks anew.
#[component]
pub(super) fn Filters(
    /// What is looked for.
    sought: RwSignal<Sought>,
    /// Of whom entries may be asked for.
    #[prop(into)]
    people: Signal<Vec<Called>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let asking = RwSignal::new(None::<()>);
    let people = move || {
        let everybody = (String::new(), words::everybody(lang));
        let people = people.get().into_iter();
        let people = people.map(|person| (person.id.to_string(), say::capital(&person.called)));
        [everybody].into_iter().chain(people).collect::<Vec<_>>()
    };
    let has_households = !untrack(|| replica.me()).role.hamlets().is_empty();
    let person = move || {
        sought
            .read()
            .person
            .map(|user| user.to_string())
            .unwrap_or_default()
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let typed = |chosen: Option<chrono::NaiveDate>| RwSignal::new(day(chosen));
    let (from, to) = sought.with_untracked(|sought| (typed(sought.from), typed(sought.to)));
    // Each key in a day is another day: what is typed counts when the field is left, or with Enter.
    let take = move || {
        let days = (
            from.get_untracked().parse().ok(),
            to.get_untracked().parse().ok(),
        );
        let known = sought.with_untracked(|sought| (sought.from, sought.to));
        if days != known {
            sought.update(|sought| (sought.from, sought.to) = days);
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            take();
        }
    };
    let chosen = move || {
        let household = sought.read().household?;
        let row = replica.row(household);
        let name = row.map(|row| format!("{} {}", row.courtesy.word(), row.name));
        let name = name.unwrap_or_else(|| household.to_string());
        Some(view! {
            <FilterChip on=Signal::stored(true) on_press=move |()| sought.update(|sought| sought.household = None)>
                {words::of_household(lang, &name)} " " {Icon::Close.small()} <span class="vh">{words::any_household(lang)}</span>
            </FilterChip>
        })
    };
    view! {
        <div class="filters">
            <FilterSelect
                label=words::person(lang)
                options=Signal::derive(people)
                value=Signal::derive(person)
                on_choose=move |value: String| sought.update(|sought| sought.person = value.parse().ok())
            />
            {has_households.then(|| view! {
                <Button look=Look::Secondary icon=Icon::House on_press=move |()| asking.set(Some(()))>
                    {words::choose_household(lang)}
                </Button>
            })}
            {chosen}
        </div>
        <div class="days" on:focusout=move |_| take() on:keydown=pressed>
            <TextField
                label=words::from(lang)
                value=from
                on_type=move |text: String| from.set(text)
                kind="date"
            />
            <TextField
                label=words::to(lang)
                value=to
                on_type=move |text: String| to.set(text)
                kind="date"
            />
        </div>
        <Choose asking sought lang/>
    }
    .into_any()
}

/// The dialog that asks for a household.
#[component]
fn Choose(asking: RwSignal<Option<()>>, sought: RwSignal<Sought>, lang: Lang) -> impl IntoView {
    let body = Callback::new(move |((), title): ((), String)| {
        let chosen = RwSignal::new(None::<HouseholdId>);
        let wrong = RwSignal::new(None::<String>);
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            if chosen.get_untracked().is_none() {
                return wrong.set(Some(words::none_chosen(lang)));
            }
            sought.update(|sought| sought.household = chosen.get_untracked());
            asking.set(None);
        };
        view! {
            <form novalidate on:submit=submit>
                <h2 class="mb-4" id=title>{words::which_household(lang)}</h2>
                <Finding chosen wrong group=words::which_household(lang) lang/>
                <div role="alert">
                    {move || wrong.get().map(|wrong| view! { <p class="q-error">{Icon::Attention.small()} <span>{wrong}</span></p> })}
                </div>
                <Buttons about=asking busy=Signal::stored(false) icon=Icon::Search word=words::look(lang) lang/>
            </form>
        }
        .into_any()
    });
    view! { <Asking about=asking body/> }
}
