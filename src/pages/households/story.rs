//! What has happened to a household, newest first, as the phone tells it: each visit with what it found and changed.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::story::{Telling, Told, found, line, pictures};
use crate::replica::{Replica, Standing, use_replica};
use crate::ui::{Sheet, StateLine, full_day, use_lang};
use crate::words::households as words;
use crate::words::story as story_words;

/// The line; nothing where nothing has happened.
#[component]
pub(super) fn Story(telling: Telling) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let is_empty = Memo::new(move |_| {
        let telling = telling.read();
        telling.as_ref().is_none_or(|tale| tale.events.is_empty())
    });
    move || {
        (!is_empty.get()).then(|| {
            view! { <Sheet title=words::story(lang)>{line(lang, replica, telling, visited)}</Sheet> }
        })
    }
}

fn visited(lang: Lang, replica: Replica, told: &Told, changes: AnyView) -> AnyView {
    let visit = told.visit.clone();
    let who = if visit.author == replica.me().user {
        words::came_self(lang)
    } else {
        replica.person(visit.author).map_or_else(
            || words::came_somebody(lang),
            |person| words::came(lang, &person.called()),
        )
    };
    let day = visit.began.day();
    let standing = visit.standing.clone();
    let href = format!("/visits/{}/read", visit.id);
    let today = Signal::derive(move || replica.today());
    let unit = replica.unit_then(&visit).map(|then| then.name);
    let unit = unit.map(|unit| story_words::in_unit(lang, &unit));
    let reason = match visit.standing {
        Standing::Returned { reason, .. } => Some(view! { <p>{reason}</p> }),
        _ => None,
    };
    let found = found(lang, replica, visit.id);
    let lines = found.lines.iter().cloned();
    let lines = lines.map(|line| view! { <p>{line}</p> }).collect_view();
    view! {
        <p class="when"><time datetime=day.to_string()>{full_day(day)}</time>", "{who}{unit}</p>
        {lines}
        {changes}
        {pictures(lang, replica, &found, false)}
        <p><StateLine standing=standing today /></p>
        {reason}
        <a class="link read" href=href>
            {words::read_visit(lang)}<span class="vh">" "{full_day(day)}</span>
        </a>
    }
    .into_any()
}
