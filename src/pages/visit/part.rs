//! The form: one part on the screen, the next one named on the button. There is no save button.

use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::draft::Open;
use super::progress::PartCells;
use super::{Step, address, head, part_address, who};
use crate::form::{PartView, html_id};
use crate::ui::{Icon, focus_soon, use_lang, use_page};
use crate::words::visit as words;

/// One part of the form.
#[component]
pub(super) fn PartPage(
    /// The draft.
    open: Open,
) -> impl IntoView {
    let lang = use_lang();
    let Open { visit, filling, .. } = open;
    // The router's query map stands still while the path changes within one route, as from the last page back.
    let location = use_location();
    let (path, query) = (location.pathname, location.query);
    let parts = Memo::new(move |_| filling.parts());
    // A draft that is taken up again opens where it was.
    let start = open.draft.with_value(|draft| draft.screen.clone());
    let form = address(visit, Step::Form);
    let asked = Memo::new(move |before: Option<&Option<String>>| {
        // While the form is being left for another page, it stays where it was.
        if *path.read() == form {
            query.read().get("part")
        } else {
            before.cloned().flatten()
        }
    });
    let at = Memo::new(move |_| {
        let parts = parts.read();
        let number = |name: &str| parts.iter().position(|part| part.name == name);
        asked
            .read()
            .as_deref()
            .and_then(number)
            .or_else(|| number(&start))
            .unwrap_or(0)
    });
    let neighbour = move |offset: isize| {
        let index = at.get().checked_add_signed(offset)?;
        parts.read().get(index).cloned()
    };
    let current = Memo::new(move |_| neighbour(0).map(|part| part.name));
    let (before, after) = (
        Memo::new(move |_| neighbour(-1)),
        Memo::new(move |_| neighbour(1)),
    );
    let leave = move || {
        if let Some(part) = current.get_untracked() {
            filling.leave(&part);
        }
    };

    name_in_address(open, asked, current);
    let (scroll, heading) = (NodeRef::<html::Div>::new(), NodeRef::<html::H1>::new());
    Effect::new(move |shown: Option<Option<String>>| {
        let part = current.get();
        if let Some(part) = &part {
            filling.enter(part);
        }
        let wanted = query
            .read_untracked()
            .get("at")
            .and_then(|path| path.parse().ok());
        if let Some(path) = wanted {
            if let Some(part) = &part {
                filling.leave(part);
            }
            focus_soon(html_id(&path));
        } else if shown
            .flatten()
            .is_some_and(|shown| Some(&shown) != part.as_ref())
        {
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

    use_page(Signal::derive(move || {
        let part = neighbour(0)
            .map(|part| part.label.get(lang).to_owned())
            .unwrap_or_default();
        words::part_title(lang, &part, &open.who.get())
    }));
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_soon("main".to_owned());
    };
    let heading_words = move || neighbour(0).map(|part| part.label.get(lang).to_owned());
    let hint = move || {
        let hint = neighbour(0)?.hint?;
        Some(view! { <p class="q-before">{hint.get(lang).to_owned()}</p> })
    };
    let counted = move || words::part_of(lang, at.get() + 1, parts.read().len());
    let questions = move || {
        current
            .get()
            .map(|name| view! { <PartView filling name /> })
    };
    let back = move || {
        before.get().map(|part| {
            view! {
                <a
                    class="btn secondary main back-btn"
                    href=part_address(visit, &part.name)
                    aria-label=words::previous(lang, part.label.get(lang))
                    on:click=move |_| leave()
                >
                    {Icon::Back.view()}
                </a>
            }
        })
    };
    let next = move || {
        let (href, label) = match after.get() {
            Some(part) => (
                part_address(visit, &part.name),
                words::next(lang, part.label.get(lang)),
            ),
            None => (address(visit, Step::Finish), words::look_over(lang)),
        };
        view! { <a class="btn primary main" href=href on:click=move |_| leave()>{label}</a> }
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{words::skip(lang)}</a>
        <div class="scroll" node_ref=scroll>
            <header class="bar">
                <a class="btn quiet icon-only" href=who::address(open.household) aria-label=words::pause(lang)>
                    {Icon::Close.view()}
                </a>
                {head::title(open)}
                <a class="btn quiet" href=address(visit, Step::Finish)>{words::parts(lang)}</a>
            </header>
            <main id="main" tabindex="-1">
                {head::wanted(open)}
                <div class="sheet form-head">
                    <PartCells parts at />
                    <p class="small muted mt-2">{counted}</p>
                    <h1 class="name title" tabindex="-1" node_ref=heading>{heading_words}</h1>
                    {hint}
                </div>
                {questions}
            </main>
        </div>
        <div class="dock trouble">{head::trouble(open)}</div>
        <section class="dock nowrap" aria-label=words::next_step(lang)>{back} {next}</section>
    }
    .into_any()
}

/// The address always names the part, so that the browser's own back goes part by part.
fn name_in_address(open: Open, asked: Memo<Option<String>>, current: Memo<Option<String>>) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let (None, Some(part)) = (asked.get(), current.get()) {
            let here = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&part_address(open.visit, &part), here);
        }
    });
}
