//! The lists that were taken in before.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::course::{Course, Stage};
use super::sums::said;
use crate::device::imports::{Kind, State, Summary};
use crate::pages::office::say;
use crate::ui::{Button, Look};
use crate::words::imports as words;

/// They, while none is in hand.
#[component]
pub(super) fn Earlier(
    /// The list in hand.
    course: Course,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let is_free = Memo::new(move |_| !matches!(*course.stage.read(), Stage::Looked));
    let content = move || match course.earlier.get() {
        None => view! { <p class="muted" role="status">{words::loading(lang)}</p> }.into_any(),
        Some(Err(error)) => view! { <p class="muted">{error.text(lang)}</p> }.into_any(),
        Some(Ok(earlier)) if earlier.is_empty() => {
            view! { <p class="muted">{words::no_earlier(lang)}</p> }.into_any()
        }
        Some(Ok(earlier)) => {
            let rows = earlier
                .iter()
                .map(|import| row(course, import, lang))
                .collect_view();
            view! {
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words::file(lang)}</th>
                            <th scope="col">{words::when(lang)}</th>
                            <th scope="col">{words::who(lang)}</th>
                            <th scope="col">{words::state(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        }
    };
    let section = move || {
        is_free.get().then(|| {
            view! {
                <section class="tile" aria-labelledby="import-earlier">
                    <h2 class="sec" id="import-earlier">{words::earlier(lang)}</h2>
                    <div class="scroll-wide" tabindex="0" role="region" aria-label=words::table(lang, &words::earlier(lang))>{content}</div>
                </section>
            }
        })
    };
    section.into_any()
}

fn row(course: Course, import: &Summary, lang: Lang) -> AnyView {
    let (id, file) = (import.id.clone(), import.file.clone());
    let open = move |()| course.open(id.clone());
    let counts = Kind::ALL.map(|kind| (kind, import.of(kind)));
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<_> = counts
        .map(|(kind, count)| said(kind, count, lang))
        .collect();
    view! {
        <tr>
            <th scope="row">
                <Button look=Look::Quiet on_press=open><span class="vh">{words::open(lang, "")}</span> {file.clone()}</Button>
            </th>
            <td class="nw">{say::moment(import.at, course.replica.today())}</td>
            <td>{say::colleague(course.replica, import.officer)}</td>
            <td>{say::capital(&state(import.state, lang))} ": " {counts.join(", ")}</td>
        </tr>
    }
    .into_any()
}

fn state(state: State, lang: Lang) -> String {
    match state {
        State::Checked => words::state_checked(lang),
        State::Applying => words::state_applying(lang),
        State::Stopped => words::state_stopped(lang),
        State::Applied => words::state_applied(lang),
        State::Undoing => words::state_undoing(lang),
        State::Undone => words::state_undone(lang),
    }
}
