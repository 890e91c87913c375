//! The page of a household on paper: what matters of its story on one side of A4, black on white.
//!
//! It is made when the browser is about to print, so that it costs nothing before.

use chrono::Datelike;
use dong_hanh_domain::story::{Event, who_knows};
use dong_hanh_domain::{FactKey, SelfCheck};
use dong_hanh_form::Lang;
use leptos::ev;
use leptos::prelude::*;

use super::changed::changed;
use super::found::found;
use super::years::count;
use super::{Tale, Telling, called, years};
use crate::pages::facts;
use crate::pages::help::help_lines;
use crate::pages::households::about;
use crate::replica::Replica;
use crate::ui::{full_day, sentence_case, use_lang};
use crate::words::{help, households, of, story as words, time};

/// As many as fit, whatever is said of each.
const PEOPLE: usize = 9;
const VISITS: usize = 6;
const LINES: usize = 3;
const CLASSES: usize = 3;
const KNOW: usize = 3;
const HELP: usize = 8;
/// Letters of a line; what is longer is read in the app.
const LETTERS: usize = 170;

/// The page; seen on paper alone.
#[component]
pub fn Paper(
    /// Of which household.
    telling: Telling,
    /// Where it is read.
    replica: Replica,
) -> impl IntoView {
    let lang = use_lang();
    let printing = RwSignal::new(false);
    let before =
        window_event_listener_untyped("beforeprint", move |_: ev::Event| printing.set(true));
    let after =
        window_event_listener_untyped("afterprint", move |_: ev::Event| printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    let page = move || {
        let tale = printing.get().then(|| telling.get()).flatten()?;
        Some(page(lang, replica, &tale))
    };
    view! { <div class="on-paper"><article class="paper print">{page}</article></div> }.into_any()
}

fn page(lang: Lang, replica: Replica, tale: &Tale) -> AnyView {
    let household = &tale.household;
    let today = replica.today();
    let courtesy = household.head.courtesy_on(today);
    let name = format!("{} {}", courtesy.title(), household.head.name);
    let hamlet = replica
        .hamlet(household.hamlet)
        .map(|hamlet| hamlet.full_name());
    let address = Some(household.address.clone()).filter(|address| !address.is_empty());
    let code = household
        .code
        .as_ref()
        .map(|code| households::code(lang, code));
    let row = replica.row(household.id);
    let has_ended = row.is_some_and(|row| row.has_ended(today));
    let ended = household.ended.filter(|_| has_ended);
    let line = [address, hamlet, household.phone.clone(), code];
    let line: Vec<_> = line.into_iter().flatten().collect();
    view! {
        <p class="paper-head">{words::printed(lang, &replica.me().unit_name, &full_day(today))}</p>
        <h1>{name}</h1>
        <p>{sentence_case(&line.join(", "))}</p>
        {ended.map(|ended| view! { <p>{facts::ended_words(lang, ended)}</p> })}
        {classes(lang, tale)}
        {people(lang, replica, tale)}
        {house(lang, replica, tale)}
        {lacking(lang, tale)}
        {helped(lang, replica, tale)}
        {visits(lang, replica, tale)}
        {know(lang, replica, tale)}
        <p class="paper-foot">{of(lang, SelfCheck::notice())}</p>
    }
    .into_any()
}

fn section(title: String, content: AnyView) -> AnyView {
    view! { <section><h2>{title}</h2>{content}</section> }.into_any()
}

/// At most so many lines, and how many there are besides.
fn lines(all: Vec<String>, most: usize, more: impl Fn(usize) -> String) -> AnyView {
    let besides = all.len().saturating_sub(most);
    let besides = (besides > 0).then(|| more(besides));
    let shown = all.into_iter().take(most).map(|line| brief(&line));
    let shown = shown.chain(besides);
    let shown: Vec<_> = shown.map(|line| view! { <li>{line}</li> }).collect();
    view! { <ul>{shown}</ul> }.into_any()
}

/// As much of a line as there is room for.
fn brief(line: &str) -> String {
    match line.char_indices().nth(LETTERS) {
        None => line.to_owned(),
        Some((end, _)) => {
            let head = &line[..end];
            let word = head.rfind(' ').unwrap_or(end);
            format!("{} (…)", &head[..word])
        }
    }
}

fn classes(lang: Lang, tale: &Tale) -> Option<AnyView> {
    let household = &tale.household;
    let classes = household.class.iter();
    let classes = classes.chain(household.classes_before.iter().rev());
    let classes: Vec<_> = classes
        .map(|official| {
            let class = sentence_case(&official.words());
            let since = households::class_since(lang, &class, &full_day(official.since));
            let decision = official.decision.as_ref();
            let decision = decision.map(|number| households::decision(lang, number));
            [Some(since), decision]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ")
        })
        .collect();
    (!classes.is_empty()).then(|| {
        let list = lines(classes, CLASSES, |count| words::more_facts(lang, count));
        section(words::classes(lang), list)
    })
}

fn people(lang: Lang, replica: Replica, tale: &Tale) -> AnyView {
    let household = &tale.household;
    let people = household.members().map(|member| {
        let age = member
            .age_on(replica.today())
            .map(|age| time::age(lang, age));
        let about = Some(about(lang, household, member));
        let said: Vec<_> = [age, about].into_iter().flatten().collect();
        format!("{}: {}", member.name, said.join(", "))
    });
    let list = lines(people.collect(), PEOPLE, |count| {
        words::more_people(lang, count)
    });
    section(households::people(lang, household.size()), list)
}

fn house(lang: Lang, replica: Replica, tale: &Tale) -> Option<AnyView> {
    let household = &tale.household;
    let known = FactKey::OF_DWELLING.into_iter().filter_map(|key| {
        let value = facts::known_in(lang, replica, household, &key)?;
        Some(format!(
            "{}: {value}",
            facts::name_in(lang, household, &key)
        ))
    });
    let known: Vec<_> = known.collect();
    (!known.is_empty()).then(|| {
        let line = view! { <p>{known.join("; ")}</p> }.into_any();
        section(households::dwelling(lang), line)
    })
}

fn lacking(lang: Lang, tale: &Tale) -> Option<AnyView> {
    let years = years::of(tale);
    let said = years
        .iter()
        .map(|year| format!("{}: {}", year.day.year(), count(lang, year)));
    let said: Vec<_> = said.collect();
    (!said.is_empty()).then(|| {
        let line = view! { <p>{said.join("; ")}</p> }.into_any();
        section(words::years(lang), line)
    })
}

/// What is waited for, and what came.
fn helped(lang: Lang, replica: Replica, tale: &Tale) -> Option<AnyView> {
    let followed = replica.followed_one(tale.household.id)?;
    let said = help_lines(lang, &followed, replica.today());
    (!said.is_empty()).then(|| {
        let list = lines(said, HELP, |count| words::more_facts(lang, count));
        section(help::title(lang), list)
    })
}

/// The newest visits with what they found and what changed, and how many came before them.
fn visits(lang: Lang, replica: Replica, tale: &Tale) -> AnyView {
    let visits = tale.events.iter().filter_map(|event| match event {
        Event::Visit { visit, changes } => Some((tale.visit(*visit)?, changes)),
        _ => None,
    });
    let shown = visits.take(VISITS).map(|(told, changes)| {
        let who = called(lang, replica, told.visit.author);
        let day = full_day(told.visit.began.day());
        let mut said = found(lang, replica, told.visit.id).lines;
        let changes = changed(lang, replica, &tale.household, changes);
        said.extend(changes.iter().map(super::changed::Changed::plain));
        let said = lines(said, LINES, |count| words::more_facts(lang, count));
        view! { <li><b>{words::visit(lang, &day, &who)}</b>{said}</li> }
    });
    let shown = shown.collect_view();
    let more = tale.stops.len().saturating_sub(VISITS);
    let first = tale.stops.last().map_or(0, |stop| stop.day.year());
    let more = (more > 0).then(|| view! { <p>{words::more_visits(lang, more, first)}</p> });
    let none = tale
        .stops
        .is_empty()
        .then(|| view! { <p>{words::no_visits(lang)}</p> });
    let list = view! { <ul class="paper-visits">{shown}</ul>{more}{none} };
    section(words::last_visits(lang), list.into_any())
}

fn know(lang: Lang, replica: Replica, tale: &Tale) -> Option<AnyView> {
    let known = who_knows(&tale.stops);
    let known: Vec<_> = known
        .iter()
        .map(|knows| {
            let who = sentence_case(&called(lang, replica, knows.who));
            format!(
                "{who}: {}",
                words::came(lang, knows.visits, &full_day(knows.last))
            )
        })
        .collect();
    (!known.is_empty()).then(|| {
        let list = lines(known, KNOW, |count| words::more_people(lang, count));
        section(words::knows(lang), list)
    })
}
