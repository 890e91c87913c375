//! The review of visits: the list, the visit, the household; every decision on a key.

mod changes;
mod comparing;
mod decide;
mod desk;
mod elsewhere;
mod entry;
mod keys;
mod keys_dialog;
mod list;
mod photos;
mod promises;
mod queue;
mod return_dialog;
mod shown;
mod side;
mod visit;

use dong_hanh_form::Lang;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

pub use desk::{Desk, use_desk};
pub use photos::Photos;

use crate::office::Topbar;
use crate::pages::office::RequestsPressing;
use crate::ui::{use_lang, use_page};
use crate::words::review as words;
use decide::Decide;
use keys::{Command, command};
use keys_dialog::KeysDialog;
use list::List;
use return_dialog::ReturnDialog;
use side::{Side, open_household};
use visit::{NothingWaits, Visit};

/// The page.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let desk = use_desk();
    let returning = RwSignal::new(false);
    let listing = RwSignal::new(false);
    let visit = Memo::new(move |_| desk.open());
    let heading = NodeRef::<html::H2>::new();
    listen(desk, returning, listing);
    follow(visit, heading);

    let is_empty = Memo::new(move |_| desk.queue.read().is_empty());
    let middle = move || {
        if is_empty.get() {
            view! { <NothingWaits lang/> }.into_any()
        } else {
            view! {
                <Visit visit heading lang/>
                <Decide returning keys=listing lang/>
            }
            .into_any()
        }
    };
    view! {
        <Topbar title=words::title(lang)>
            <Progress lang/>
        </Topbar>
        <div class="notices"><RequestsPressing/></div>
        <div class="panes">
            <List lang/>
            <main class="pane visit" id="main" tabindex="-1">{middle}</main>
            {move || (!is_empty.get()).then(|| view! { <Side visit lang/> })}
        </div>
        <ReturnDialog open=returning lang/>
        <KeysDialog open=listing on=desk.keys lang/>
        <p class="vh" role="status">{desk.said}</p>
    }
    .into_any()
}

/// «Hôm nay đã duyệt 12, còn 38», with its bar.
#[component]
fn Progress(lang: Lang) -> impl IntoView {
    let desk = use_desk();
    let done = Memo::new(move |_| desk.decided_today());
    let left = Memo::new(move |_| desk.queue.read().len());
    let of = move || done.get() + left.get();
    let percent = move || (done.get() * 100).checked_div(of()).unwrap_or(100);
    view! {
        <span>
            {words::progress_done(lang)} " " <b>{done}</b> ", " {words::progress_left(lang)} " " <b>{left}</b>
        </span>
        <svg class="meter ok narrow-1" role="img" aria-label=move || words::progress(lang, done.get(), of())>
            <rect width=move || format!("{}%", percent()) height="100%"></rect>
        </svg>
    }
}

/// Listens for keys as long as the page is shown.
fn listen(desk: Desk, returning: RwSignal<bool>, listing: RwSignal<bool>) {
    let navigate = use_navigate();
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_off = !desk.keys.get_untracked() && event.key() != "?";
        if is_off || is_taken(&event) {
            return;
        }
        let Some(command) = command(&event.key(), &event.code(), event.shift_key()) else {
            return;
        };
        event.prevent_default();
        // A key that is held down moves on, but decides nothing twice.
        if event.repeat() && !matches!(command, Command::Next | Command::Previous) {
            return;
        }
        match command {
            Command::Accept => desk.accept(),
            Command::Return => returning.set(untrack(|| desk.open()).is_some()),
            Command::Later => desk.put_aside(),
            Command::Undo => desk.undo(),
            Command::Next => desk.step(1),
            Command::Previous => desk.step(-1),
            Command::Household => {
                if let Some(household) = open_household(desk) {
                    navigate(
                        // The router puts the office's address before it.
                        &format!("/households/{household}"),
                        NavigateOptions::default(),
                    );
                }
            }
            Command::Fold => desk.unfolded.update(|unfolded| *unfolded = !*unfolded),
            Command::AcceptAll => desk.accept_same(),
            Command::Keys => listing.set(true),
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether the key belongs to something else: a text that is being typed, a dialog, the browser.
fn is_taken(event: &ev::KeyboardEvent) -> bool {
    let typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
                || element
                    .dyn_ref::<HtmlElement>()
                    .is_some_and(HtmlElement::is_content_editable)
        });
    let asking = document()
        .query_selector("dialog[open]")
        .ok()
        .flatten()
        .is_some();
    typing
        || asking
        || event.default_prevented()
        || event.is_composing()
        || event.ctrl_key()
        || event.alt_key()
        || event.meta_key()
}

/// When another visit is opened its top is shown; the focus goes there where the element that had it is
/// gone, and stays on a button that is still there.
fn follow(visit: Memo<Option<dong_hanh_domain::VisitId>>, heading: NodeRef<html::H2>) {
    Effect::new(move |before: Option<Option<dong_hanh_domain::VisitId>>| {
        let now = visit.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                let Some(heading) = heading.get_untracked() else {
                    return;
                };
                let lost = document()
                    .active_element()
                    .is_none_or(|element| element.tag_name() == "BODY");
                if lost {
                    // Fails only for an element that cannot have the focus.
                    let _ = heading.focus();
                }
                if let Some(pane) = heading.closest("main").ok().flatten() {
                    pane.set_scroll_top(0);
                }
            });
        }
        now
    });
}
