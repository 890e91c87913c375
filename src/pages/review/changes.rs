//! What changed, in a table; what did not, folded below it.

use chrono::NaiveDate;
use dong_hanh_domain::DeviceTime;
use dong_hanh_form::{Difference, Lang, Text};
use leptos::prelude::*;

use super::comparing::{Against, Comparison};
use super::desk::use_desk;
use crate::pages::office::say;
use crate::ui::{Icon, short_day};
use crate::words::review as words;

/// The comparison of a visit with the one before it.
#[component]
pub fn Changes(
    /// With what.
    against: Against,
    /// What changed and what did not.
    comparison: Comparison,
    /// When the other one was finished.
    before: Option<DeviceTime>,
    /// When this one was finished.
    now: DeviceTime,
    /// Today.
    today: NaiveDate,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let Comparison {
        changed,
        learnt,
        missing,
        same,
    } = comparison;
    let title = match (against, changed.len(), learnt.len()) {
        (Against::Nothing, ..) => words::first_visit(lang),
        (Against::Returned(_), 0, _) => words::no_changes_returned(lang),
        (Against::Returned(_), count, _) => words::changes_returned(lang, count),
        (Against::Previous(_), 0, 0) => words::no_changes_previous(lang),
        (Against::Previous(_), 0, new) => words::learnt(lang, new),
        (Against::Previous(_), count, 0) => words::changes_previous(lang, count),
        (Against::Previous(_), count, new) => words::changes_and_learnt(lang, count, new),
    };
    let columns = match against {
        Against::Returned(_) => [
            before.map(|at| words::column_returned(lang, &moment(at, today))),
            Some(words::column_amended(lang, &moment(now, today))),
        ],
        _ => [
            before.map(|at| words::column_before(lang, &short_day(at.day(), today))),
            Some(words::column_now(lang, &short_day(now.day(), today))),
        ],
    };
    let rows: Vec<Difference> = changed.into_iter().chain(learnt).collect();
    let table = (!rows.is_empty()).then(|| {
        let rows = rows.into_iter().map(|change| row(change, lang)).collect_view();
        view! {
            <table class="table diff">
                <thead>
                    <tr>
                        <th scope="col">{words::column_question(lang)}</th>
                        {columns.map(|column| view! { <th scope="col">{column}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <h3 class="sec">{title}</h3>
        {table}
        {(!missing.is_empty()).then(|| view! {
            <p class="small muted mt-2">
                {words::missing(lang, missing.len())} " " {missing.join(" ")}
            </p>
        })}
        {(!same.is_empty()).then(|| view! { <Folded first=against == Against::Nothing same lang/> })}
    }
    .into_any()
}

fn row(change: Difference, lang: Lang) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{change.label.get(lang).to_owned()}</th>
            <td>{said(change.before.as_ref(), lang)}</td>
            <td>
                <b>{said(change.after.as_ref(), lang)}</b>
            </td>
        </tr>
    }
}

fn said(answer: Option<&Text>, lang: Lang) -> String {
    answer.map_or_else(
        || words::not_recorded(lang),
        |answer| answer.get(lang).to_owned(),
    )
}

fn moment(at: DeviceTime, today: NaiveDate) -> String {
    say::moment(at.corrected(), today)
}

/// What did not change; of a first visit, what was recorded, and that is open from the start.
#[component]
fn Folded(first: bool, same: Vec<(String, String)>, lang: Lang) -> impl IntoView {
    let desk = use_desk();
    let is_open = move || first != desk.unfolded.get();
    let title = if first {
        words::facts(lang, same.len())
    } else {
        words::same(lang, same.len())
    };
    let facts = move || {
        is_open().then(|| {
            let facts = same
                .iter()
                .map(|(question, answer)| {
                    view! { <div><dt>{question.clone()}</dt><dd>{answer.clone()}</dd></div> }
                })
                .collect_view();
            view! { <dl class="facts two-columns">{facts}</dl> }
        })
    };
    view! {
        <button
            type="button"
            class="btn quiet fold"
            aria-expanded=move || if is_open() { "true" } else { "false" }
            on:click=move |_| desk.unfolded.update(|unfolded| *unfolded = !*unfolded)
        >
            {Icon::Down.small()}
            {title}
            <kbd>"M"</kbd>
        </button>
        {facts}
    }
}
