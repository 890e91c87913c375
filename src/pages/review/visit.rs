//! The visit in the middle: what the office must know, what changed, what was promised, note and photos.

use std::sync::Arc;

use chrono::NaiveDate;
use dong_hanh_domain::VisitId;
use dong_hanh_form::{Form, Lang};
use leptos::html;
use leptos::prelude::*;

use super::changes::Changes;
use super::comparing::{Against, Comparison, against, compare, first};
use super::photos::Photos;
use super::promises::Promises;
use crate::pages::office::say;
use crate::pages::visit::reading::{Commitment, Reading, read};
use crate::replica::{Replica, Standing, VisitView, use_replica};
use crate::ui::{Banner, Empty, Icon, Tone, clock, full_day, short_day};
use crate::words::review as words;

/// Everything that the pane shows of a visit; while it is equal, nothing on the page moves.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    visit: VisitView,
    name: String,
    read: Option<Read>,
}

/// What can be said of a visit whose form is here.
#[derive(Clone, Debug, PartialEq)]
struct Read {
    reading: Reading,
    against: Against,
    before: Option<VisitView>,
    comparison: Comparison,
    /// What the office had asked for, of an amendment.
    asked: Option<String>,
    /// Promises of the visit before whose day is over.
    past: Vec<Commitment>,
}

/// The pane's content; `heading` receives the focus when another visit is opened.
#[component]
pub fn Visit(
    /// The open visit.
    visit: Memo<Option<VisitId>>,
    /// The name at the top.
    heading: NodeRef<html::H2>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let shown = Memo::new(move |_| visit.get().and_then(|id| shown(replica, id, lang)));
    let content = move || match shown.get() {
        Some(shown) => content(replica, shown, heading, lang),
        None => view! { <p class="muted">{words::pick(lang)}</p> }.into_any(),
    };
    view! { <div class="visit-body">{content}</div> }.into_any()
}

fn shown(replica: Replica, id: VisitId, lang: Lang) -> Option<Shown> {
    let visit = replica.visit(id)?;
    let household = replica.row(visit.row.household)?;
    let name = format!("{} {}", household.courtesy.title(), household.name);
    let read = replica
        .form(&visit.form)
        .map(|form| read_visit(replica, &visit, &form, lang));
    Some(Shown { visit, name, read })
}

