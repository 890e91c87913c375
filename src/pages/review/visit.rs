//! The visit in the middle: what the office must know, what changed, what was promised, note and photos.

use dong_hanh_domain::VisitId;
use dong_hanh_form::Lang;
use leptos::html;
use leptos::prelude::*;

use super::changes::Changes;
use super::elsewhere;
use super::photos::Photos;
use super::promises::Promises;
use super::shown::{Read, Shown, shown};
use crate::pages::consent;
use crate::pages::office::say;
use crate::pages::visit::reading::Reading;
use crate::replica::{Replica, VisitView, use_replica};
use crate::ui::{Banner, Empty, Icon, Tone, clock, full_day, short_day};
use crate::words::review as words;

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

fn content(replica: Replica, shown: Shown, heading: NodeRef<html::H2>, lang: Lang) -> AnyView {
    let Shown {
        visit,
        name,
        lacks,
        read,
    } = shown;
    let lines = lines(replica, &visit, lang);
    let lacks = (!lacks.is_empty()).then(|| {
        let who = say::briefly(replica, visit.row.author);
        let who = who.unwrap_or_else(|| crate::words::office::somebody(lang));
        elsewhere::banner(lacks, &who, lang)
    });
    let consent = untrack(|| consent::of_visit(replica, &visit, lang));
    let consent = consent.map(|told| view! { <div class="stack mt-2">{told}</div> });
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
        {lacks}
        {consent}
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
        {(!reading.photos.is_empty()).then(|| view! { <Photos photos=reading.photos.clone() child=reading.child_in_photos erased=visit.erased.clone() of=(visit.row.household, visit.row.id) lang/> })}
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
