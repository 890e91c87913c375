//! Visits, households and facts that were handed over before they were finished: kept at the office, to be read there.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::answers::Recorded;
use super::say;
use crate::device::handed::{self, HandedDraft};
use crate::pages::households::{Typed, TypedFacts};
use crate::replica::{Draft, Replica, use_replica};
use crate::ui::Icon;
use crate::words::handover as words;
use crate::words::office;

/// The list; nothing where there is none, or no network to ask for it.
#[component]
pub(super) fn Drafts(lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let came = RwSignal::new(Vec::<HandedDraft>::new());
    spawn_local(async move {
        if let Ok(drafts) = handed::drafts(&replica.network()).await {
            // The page may be gone when the answer comes.
            drop(came.try_set(drafts));
        }
    });
    move || {
        let drafts = came.get();
        (!drafts.is_empty()).then(|| {
            let items = drafts.iter().map(|draft| item(replica, draft, lang));
            view! {
                <section aria-labelledby="handover-drafts">
                    <h2 class="sec" id="handover-drafts">{words::drafts_title(lang)}</h2>
                    <p class="small muted">{words::drafts_text(lang)}</p>
                    <ul class="stacked">{items.collect_view()}</ul>
                </section>
            }
        })
    }
}

fn item(replica: Replica, handed: &HandedDraft, lang: Lang) -> AnyView {
    let who = say::colleague(replica, handed.author).unwrap_or_else(|| office::somebody(lang));
    let when = say::moment(handed.received, replica.today());
    let from = words::draft_from(lang, &say::capital(&who), &when);
    let typed = serde_json::from_str::<Typed>(&handed.content).ok();
    let (title, content) = if let Some(typed) = typed.filter(Typed::is_begun) {
        (words::draft_of_new(lang), lines(typed.lines(), lang))
    } else if let Ok(typed) = serde_json::from_str::<TypedFacts>(&handed.content) {
        facts(replica, &typed, lang)
    } else {
        visit(replica, handed, lang)
    };
    view! {
        <li class="tile">
            <h3 class="name">{title}</h3>
            <p class="small muted">{from}</p>
            {content}
        </li>
    }
    .into_any()
}

fn lines(lines: Vec<String>, lang: Lang) -> AnyView {
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! {
        <details>
            <summary class="btn quiet pull">{Icon::Down.small()} {words::draft_read(lang)}</summary>
            <ul>{lines.collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn facts(replica: Replica, typed: &TypedFacts, lang: Lang) -> (String, AnyView) {
    let row = replica.row(typed.facts_of);
    let title = row.map_or_else(
        || words::draft_of_somebody(lang),
        |row| words::draft_of_facts(lang, &format!("{} {}", row.courtesy.word(), row.name)),
    );
    (title, lines(typed.lines(replica), lang))
}

fn visit(replica: Replica, handed: &HandedDraft, lang: Lang) -> (String, AnyView) {
    let draft: Option<Draft> = serde_json::from_str(&handed.content).ok();
    let household = draft
        .as_ref()
        .and_then(|draft| replica.row(draft.household));
    let title = match household {
        Some(row) => words::draft_of(lang, &format!("{} {}", row.courtesy.word(), row.name)),
        None => words::draft_of_somebody(lang),
    };
    let form = draft.as_ref().and_then(|draft| replica.form(&draft.form));
    let content = match draft.zip(form) {
        Some((draft, form)) => view! {
            <details>
                <summary class="btn quiet pull">{Icon::Down.small()} {words::draft_read(lang)}</summary>
                <div class="answers"><Recorded form answers=draft.answers lang/></div>
            </details>
        }
        .into_any(),
        None => view! { <p class="small">{words::draft_unread(lang)}</p> }.into_any(),
    };
    (title, content)
}
