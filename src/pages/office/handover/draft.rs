//! What was handed over before it was finished, to be read by people.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::handed::HandedDraft;
use crate::pages::households::{Typed, TypedFacts};
use crate::pages::office::answers::Recorded;
use crate::pages::office::say;
use crate::replica::{Draft, Replica};
use crate::ui::Icon;
use crate::words::closing;
use crate::words::handover as words;
use crate::words::office;

/// It, to be shown.
pub(super) struct Shown {
    /// What it is.
    pub(super) title: String,
    /// Who recorded it, and when it came.
    pub(super) from: String,
    /// Which it is among those of the same title: all of that, for who hears it or is asked about it.
    pub(super) named: String,
    /// What was recorded, to be opened.
    pub(super) content: AnyView,
}

/// What it is, and the content.
pub(super) fn read(replica: Replica, handed: &HandedDraft, lang: Lang) -> Shown {
    let typed = serde_json::from_str::<Typed>(&handed.content).ok();
    let (title, inside) = if let Some(typed) = typed.filter(Typed::is_begun) {
        (words::draft_of_new(lang), Some(lines(typed.lines())))
    } else if let Ok(typed) = serde_json::from_str::<TypedFacts>(&handed.content) {
        facts(replica, &typed, lang)
    } else {
        visit(replica, handed, lang)
    };
    let from = from(replica, handed, lang);
    let named = closing::named(lang, &title, &from);
    let about = closing::button_about(lang, &named);
    let content = match inside {
        Some(inside) => view! {
            <details>
                <summary class="btn quiet pull">
                    {Icon::Down.small()} {words::draft_read(lang)} <span class="vh">{about}</span>
                </summary>
                {inside}
            </details>
        }
        .into_any(),
        None => view! { <p class="small">{words::draft_unread(lang)}</p> }.into_any(),
    };
    Shown {
        title,
        from,
        named,
        content,
    }
}

fn from(replica: Replica, handed: &HandedDraft, lang: Lang) -> String {
    let who = say::colleague(replica, handed.author).unwrap_or_else(|| office::somebody(lang));
    let when = say::moment(handed.received, replica.today());
    words::draft_from(lang, &say::capital(&who), &when)
}

fn lines(lines: Vec<String>) -> AnyView {
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! { <ul>{lines.collect_view()}</ul> }.into_any()
}

fn facts(replica: Replica, typed: &TypedFacts, lang: Lang) -> (String, Option<AnyView>) {
    let row = replica.row(typed.facts_of);
    let title = row.map_or_else(
        || words::draft_of_somebody(lang),
        |row| words::draft_of_facts(lang, &format!("{} {}", row.courtesy.word(), row.name)),
    );
    (title, Some(lines(typed.lines(replica))))
}

fn visit(replica: Replica, handed: &HandedDraft, lang: Lang) -> (String, Option<AnyView>) {
    let draft: Option<Draft> = serde_json::from_str(&handed.content).ok();
    let household = draft
        .as_ref()
        .and_then(|draft| replica.row(draft.household));
    let title = match household {
        Some(row) => words::draft_of(lang, &format!("{} {}", row.courtesy.word(), row.name)),
        None => words::draft_of_somebody(lang),
    };
    let form = draft.as_ref().and_then(|draft| replica.form(&draft.form));
    let content = draft.zip(form).map(|(draft, form)| {
        view! { <div class="answers"><Recorded form answers=draft.answers lang/></div> }.into_any()
    });
    (title, content)
}
