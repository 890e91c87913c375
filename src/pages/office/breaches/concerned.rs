//! Whom to tell: the authority, the city, the people concerned; each with when and how they were told.

use std::collections::BTreeSet;

use dong_hanh_domain::breach::{Told, Whom};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::telling::Saying;
use crate::device::breaches::{Concerned, Details};
use crate::pages::office::say;
use crate::replica::Replica;
use crate::ui::{Button, Icon, Look};
use crate::words::{breaches as words, of};

/// The part of the page.
pub(super) fn whom(
    replica: Replica,
    details: &Details,
    about: RwSignal<Option<Saying>>,
    lang: Lang,
) -> AnyView {
    let line = |whom: Whom, head: String, text: Option<String>| {
        let told = details.breach.told.iter().filter(|told| told.whom == whom);
        let told: Vec<_> = told.map(|told| said(replica, told, lang)).collect();
        let is_told = !told.is_empty();
        let saying = Saying::Told(whom, head.clone());
        let button = can_say(details).then(|| {
            let label = words::tell_of(lang, &head);
            view! {
                <button type="button" class="btn secondary" aria-label=label aria-haspopup="dialog" on:click=move |_| about.set(Some(saying.clone()))>
                    {words::tell(lang)}
                </button>
            }
        });
        view! {
            <li>
                <span class="grow">
                    <b>{head.clone()}</b>
                    {text.map(|text| view! { ": " {text} })}
                    <br/>
                    {if is_told { view! { {told} }.into_any() } else { view! { <span class="small">{words::not_told(lang)}</span> }.into_any() }}
                </span>
                {button}
            </li>
        }
    };
    view! {
        <section class="tile" aria-labelledby="whom">
            <h2 id="whom">{words::whom(lang)}</h2>
            <ul class="done">
                {line(Whom::Authority {}, words::authority(lang), Some(details.authority.clone()))}
                {line(Whom::City {}, words::city(lang), None)}
            </ul>
            <h3>{words::people(lang)}</h3>
            {people(details, about, lang)}
        </section>
    }
    .into_any()
}

fn can_say(details: &Details) -> bool {
    details.breach.closed.is_none()
}

fn said(replica: Replica, told: &Told, lang: Lang) -> AnyView {
    let how = of(lang, told.how.both());
    let by = say::briefly(replica, told.noted.by);
    let by = by.map(|by| format!(" ({})", words::noted_by(lang, &by)));
    view! { <span class="small">{words::told(lang, &say::exactly(told.at), how)} {by} ". "</span> }
        .into_any()
}

fn people(details: &Details, about: RwSignal<Option<Saying>>, lang: Lang) -> AnyView {
    if !details.names {
        return view! { <p class="small muted">{words::people_hidden(lang)}</p> }.into_any();
    }
    let concerned = &details.concerned;
    let rest: BTreeSet<_> = concerned
        .iter()
        .filter(|one| one.told.is_none())
        .map(|one| one.household)
        .collect();
    let count = rest.len();
    let sum = words::people_told(lang, concerned.len() - count, concerned.len());
    let tell_rest = (count > 0 && can_say(details)).then(|| {
        let press = move |()| {
            let whom = Whom::Households {
                households: rest.clone(),
            };
            about.set(Some(Saying::Told(whom, words::some_households(lang, count))));
        };
        view! {
            <Button look=Look::Secondary icon=Icon::Check on_press=press>{words::tell_rest(lang, count)}</Button>
        }
    });
    let more = (details.more > 0).then(|| words::people_more(lang, details.more));
    let rows = concerned
        .iter()
        .map(|one| row(one, can_say(details), about, lang));
    view! {
        <p>{sum} ". " {more}</p>
        {tell_rest}
        <ul class="done" aria-label=words::people(lang)>{rows.collect_view()}</ul>
    }
    .into_any()
}

fn row(one: &Concerned, can_say: bool, about: RwSignal<Option<Saying>>, lang: Lang) -> AnyView {
    let reach = [
        Some(one.hamlet.clone()),
        Some(one.address.clone()),
        one.phone.clone(),
    ];
    let reach: Vec<_> = reach.into_iter().flatten().collect();
    let reach: Vec<_> = reach.into_iter().filter(|part| !part.is_empty()).collect();
    let told = match one.told {
        Some(at) => view! {
            <span class="state received">{Icon::Check.small()} <span>{say::exactly(at)}</span></span>
        }
        .into_any(),
        None if !can_say => view! { <span class="small">{words::not_told(lang)}</span> }.into_any(),
        None => {
            let whom = Whom::Households {
                households: [one.household].into(),
            };
            let saying = Saying::Told(whom, one.head.clone());
            let label = words::tell_of(lang, &one.head);
            view! {
                <button type="button" class="btn secondary" aria-label=label aria-haspopup="dialog" on:click=move |_| about.set(Some(saying.clone()))>
                    {words::tell(lang)}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li>
            <span class="grow"><b>{one.head.clone()}</b><br/><span class="small muted">{reach.join(" · ")}</span></span>
            {told}
        </li>
    }
    .into_any()
}
