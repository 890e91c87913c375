//! The households of a list, those of one kind at a time.

use dong_hanh_domain::{Fact, HouseholdId, MemberFact};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::course::Course;
use super::sums::{icon, said};
use crate::device::imports::{Change, Kind, Problem, Row};
use crate::office::path;
use crate::pages::facts;
use crate::pages::office::say::capital;
use crate::replica::Replica;
use crate::ui::{Button, FilterChip, Icon};
use crate::words::imports as words;

/// They.
#[component]
pub(super) fn Rows(
    /// The list.
    course: Course,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let chips = move || {
        let import = course
            .details
            .with(|details| Some(details.as_ref()?.import.clone()))?;
        let chips = Kind::ALL.map(|kind| {
            let on = Signal::derive(move || course.kind.get() == kind);
            let said = said(kind, import.of(kind), lang);
            view! {
                <FilterChip on on_press=move |()| course.show(kind, false)>
                    {icon(kind).small()} {said.clone()}
                </FilterChip>
            }
        });
        Some(chips.into_iter().collect_view())
    };
    let content = move || match course.rows.get() {
        None => view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any(),
        Some(page) if page.rows.is_empty() => {
            view! { <p class="muted">{words::none(lang)}</p> }.into_any()
        }
        Some(page) => {
            let rows = page
                .rows
                .iter()
                .map(|it| row(course.replica, it, lang))
                .collect_view();
            let kind = course.kind.get_untracked();
            let more = page.more.then(|| {
                view! {
                    <Button icon=Icon::Down on_press=move |()| course.show(kind, true)>{words::more(lang)}</Button>
                }
            });
            let named = words::table(lang, &words::households(lang));
            view! {
                <div class="scroll-wide" tabindex="0" role="region" aria-label=named>
                    <table class="table mistakes">
                        <thead>
                            <tr>
                                <th scope="col">{words::row(lang)}</th>
                                <th scope="col">{words::household(lang)}</th>
                                <th scope="col">{words::what(lang)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                {more}
            }
            .into_any()
        }
    };
    view! {
        <section class="tile stacked" aria-labelledby="import-households">
            <h2 class="sec" id="import-households">{words::households(lang)}</h2>
            <div class="told" role="group" aria-label=words::kinds(lang)>{chips}</div>
            {content}
        </section>
    }
    .into_any()
}

fn row(replica: Replica, it: &Row, lang: Lang) -> AnyView {
    let rows = match it.listed.rows[..] {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] => format!("{first}–{last}"),
    };
    let hamlet = it.listed.hamlet.and_then(|id| replica.hamlet(id));
    let hamlet = hamlet.map(|hamlet| capital(&hamlet.full_name()));
    let name = it.listed.name.clone();
    // One that is not recorded yet has no page.
    let known = it.household.filter(|id| replica.household(*id).is_some());
    let head = match known {
        Some(id) => {
            view! { <a class="name" href=path(&format!("households/{id}"))>{name}</a> }.into_any()
        }
        None => view! { <b>{name}</b> }.into_any(),
    };
    let people = words::people(lang, it.listed.people);
    let below = [hamlet, Some(people)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let changes = it.listed.changes.iter().map(|change| {
        let text = it.household.map(|id| changed(replica, id, change, lang));
        view! { <li>{text}</li> }
    });
    let problems = it
        .listed
        .problems
        .iter()
        .map(|problem| trouble(problem, lang));
    view! {
        <tr>
            <td class="nw">{rows}</td>
            <th scope="row">{head} <span class="sub">{below}</span></th>
            <td><ul>{changes.collect_view()} {problems.collect_view()}</ul></td>
        </tr>
    }
    .into_any()
}

/// A change in words: `Mái: tôn → ngói`.
fn changed(replica: Replica, id: HouseholdId, change: &Change, lang: Lang) -> String {
    let name = change.name.as_deref().unwrap_or_default();
    if let (
        None,
        Fact::Member {
            fact: MemberFact::Gone(None),
            ..
        },
    ) = (&change.was, &change.is)
    {
        return words::added(lang, name);
    }
    let what = match &change.is {
        Fact::Member { .. } => {
            let dong_hanh_domain::FactKey::Member(_, key) = change.is.key() else {
                return String::new();
            };
            words::of_person(lang, &facts::of_person(lang, key), name)
        }
        fact => facts::fact_name(replica, id, &fact.key()),
    };
    let is = match &change.is {
        // Who is new in the list is in no record yet.
        Fact::Head(_) => name.to_owned(),
        fact => facts::fact_value(replica, id, fact),
    };
    match change.was.as_ref().filter(|was| !was.is_blank()) {
        Some(was) => words::change(lang, &what, &facts::fact_value(replica, id, was), &is),
        None => words::first_said(lang, &what, &is),
    }
}

fn trouble(problem: &Problem, lang: Lang) -> AnyView {
    let place = match &problem.column {
        Some(column) => words::at_cell(lang, column, problem.row),
        None => words::at_row(lang, problem.row),
    };
    let (class, icon, sign) = if problem.wrong {
        ("state attention", Icon::Attention, words::is_wrong(lang))
    } else {
        ("state", Icon::Question, words::is_odd(lang))
    };
    view! {
        <li>
            <span class=class>{icon.small()} <span class="vh">{sign} ". "</span></span>
            " " {place} {problem.text(lang).to_owned()}
        </li>
    }
    .into_any()
}
