//! What happened to a household, newest first: its visits, each with the versions that came before it.

use chrono::NaiveDate;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::answers::AnswersOf;
use super::{say, standing};
use crate::pages::story::{Telling, Told, found, line, pictures};
use crate::replica::{Replica, VisitRow, use_replica};
use crate::ui::full_day;
use crate::words::office as words;
use crate::words::story as story_words;

/// The section of the visits.
#[component]
pub fn Visits(
    /// Of which household.
    telling: Telling,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let count = Memo::new(move |_| telling.read().as_ref().map_or(0, |tale| tale.told.len()));
    let none = move || {
        (count.get() == 0).then(|| view! { <p class="small muted">{words::no_visits(lang)}</p> })
    };
    view! {
        <section class="tile" aria-labelledby="visits">
            <h2 id="visits">{move || words::visits(lang, count.get())}</h2>
            {none}
            {line(lang, replica, telling, item)}
        </section>
    }
    .into_any()
}

fn item(lang: Lang, replica: Replica, told: &Told, changes: AnyView) -> AnyView {
    let today = replica.today();
    let Told { visit, earlier } = told;
    let who = say::colleague(replica, visit.author).unwrap_or_else(|| words::somebody(lang));
    let versions = earlier
        .iter()
        .map(|version| {
            let sent = say::moment(version.finished.corrected(), today);
            view! {
                <div class="version">
                    <p class="when">{words::earlier_version(lang, &sent)}</p>
                    <div class="told">{state(replica, version, today, lang)} <AnswersOf visit=version.id lang/></div>
                </div>
            }
        })
        .collect_view();
    let unit = replica.unit_then(visit).map(|then| then.name);
    let unit = unit.map(|unit| story_words::in_unit(lang, &unit));
    let found = found(lang, replica, visit.id);
    let lines = found.lines.iter().cloned();
    let lines = lines.map(|line| view! { <p>{line}</p> }).collect_view();
    view! {
        <p id=format!("visit-{}", visit.id)><b>{full_day(visit.began.day())}</b> ", " {who}{unit}</p>
        {lines}
        {changes}
        {pictures(lang, replica, &found, true)}
        <div class="told">{state(replica, visit, today, lang)} <AnswersOf visit=visit.id lang/></div>
        {versions}
    }
    .into_any()
}

fn state(
    replica: Replica,
    visit: &VisitRow,
    today: NaiveDate,
    lang: Lang,
) -> impl IntoView + use<> {
    let (icon, tone) = standing::look(&visit.standing);
    let class = match tone {
        crate::ui::Tone::Ok => "state received",
        crate::ui::Tone::Wait => "state waiting",
        crate::ui::Tone::Bad => "state attention",
        crate::ui::Tone::Plain => "state",
    };
    view! { <p><span class=class>{icon.small()} <span>{standing::words(replica, &visit.standing, today, lang)}</span></span></p> }
}
