//! Words that are only read, or read out.

use leptos::prelude::*;

use super::asked::Asked;
use super::shown::shown;

pub(super) fn note(asked: &Asked) -> AnyView {
    let (said, helped) = (asked.clone(), asked.clone());
    let paragraphs = move || {
        let text = said.label();
        let paragraphs = text.split("\n\n");
        paragraphs
            .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
            .collect_view()
    };
    let beside = shown(
        &asked.filling.form(),
        &asked.question.media,
        asked.said(),
        asked.lang,
    );
    let hint = move || {
        let hint = helped.hint()?;
        Some(view! { <p class="q-before">{hint}</p> })
    };
    view! { <div class="q note stack">{paragraphs} {beside} {hint}</div> }.into_any()
}
