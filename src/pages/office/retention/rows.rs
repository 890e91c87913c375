//! What is due, what goes in the months ahead, and what is held back: soonest first.

use dong_hanh_domain::retention::{Going, Which};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Page;
use crate::office::path;
use crate::ui::{Button, Icon, Look, full_day, sentence_case, use_toaster};
use crate::words::{of, retention as words};

/// Rows shown at once.
const SHOWN: usize = 100;

/// What is due, and the button that erases it.
#[component]
pub(super) fn Due(page: Page) -> impl IntoView {
    let lang = page.lang;
    let due = move || -> Vec<Going> {
        let known = page.known.read();
        let due = known.schedule.due(page.replica.today());
        due.cloned().collect()
    };
    let body = move || {
        let due = due();
        if due.is_empty() {
            return view! { <p>{words::none_due(lang)}</p> }.into_any();
        }
        let count = due.len();
        // What is not shown is not confirmed: it stands there afterwards.
        let shown: Vec<_> = due
            .iter()
            .take(SHOWN)
            .map(|one| one.which.clone())
            .collect();
        let all = shown.len();
        let ask = move |()| page.erasing.set(Some(shown.clone()));
        view! {
            <p class="small muted" role="status">{words::count(lang, count)}</p>
            {table(page, words::due(lang), &due)}
            <Button look=Look::Primary icon=Icon::Erase on_press=ask>{words::erase(lang, all)}</Button>
        }
        .into_any()
    };
    view! {
        <section class="tile" aria-labelledby="retention-due">
            <h2 id="retention-due" tabindex="-1">{words::due(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// What goes in the months ahead.
#[component]
pub(super) fn Next(page: Page) -> impl IntoView {
    let lang = page.lang;
    let body = move || {
        let known = page.known.read();
        let next: Vec<_> = known.schedule.next(page.replica.today()).cloned().collect();
        if next.is_empty() {
            return view! { <p>{words::none_next(lang)}</p> }.into_any();
        }
        view! {
            <p class="small muted">{words::count(lang, next.len())}</p>
            {table(page, words::soon(lang), &next)}
        }
        .into_any()
    };
    view! {
        <section class="tile" aria-labelledby="retention-soon">
            <h2 id="retention-soon">{words::soon(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// What is held back; nothing where nothing is.
#[component]
pub(super) fn HeldBack(page: Page) -> impl IntoView {
    let lang = page.lang;
    let toaster = use_toaster();
    let row = move |which: Which, because: String, until: String| {
        let named = untrack(|| page.called(&which));
        let label = words::let_it_go(lang, &named);
        let kind = sentence_case(of(lang, which.kind().both()));
        let let_go = move |_| {
            let which = which.clone();
            spawn_local(async move {
                let said = match page.replica.let_go(&which).await {
                    Ok(()) => words::let_go_said(lang),
                    Err(error) => error.text(lang),
                };
                toaster.say(said);
            });
        };
        view! {
            <tr>
                <th scope="row">{named}</th>
                <td>{kind}</td>
                <td>{because}</td>
                <td>{until}</td>
                <td><button type="button" class="btn secondary" aria-label=label on:click=let_go>{words::let_go(lang)}</button></td>
            </tr>
        }
    };
    move || {
        let known = page.known.read();
        let held = &known.schedule.held_back;
        if held.is_empty() {
            return None;
        }
        let rows = held.iter().map(|(going, held)| {
            let because = sentence_case(of(lang, held.because.both()));
            row(going.which.clone(), because, full_day(held.end()))
        });
        let rows = rows.collect_view();
        Some(view! {
            <section class="tile" aria-labelledby="retention-held">
                <h2 id="retention-held">{words::held_back(lang)}</h2>
                <p class="small muted">{words::held_back_text(lang)}</p>
                <div class="scroll-wide" tabindex="0" role="group" aria-label=words::held_back(lang)>
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{words::column_what(lang)}</th>
                                <th scope="col">{words::column_kind(lang)}</th>
                                <th scope="col">{words::column_why(lang)}</th>
                                <th scope="col">{words::column_until(lang)}</th>
                                <th scope="col">{words::column_do(lang)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        })
    }
}

/// The first of them.
fn table(page: Page, label: String, going: &[Going]) -> AnyView {
    let lang = page.lang;
    let rows = going.iter().take(SHOWN).map(|going| {
        let which = going.which.clone();
        let named = untrack(|| page.called(&which));
        let place = match &which {
            Which::Household { household } => {
                let to = path(&format!("households/{household}"));
                view! { <a class="link name" href=to>{named.clone()}</a> }.into_any()
            }
            Which::Draft { .. } | Which::Workbook { .. } => named.clone().into_any(),
        };
        let hold = words::hold_it(lang, &named);
        let kind = sentence_case(of(lang, which.kind().both()));
        let ask = move |_| page.holding.set(Some(which.clone()));
        view! {
            <tr>
                <th scope="row">{place}</th>
                <td>{kind}</td>
                <td>{full_day(going.since)}</td>
                <td>{full_day(going.due)}</td>
                <td><button type="button" class="btn secondary" aria-label=hold on:click=ask>{words::hold(lang)}</button></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="scroll-wide" tabindex="0" role="group" aria-label=label>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words::column_what(lang)}</th>
                        <th scope="col">{words::column_kind(lang)}</th>
                        <th scope="col">{words::column_since(lang)}</th>
                        <th scope="col">{words::column_due(lang)}</th>
                        <th scope="col">{words::column_do(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
