//! How many visits are to be made, by whom or where, and how far that has come.

use dong_hanh_domain::RoleKind;
use dong_hanh_domain::coverage::Span;
use dong_hanh_domain::settings::{Aim, Progress, Target};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::set;
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::ui::{Button, FilterSelect, Icon, Look, Meter, TextField, use_toaster};
use crate::words::{office, settings as words};

/// A span, and how it is spoken of.
type Within = (Span, fn(Lang) -> String);

/// All of them.
const SPANS: [Within; 3] = [
    (Span::Month, words::monthly),
    (Span::Quarter, words::quarterly),
    (Span::Year, words::yearly),
];

/// The list of targets, and one more.
#[component]
pub(super) fn Targets(lang: Lang) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let progress = Memo::new(move |_| replica.progress_of(&replica.settings().targets));
    let remove = move |target: Target| {
        let mut settings = replica.settings();
        settings.targets.retain(|one| *one != target);
        set(replica, toaster, lang, settings);
    };
    let row = move |one: Progress| {
        let said = said(replica, lang, one.target);
        let is_each = one.target.aim == Aim::EachVolunteer;
        let drawn = if is_each {
            view! { <span class="small">{words::progress_all(lang, one.done)}</span> }.into_any()
        } else {
            bar(lang, one)
        };
        let each = is_each.then(|| each(lang, replica, one.target));
        let label = words::remove(lang, &said);
        view! {
            <li>
                <span>{said}</span>
                {drawn}
                <button type="button" class="btn quiet icon-only" aria-label=label on:click=move |_| remove(one.target)>
                    {Icon::Close.small()}
                </button>
                {each}
            </li>
        }
    };
    let list = move || {
        let progress = progress.get();
        if progress.is_empty() {
            return view! { <p class="muted">{words::no_targets(lang)}</p> }.into_any();
        }
        let rows = progress.into_iter().map(row).collect_view();
        view! { <ul class="targets">{rows}</ul> }.into_any()
    };
    view! {
        <section class="tile" aria-labelledby="targets">
            <h2 id="targets">{words::targets(lang)}</h2>
            <p class="small muted">{words::targets_text(lang)}</p>
            {list}
            <One lang/>
        </section>
    }
}

/// How far somebody has come, drawn and printed.
fn bar(lang: Lang, one: Progress) -> AnyView {
    let of = u64::from(one.target.visits);
    let done = u64::try_from(one.done).unwrap_or(u64::MAX);
    let reached = one.is_reached();
    let label = words::progress(lang, one.done, one.target.visits);
    view! {
        <span class="bar-cell">
            <Meter done=Signal::stored(done) of=Signal::stored(of) received=reached label=Signal::stored(label.clone()) />
            <span class="num small">{label}{reached.then(|| format!(". {}", words::reached(lang)))}</span>
        </span>
    }
    .into_any()
}

/// How far each volunteer has come with what is set for each of them. Tracked.
fn each(lang: Lang, replica: Replica, target: Target) -> AnyView {
    let rows = replica
        .progress_of_each(target)
        .into_iter()
        .map(|(user, one)| {
            let name = whose(replica, lang, Aim::Volunteer(user));
            view! { <li><span>{name}</span>{bar(lang, one)}</li> }
        });
    view! { <ul class="targets of-each">{rows.collect_view()}</ul> }.into_any()
}

/// One more.
#[component]
fn One(lang: Lang) -> impl IntoView {
    let (replica, toaster) = (use_replica(), use_toaster());
    let aims = Memo::new(move |_| aims(replica, lang));
    let aim = RwSignal::new(String::new());
    let span = RwSignal::new(String::new());
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let options = move || {
        let aims = aims.get().into_iter().enumerate();
        aims.map(|(at, (_, said))| (value(at), said))
            .collect::<Vec<_>>()
    };
    let spans = SPANS.iter().enumerate();
    let spans: Vec<_> = spans
        .map(|(at, (_, said))| (value(at), said(lang)))
        .collect();
    let add = move |()| {
        let visits = typed.read_untracked().trim().parse::<u16>().ok();
        let chosen = aims.with_untracked(|aims| aims.get(place(&aim.get_untracked())).cloned());
        let within = SPANS.get(place(&span.get_untracked()));
        let (Some(visits), Some((aim, _)), Some((span, _))) =
            (visits.filter(|visits| *visits > 0), chosen, within)
        else {
            return wrong.set(Some(words::not_visits(lang)));
        };
        wrong.set(None);
        typed.set(String::new());
        let target = Target {
            aim,
            span: *span,
            visits,
        };
        let mut settings = replica.settings();
        settings
            .targets
            .retain(|one| (one.aim, one.span) != (target.aim, target.span));
        settings.targets.push(target);
        set(replica, toaster, lang, settings);
    };
    view! {
        <div class="filters mt-3">
            <FilterSelect
                label=words::whose(lang)
                options=Signal::derive(options)
                value=aim
                on_choose=move |value: String| aim.set(value)
            />
            <FilterSelect
                label=words::span(lang)
                options=Signal::stored(spans)
                value=span
                on_choose=move |value: String| span.set(value)
            />
        </div>
        <div class="days">
            <TextField
                label=words::visits(lang)
                value=typed
                on_type=move |text| typed.set(text)
                error=wrong
                inputmode="numeric"
            />
        </div>
        <Button look=Look::Secondary on_press=add>{words::add(lang)}</Button>
    }
}

/// The value of an option; the first one is what stands where nothing was chosen.
fn value(at: usize) -> String {
    if at == 0 {
        String::new()
    } else {
        at.to_string()
    }
}

fn place(value: &str) -> usize {
    value.parse().unwrap_or_default()
}

/// Whose visits can be counted: each volunteer's, one's, a hamlet's.
fn aims(replica: Replica, lang: Lang) -> Vec<(Aim, String)> {
    let hamlets = replica.hamlets().into_iter();
    let hamlets = hamlets.map(|hamlet| Aim::Hamlet(hamlet.id));
    let people = replica.people().into_iter();
    let people = people.filter(|person| person.role == RoleKind::Volunteer);
    let people = people.map(|person| Aim::Volunteer(person.id));
    std::iter::once(Aim::EachVolunteer)
        .chain(hamlets)
        .chain(people)
        .map(|aim| (aim, whose(replica, lang, aim)))
        .collect()
}

fn whose(replica: Replica, lang: Lang, aim: Aim) -> String {
    match aim {
        Aim::EachVolunteer => words::each(lang),
        Aim::Volunteer(id) => {
            let person = replica.person(id);
            person.map_or_else(
                || office::somebody(lang),
                |person| say::capital(&person.called()),
            )
        }
        Aim::Hamlet(id) => {
            let hamlet = replica.hamlet(id);
            let name = hamlet.map(|hamlet| say::capital(&hamlet.full_name()));
            name.unwrap_or_else(|| office::that_hamlet(lang))
        }
    }
}

fn said(replica: Replica, lang: Lang, target: Target) -> String {
    let span = SPANS.iter().find(|(span, _)| *span == target.span);
    let span = span.map(|(_, said)| said(lang)).unwrap_or_default();
    words::target(
        lang,
        &whose(replica, lang, target.aim),
        target.visits,
        &span,
    )
}
