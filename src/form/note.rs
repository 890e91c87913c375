//! Words that are only read, or read out.

use leptos::prelude::*;

use super::asked::Asked;

pub(super) fn note(asked: &Asked) -> AnyView {
    let text = asked.question.label.get(asked.lang);
    let paragraphs = text
        .split("\n\n")
        .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> });
    let hint = asked.question.hint.as_ref().map(|hint| {
        view! { <p class="q-before">{hint.get(asked.lang).to_owned()}</p> }
    });
    view! { <div class="q note stack">{paragraphs.collect_view()} {hint}</div> }.into_any()
}
