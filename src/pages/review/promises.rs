//! What the household wishes for, and what somebody promised.

use chrono::NaiveDate;
use dong_hanh_domain::following::Promised;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::help::whose;
use crate::pages::visit::reading::Reading;
use crate::ui::{Icon, sentence_case, short_day};
use crate::words::review as words;

/// Wishes and commitments; those of the visit before whose day is over come first, as a question.
#[component]
pub fn Promises(
    /// What stands out in the visit.
    reading: Reading,
    /// Promises of the visit before whose day is over.
    past: Vec<Promised>,
    /// Today.
    today: NaiveDate,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let Reading {
        needs,
        wish,
        commitments,
        ..
    } = reading;
    let nothing = needs.is_none() && wish.is_none() && commitments.is_empty() && past.is_empty();
    let past = past
        .into_iter()
        .map(|commitment| {
            let due = commitment.due.map(|due| short_day(due, today)).unwrap_or_default();
            view! {
                <li class="reason wait">
                    {Icon::Promise.view()}
                    <span><b>{words::promise_past(lang, &due)}</b> " " {sentence(&commitment, lang)}</span>
                </li>
            }
        })
        .collect_view();
    let commitments = commitments
        .into_iter()
        .map(|commitment| {
            let due = commitment.due.map(|due| {
                view! { ", " <b>{words::promise_due(lang, &short_day(due, today))}</b> }
            });
            view! {
                <li class="reason">
                    {Icon::Promise.view()}
                    <span>{sentence(&commitment, lang)} {due}</span>
                </li>
            }
        })
        .collect_view();
    let needs = needs.map(|needs| {
        view! { <li class="reason">{Icon::Heart.view()} <span>{needs}</span></li> }
    });
    let wish = wish.map(|wish| {
        view! { <li class="reason">{Icon::Quote.view()} <span>{wish}</span></li> }
    });
    view! {
        <h3 class="sec">{words::needs(lang)}</h3>
        {if nothing {
            view! { <p class="small muted">{words::no_needs(lang)}</p> }.into_any()
        } else {
            view! { <ul class="plain">{past}{needs}{wish}{commitments}</ul> }.into_any()
        }}
    }
    .into_any()
}

fn sentence(commitment: &Promised, lang: Lang) -> String {
    let what = commitment.what.trim_end_matches('.');
    let Some(who) = whose(lang, commitment.by, &commitment.who) else {
        return what.to_owned();
    };
    let by = words::promise_by(lang, &sentence_case(&who));
    format!("{what}. {}", by.trim_end_matches('.'))
}
