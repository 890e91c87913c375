//! An answer that can be seen and not changed, as what the form reckoned itself.

use leptos::prelude::*;

use super::asked::Asked;
use super::read::media_view;
use crate::words::form as words;

pub(super) fn read_only(asked: &Asked) -> AnyView {
    let lang = asked.lang;
    let hint = asked.question.hint.as_ref().map(|hint| {
        view! { <p class="q-before">{hint.get(lang).to_owned()}</p> }
    });
    let answer = {
        let asked = asked.clone();
        move || match asked.answer().filter(|answer| !answer.is_blank()) {
            Some(answer) => {
                let said =
                    dong_hanh_form::words(&asked.filling.form(), &asked.question, &answer, lang);
                view! {
                    <p class="answer">{said}</p>
                    <span class="photos">{media_view(&answer)}</span>
                }
                .into_any()
            }
            None => view! { <p class="answer muted">{words::nothing(lang)}</p> }.into_any(),
        }
    };
    let bad = asked.clone();
    let error = move || {
        bad.error()
            .map(|error| view! { <p class="q-error">{error}</p> })
    };
    view! {
        <div class="q" id=asked.id() tabindex="-1">
            <p class="q-label">{asked.said()}</p>
            {hint}
            {answer}
            {error}
        </div>
    }
    .into_any()
}
