//! Everything that a visit recorded, to be read.

use std::sync::Arc;

use dong_hanh_domain::VisitId;
use dong_hanh_form::{Answers, Form, Lang, recorded};
use dong_hanh_sync::consent::child_in_pictures;
use leptos::prelude::*;

use crate::pages::review::Photos;
use crate::replica::use_replica;
use crate::ui::Sensitive;
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
            let child = child_in_pictures(&visit.answers);
            let (erased, of) = (visit.erased, (visit.row.household, visit.row.id));
            let photos = (!photos.is_empty()).then(|| view! { <Photos photos child erased of lang/> });
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
    let mut screens: Vec<(String, Vec<Said>)> = Vec::new();
    for item in recorded(&form, &answers) {
        let within: Vec<&str> = item.within.iter().map(|text| text.get(lang)).collect();
        let heading = within.join(", ");
        let question = form.question(&item.path);
        let is_sensitive = question.is_some_and(|question| question.sensitive);
        let line = Said {
            question: item.label.get(lang).to_owned(),
            answer: item.words(lang),
            is_sensitive,
        };
        match screens.last_mut() {
            Some((last, lines)) if *last == heading => lines.push(line),
            _ => screens.push((heading, vec![line])),
        }
    }
    screens
        .into_iter()
        .map(|(heading, lines)| {
            let lines = lines.into_iter().map(Said::view).collect_view();
            view! {
                <h3 class="sec">{heading}</h3>
                <dl class="facts two-columns">{lines}</dl>
            }
        })
        .collect_view()
        .into_any()
}

/// One answer with its question, in words.
struct Said {
    question: String,
    answer: String,
    is_sensitive: bool,
}

impl Said {
    fn view(self) -> AnyView {
        let answer = match self.is_sensitive {
            true => view! { <Sensitive of=self.question.clone() value=self.answer/> }.into_any(),
            false => self.answer.into_any(),
        };
        view! { <div><dt>{self.question}</dt><dd>{answer}</dd></div> }.into_any()
    }
}
