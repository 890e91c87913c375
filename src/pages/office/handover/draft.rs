//! What was handed over before it was finished, to be read by people.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::handed::HandedDraft;
use crate::pages::households::{Typed, TypedFacts};
use crate::pages::office::answers::Recorded;
use crate::pages::office::say;
use crate::replica::{Draft, Replica};
use crate::ui::Icon;
use crate::words::handover as words;
use crate::words::office;

/// What it is, and the content, to be opened.
pub(super) fn read(replica: Replica, handed: &HandedDraft, lang: Lang) -> (String, AnyView) {
    let typed = serde_json::from_str::<Typed>(&handed.content).ok();
    if let Some(typed) = typed.filter(Typed::is_begun) {
        (words::draft_of_new(lang), lines(typed.lines(), lang))
    } else if let Ok(typed) = serde_json::from_str::<TypedFacts>(&handed.content) {
        facts(replica, &typed, lang)
    } else {
        visit(replica, handed, lang)
    }
}

/// Who recorded it, and when it came.
pub(super) fn from(replica: Replica, handed: &HandedDraft, lang: Lang) -> String {
    let who = say::colleague(replica, handed.author).unwrap_or_else(|| office::somebody(lang));
    let when = say::moment(handed.received, replica.today());
    words::draft_from(lang, &say::capital(&who), &when)
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
