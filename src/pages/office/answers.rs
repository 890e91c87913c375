//! Everything that a visit recorded, to be read.

use std::sync::Arc;

use dong_hanh_domain::VisitId;
use dong_hanh_form::{Answers, Form, Lang, recorded};
use leptos::prelude::*;

use crate::pages::review::Photos;
use crate::replica::use_replica;
use crate::words::office as said;

/// The answers of a visit, behind a line that opens them.
#[component]
pub fn AnswersOf(
    /// Which.
    visit: VisitId,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let is_open = RwSignal::new(false);
    let content = move || {
        is_open.get().then(|| {
            let visit = replica.visit(visit)?;
            let form = replica.form(&visit.form)?;
            let photos: Vec<_> = visit.answers.media().cloned().collect();
            let (erased, of) = (visit.erased, (visit.row.household, visit.row.id));
            let photos = (!photos.is_empty()).then(|| view! { <Photos photos erased of lang/> });
            Some(view! { <div class="answers"><Recorded form answers=visit.answers lang/> {photos}</div> })
        })
    };
    view! {
        <button
            type="button"
            class="btn quiet pull"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {crate::ui::Icon::Down.small()}
            {said::read_visit(lang)}
        </button>
        {content}
    }
    .into_any()
}

/// Answers with their questions, screen by screen.
#[component]
pub fn Recorded(
    /// The form that was filled.
    form: Arc<Form>,
    /// What was answered.
    answers: Answers,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let mut screens: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for item in recorded(&form, &answers) {
        let within: Vec<&str> = item.within.iter().map(|text| text.get(lang)).collect();
        let heading = within.join(", ");
        let line = (item.label.get(lang).to_owned(), item.words(lang));
        match screens.last_mut() {
            Some((last, lines)) if *last == heading => lines.push(line),
            _ => screens.push((heading, vec![line])),
        }
    }
    screens
        .into_iter()
        .map(|(heading, lines)| {
            let lines = lines
                .into_iter()
                .map(|(question, answer)| view! { <div><dt>{question}</dt><dd>{answer}</dd></div> })
                .collect_view();
            view! {
                <h3 class="sec">{heading}</h3>
                <dl class="facts two-columns">{lines}</dl>
            }
        })
        .collect_view()
        .into_any()
}
