//! What stands around every answer: the question, the hint, the last answer, what is wrong, and the
//! ways out.

use dong_hanh_form::Answer;
use leptos::prelude::*;

use super::asked::Asked;
use super::shown::shown;
use crate::ui::Icon;
use crate::words::form as words;

/// How a question is tied to its control.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One control, named by a label.
    Field,
    /// Several controls of which one is chosen.
    Radios,
    /// Several controls.
    Group,
}

/// A question with its control.
pub(super) fn frame(asked: &Asked, shape: Shape, control: AnyView) -> AnyView {
    let id = asked.id();
    let lang = asked.lang;
    let label = asked.said();
    let hint = {
        let (asked, id) = (asked.clone(), format!("{id}-hint"));
        move || {
            let hint = asked.hint()?;
            Some(view! { <p class="q-before" id=id.clone()>{hint}</p> })
        }
    };
    let guidance = {
        let asked = asked.clone();
        move || {
            let guidance = asked.guidance()?;
            Some(view! {
                <details class="guidance">
                    <summary class="link tall">{words::guidance(lang)}</summary>
                    <p>{guidance}</p>
                </details>
            })
        }
    };
    let before = asked.before().map(|before| {
        view! { <p class="q-before" id=format!("{id}-before")>{before}</p> }
    });
    let is_bad = {
        let asked = asked.clone();
        move || asked.is_bad()
    };
    let beside = shown(&asked.filling.form(), &asked.question.media, label, lang);
    let under = (
        beside,
        hint,
        guidance,
        before,
        control,
        error(asked),
        more(asked),
    );
    if shape == Shape::Field {
        return view! {
            <div class="q" class:has-error=is_bad>
                <label class="q-label" for=id>{label}</label>
                {under}
            </div>
        }
        .into_any();
    }
    let radios = shape == Shape::Radios;
    let (described, invalid, required) = (asked.clone(), asked.clone(), asked.clone());
    view! {
        <fieldset
            class="q"
            class:has-error=is_bad
            id=id
            tabindex="-1"
            role=radios.then_some("radiogroup")
            aria-describedby=move || described.described_by()
            aria-invalid=move || radios.then(|| invalid.aria_invalid()).flatten()
            aria-required=move || radios.then(|| required.aria_required()).flatten()
        >
            <legend class="q-label">{label}</legend>
            {under}
        </fieldset>
    }
    .into_any()
}

fn error(asked: &Asked) -> AnyView {
    let asked = asked.clone();
    let id = format!("{}-error", asked.id());
    let shown = move || {
        asked.error().map(|error| {
            view! { <p class="q-error" id=id.clone()>{Icon::Attention.view()} <span>{error}</span></p> }
        })
    };
    view! { <div aria-live="polite">{shown}</div> }.into_any()
}

/// The ways out: a repair that one tap makes, and the phrases by which the question can be declined.
fn more(asked: &Asked) -> AnyView {
    let repair = {
        let asked = asked.clone();
        let offered = Memo::new({
            let asked = asked.clone();
            move |_| if asked.is_bad() { asked.repair() } else { None }
        });
        move || {
            let (asked, answer) = (asked.clone(), offered.get()?);
            let meant = asked.in_words(&answer);
            let words = words::change_to(asked.lang, &meant);
            let mend = move |_| asked.put(Some(answer.clone()));
            Some(
                view! { <button type="button" class="btn secondary" on:click=mend>{words}</button> },
            )
        }
    };
    let declines = asked.question.declinable.iter().map(|reason| {
        let (reason, lang) = (*reason, asked.lang);
        let (state, press) = (asked.clone(), asked.clone());
        let declined = Memo::new(move |_| state.answer() == Some(Answer::Declined(reason)));
        let press = move |_| {
            let taken_back = declined.get_untracked();
            press.put((!taken_back).then_some(Answer::Declined(reason)));
        };
        view! {
            <button
                type="button"
                class="btn quiet decline"
                aria-pressed=move || if declined.get() { "true" } else { "false" }
                on:click=press
            >
                {reason.label(lang)}
            </button>
        }
    });
    view! { <div class="q-more">{repair} {declines.collect_view()}</div> }.into_any()
}
