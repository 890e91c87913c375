//! An answer that can be seen and not changed, as what the form reckoned itself.

use leptos::prelude::*;

use super::asked::Asked;
use super::read::media_view;
use super::shown::shown;
use crate::words::form as words;

pub(super) fn read_only(asked: &Asked) -> AnyView {
    let lang = asked.lang;
    let hint = asked.question.hint.as_ref().map(|hint| {
        view! { <p class="q-before">{hint.get(lang).to_owned()}</p> }
    });
    let beside = shown(
        &asked.filling.form(),
        &asked.question.media,
        asked.said(),
        lang,
    );
    let answer = {
        let asked = asked.clone();
        Memo::new(move |_| asked.answer().filter(|answer| !answer.is_blank()))
    };
    let said = {
        let asked = asked.clone();
        move || match &*answer.read() {
            Some(answer) => asked.in_words(answer),
            None => words::nothing(lang),
        }
    };
    let media = move || {
        let answer = answer.get().filter(|answer| !answer.media().is_empty())?;
        Some(view! { <span class="photos">{media_view(&answer, &[])}</span> })
    };
    let bad = asked.clone();
    let error = move || {
        bad.error()
            .map(|error| view! { <p class="q-error">{error}</p> })
    };
    view! {
        <div class="q" id=asked.id() tabindex="-1">
            <p class="q-label">{asked.said()}</p>
            {beside}
            {hint}
            <p class="answer" class:muted=move || answer.read().is_none()>{said}</p>
            {media}
            {error}
        </div>
    }
    .into_any()
}
