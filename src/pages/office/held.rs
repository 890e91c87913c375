//! What the office keeps and could not file: why, what to do, and what was sent.

use dong_hanh_domain::VisitId;
use dong_hanh_form::Lang;
use dong_hanh_sync::{Action, FinishedVisit, HeldReason, HeldRecord, RawOperation};
use leptos::prelude::*;

use super::answers::Recorded;
use super::say;
use crate::office::Topbar;
use crate::replica::{Replica, use_replica};
use crate::ui::{Empty, Icon, use_lang, use_page};
use crate::words::office as words;

/// The page.
#[component]
pub fn HeldPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::held_title(lang).into());
    let replica = use_replica();
    let content = move || {
        let held = replica.held();
        if held.is_empty() {
            return view! {
                <Empty icon=Icon::Received title=words::held_empty(lang)>
                    <p>{words::held_empty_text(lang)}</p>
                </Empty>
            }
            .into_any();
        }
        let items = held
            .into_iter()
            .map(|record| item(replica, record, lang))
            .collect_view();
        view! {
            <p class="muted">{words::held_text(lang)}</p>
            <ul class="stacked">{items}</ul>
        }
        .into_any()
    };
    view! {
        <Topbar title=words::held_title(lang)/>
        <main class="cover" id="main" tabindex="-1">{content}</main>
    }
    .into_any()
}

fn item(replica: Replica, record: HeldRecord, lang: Lang) -> AnyView {
    let who = say::colleague(replica, record.author).unwrap_or_else(|| words::somebody(lang));
    let from = words::held_from(
        lang,
        &say::capital(&who),
        &say::moment(record.received, replica.today()),
    );
    let action = RawOperation(record.content.clone())
        .open()
        .ok()
        .map(|operation| operation.action);
    let title = title(replica, action.as_ref(), lang);
    let (why, what_to_do) = reason(&record.why, lang);
    let problems = match &record.why {
        HeldReason::Answers { problems } => problems.clone(),
        _ => Vec::new(),
    };
    let problems = problems
        .into_iter()
        .map(|problem| view! { <li>{problem.message}</li> })
        .collect_view();
    view! {
        <li class="tile held">
            <h2 class="name">{title}</h2>
            <p class="small muted">{from}</p>
            <dl class="facts">
                <div><dt>{words::held_why(lang)}</dt><dd>{why} <ul>{problems}</ul></dd></div>
                <div><dt>{words::held_do(lang)}</dt><dd>{what_to_do}</dd></div>
            </dl>
            <details>
                <summary class="btn quiet pull">{Icon::Down.small()} {words::held_read(lang)}</summary>
                {sent(replica, action, &record, lang)}
            </details>
        </li>
    }
    .into_any()
}

/// What is held, in words.
fn title(replica: Replica, action: Option<&Action>, lang: Lang) -> String {
    let today = replica.today();
    match action {
        Some(Action::RegisterHousehold { household }) => {
            let head = &household.head;
            words::held_household(
                lang,
                &format!("{} {}", head.courtesy_on(today).word(), head.name),
            )
        }
        Some(Action::FinishVisit(FinishedVisit { household, .. })) => match replica.row(*household)
        {
            Some(row) => words::held_visit(lang, &format!("{} {}", row.courtesy.word(), row.name)),
            None => words::held_visit_unknown(lang),
        },
        Some(Action::ReviewVisit { visit, .. }) => match visited(replica, *visit) {
            Some(name) => words::held_review(lang, &name),
            None => words::held_review_unknown(lang),
        },
        None => words::held_unreadable(lang),
    }
}

fn visited(replica: Replica, visit: VisitId) -> Option<String> {
    let row = replica.row(replica.visit(visit)?.row.household)?;
    Some(format!("{} {}", row.courtesy.word(), row.name))
}

/// The content: answers with their questions where the form is here, else the text as it came.
fn sent(replica: Replica, action: Option<Action>, record: &HeldRecord, lang: Lang) -> AnyView {
    let text = record.content.get().to_owned();
    if let Some(Action::FinishVisit(FinishedVisit { form, answers, .. })) = action
        && let Some(form) = replica.form(&form)
    {
        return view! { <Recorded form answers lang/> }.into_any();
    }
    view! { <pre class="as-sent">{text}</pre> }.into_any()
}

/// Why it is held, and what to do.
fn reason(why: &HeldReason, lang: Lang) -> (String, String) {
    match why {
        HeldReason::OtherContent => (
            words::why_other_content(lang),
            words::do_other_content(lang),
        ),
        HeldReason::Unreadable { .. } => (words::why_unreadable(lang), words::do_unreadable(lang)),
        HeldReason::ForeignScope => (
            words::why_foreign_scope(lang),
            words::do_foreign_scope(lang),
        ),
        HeldReason::UnknownHousehold => (
            words::why_unknown_household(lang),
            words::do_unknown_household(lang),
        ),
        HeldReason::HouseholdExists => (
            words::why_household_exists(lang),
            words::do_household_exists(lang),
        ),
        HeldReason::UnknownVisit => (
            words::why_unknown_visit(lang),
            words::do_unknown_visit(lang),
        ),
        HeldReason::VisitExists => (words::why_visit_exists(lang), words::do_visit_exists(lang)),
        HeldReason::UnknownForm => (words::why_unknown_form(lang), words::do_unknown_form(lang)),
        HeldReason::Answers { .. } => (words::why_answers(lang), words::do_answers(lang)),
        HeldReason::Review { detail } => (detail.clone(), words::do_review(lang)),
        HeldReason::ForeignDevice => (
            words::why_foreign_device(lang),
            words::do_foreign_device(lang),
        ),
        HeldReason::Unknown => (words::why_unknown(lang), words::do_unknown(lang)),
    }
}
