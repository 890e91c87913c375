//! The form: one part on the screen, the next one named on the button. There is no save button.

use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::course::Course;
use super::draft::Open;
use super::progress::PartCells;
use super::{Step, address, head, part_address, renewal, who};
use crate::form::{Onward, PartView};
use crate::ui::{Icon, focus_soon, use_lang, use_page};
use crate::words::visit as words;

/// One part of the form.
#[component]
pub(super) fn PartPage(
    /// The draft.
    open: Open,
) -> impl IntoView {
    let lang = use_lang();
    let course = Course::follow(open);
    let (scroll, heading) = (NodeRef::<html::Div>::new(), NodeRef::<html::H1>::new());
    enter_parts(open, course, scroll, heading);
    use_page(Signal::derive(move || {
        let part = course.heading.get().unwrap_or_default();
        words::part_title(lang, &part)
    }));
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_soon("main".to_owned());
    };
    let hint = Memo::new(move |_| course.here()?.hint);
    let hint = move || {
        let hint = hint.get()?;
        Some(view! { <p class="q-before">{hint.get(lang).to_owned()}</p> })
    };
    let counted = move || words::part_of(lang, course.at.get() + 1, course.parts.read().len());
    let query = use_location().query;
    let questions = move || {
        let name = course.current.get()?;
        // Whoever is led to a question has left its part before, or comes for what is missing there.
        if query.read_untracked().get("at").is_some() {
            course.leave();
        }
        Some(view! { <PartView filling=open.filling name /> })
    };
    let onward = course.onward();
    provide_context(Onward(Callback::new(move |()| onward())));
    view! {
        <a class="skip" href="#main" on:click=skip>{words::skip(lang)}</a>
        <div class="scroll" node_ref=scroll>
            <header class="bar">
                <a class="btn quiet icon-only" href=who::address(open.household) aria-label=words::pause(lang)>
                    {Icon::Close.view()}
                </a>
                {head::title(open)}
                <a class="btn quiet" href=address(open.visit, Step::Finish)>{words::parts(lang)}</a>
            </header>
            <main id="main" tabindex="-1">
                {head::wanted(open)}
                {renewal::offer(open)}
                <div class="sheet form-head">
                    <PartCells parts=course.parts at=course.at />
                    <p class="small muted mt-2">{counted}</p>
                    <h1 class="name title" tabindex="-1" node_ref=heading>{course.heading}</h1>
                    {hint}
                </div>
                {questions}
            </main>
        </div>
        <div class="dock trouble">{head::trouble(open)}</div>
        {steps(open, course)}
    }
    .into_any()
}

/// Back to the part before, and on to the next one or to the last page.
fn steps(open: Open, course: Course) -> AnyView {
    let lang = use_lang();
    let back = move || {
        let part = course.before.get()?;
        Some(view! {
            <a
                class="btn secondary main back-btn"
                href=part_address(open.visit, &part.name)
                aria-label=words::previous(lang, part.label.get(lang))
                on:click=move |_| course.leave()
            >
                {Icon::Back.view()}
            </a>
        })
    };
    let next = move || {
        let label = match course.after.get() {
            Some(part) => words::next(lang, part.label.get(lang)),
            None => words::look_over(lang),
        };
        let href = course.after_address();
        view! { <a class="btn primary main" href=href on:click=move |_| course.leave()>{label}</a> }
    };
    view! { <section class="dock nowrap" aria-label=words::next_step(lang)>{back} {next}</section> }
        .into_any()
}

/// Each part begins at its top, with its heading read out; where the address names a question, there.
fn enter_parts(open: Open, course: Course, scroll: NodeRef<html::Div>, heading: NodeRef<html::H1>) {
    let query = use_location().query;
    Effect::new(move |shown: Option<Option<String>>| {
        let part = course.current.get();
        if let Some(part) = &part {
            open.filling.enter(part);
        }
        let wanted = query.read_untracked().get("at");
        if let Some(path) = wanted.and_then(|path| path.parse().ok()) {
            open.filling.go_to(&path);
        } else if shown.flatten().is_some_and(|shown| Some(shown) != part) {
            if let Some(scroll) = scroll.get_untracked() {
                scroll.set_scroll_top(0);
            }
            if let Some(heading) = heading.get_untracked() {
                // A heading that cannot be focused is only not read out.
                let _ = heading.focus();
            }
        }
        part
    });
}