fn read_visit(replica: Replica, visit: &VisitView, form: &Arc<Form>, lang: Lang) -> Read {
    let reading = read(form, &visit.answers, lang);
    let against = against(&visit.row, &replica.visits_of(visit.row.household));
    let before = against.visit().and_then(|id| replica.visit(id));
    let form_before = before
        .as_ref()
        .and_then(|before| replica.form(&before.form));
    let (Some(before), Some(form_before)) = (before, form_before) else {
        let comparison = first(form, &visit.answers, lang);
        return Read {
            reading,
            against: Against::Nothing,
            before: None,
            comparison,
            asked: None,
            past: Vec::new(),
        };
    };
    // Where nobody was met or nobody agreed, nothing was asked: an empty answer is no change.
    let comparison = if reading.nobody || reading.refused {
        Comparison::default()
    } else {
        compare(
            against,
            (&form_before, &before.answers),
            (form, &visit.answers),
            lang,
        )
    };
    let asked = match &before.row.standing {
        Standing::Amended { reason, .. } => reason.clone(),
        Standing::Returned { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    let met_on = visit.row.finished.day();
    let past = match against {
        Against::Previous(_) => overdue(
            read(&form_before, &before.answers, lang).commitments,
            met_on,
        ),
        Against::Returned(_) | Against::Nothing => Vec::new(),
    };
    Read {
        reading,
        against,
        before: Some(before),
        comparison,
        asked,
        past,
    }
}

fn overdue(commitments: Vec<Commitment>, on: NaiveDate) -> Vec<Commitment> {
    commitments
        .into_iter()
        .filter(|commitment| commitment.due.is_some_and(|due| due < on))
        .collect()
}

fn content(replica: Replica, shown: Shown, heading: NodeRef<html::H2>, lang: Lang) -> AnyView {
    let Shown { visit, name, read } = shown;
    let lines = lines(replica, &visit, lang);
    let body = match read {
        Some(read) => body(replica, &visit, read, lang),
        None => view! {
            <Banner tone=Tone::Wait icon=Icon::Clock title=words::no_form_title(lang)>
                <p class="small">{words::no_form_text(lang)}</p>
            </Banner>
        }
        .into_any(),
    };
    view! {
        <h2 class="name hero" tabindex="-1" node_ref=heading>{name}</h2>
        <p class="muted small">{lines}</p>
        {body}
    }
    .into_any()
}

/// When it was, who came, when it arrived.
fn lines(replica: Replica, visit: &VisitView, lang: Lang) -> String {
    let finished = visit.row.finished;
    let when = words::when(
        lang,
        &full_day(finished.day()),
        &clock(visit.started.corrected()),
        &clock(finished.corrected()),
    );
    let who = say::colleague(replica, visit.row.author)
        .unwrap_or_else(|| crate::words::office::somebody(lang));
    let received = visit
        .received
        .map(|at| say::moment(at, replica.today()))
        .unwrap_or_default();
    format!(
        "{when} {}",
        words::came(lang, &say::capital(&who), &received)
    )
}

fn body(replica: Replica, visit: &VisitView, read: Read, lang: Lang) -> AnyView {
    let Read {
        reading,
        against,
        before,
        comparison,
        asked,
        past,
    } = read;
    let today = replica.today();
    let quiet = reading.nobody || reading.refused;
    let first_name = before.as_ref().map(|before| before.row.finished);
    view! {
        {reading.urgent.clone().map(|what| banner(Tone::Bad, Icon::Attention, words::urgent_title(lang), what))}
        {asked.map(|reason| banner(Tone::Plain, Icon::Returned, words::asked_title(lang), reason))}
        {reading.refused.then(|| banner(Tone::Wait, Icon::Question, words::refused_title(lang), words::refused_text(lang)))}
        {reading.nobody.then(|| banner(Tone::Wait, Icon::House, words::nobody_title(lang), String::new()))}
        {reading.present.clone().map(|who| view! { <p class="small mt-2">{words::present(lang, &who)}</p> })}
        {(!quiet).then(|| view! {
            <Changes against comparison before=first_name now=visit.row.finished today lang/>
        })}
        {(!quiet).then(|| view! { <Promises reading=reading.clone() past today lang/> })}
        {support(&reading, lang)}
        <h3 class="sec">{words::note_photos(lang)}</h3>
        {note(&reading, lang)}
        {(!reading.photos.is_empty()).then(|| view! { <Photos photos=reading.photos.clone() lang/> })}
        {reading.next_visit.map(|on| view! { <p class="small mt-2">{words::next_visit(lang, &short_day(on, today))}</p> })}
    }
    .into_any()
}

fn banner(tone: Tone, icon: Icon, title: String, text: String) -> AnyView {
    view! {
        <Banner tone icon title>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
        </Banner>
    }
    .into_any()
}

fn support(reading: &Reading, lang: Lang) -> Option<AnyView> {
    (!reading.support.is_empty()).then(|| {
        let lines = reading
            .support
            .iter()
            .map(|line| {
                view! { <li class="reason ok">{Icon::Received.view()} <span>{line.clone()}</span></li> }
            })
            .collect_view();
        view! {
            <h3 class="sec">{words::support(lang)}</h3>
            <ul class="plain">{lines}</ul>
        }
        .into_any()
    })
}

fn note(reading: &Reading, lang: Lang) -> Option<AnyView> {
    match &reading.note {
        Some(note) => Some(view! { <blockquote>{note.clone()}</blockquote> }.into_any()),
        None if reading.photos.is_empty() => {
            Some(view! { <p class="small muted">{words::no_note(lang)}</p> }.into_any())
        }
        None => None,
    }
}

/// What stands in the middle when nothing waits.
#[component]
pub fn NothingWaits(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    view! {
        <Empty icon=Icon::Received title=words::empty_title(lang)>
            <p>{words::empty_text(lang)}</p>
        </Empty>
    }
}
