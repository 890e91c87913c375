//! The skeleton of a page on the phone: head and content scroll, below them stand the tabs or a dock.

use std::collections::HashMap;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::focus::focus_heading;
use super::notices::Notices;
use super::{Tabs, focus_soon, use_lang};
use crate::words::shell as words;

/// What pages remember of each other.
#[derive(Clone, Copy)]
struct Memory(StoredValue<Places>);

#[derive(Default)]
struct Places {
    /// How far a page was scrolled when it was left, by its address.
    scrolled: HashMap<String, i32>,
    /// The browser's own «back» or «forward» was pressed, so the page to come was left before.
    returning: bool,
    /// The first page of all leaves the focus where the browser put it.
    begun: bool,
}

/// Provides what pages remember of each other. Called before the router is there, so that it hears of
/// «back» first.
pub fn provide_page_memory() {
    let places = StoredValue::new(Places::default());
    let handle = window_event_listener(ev::popstate, move |_| {
        places.try_update_value(|places| places.returning = true);
    });
    on_cleanup(move || handle.remove());
    provide_context(Memory(places));
}

/// Names the browser's tab after the page, never after a person, as browsers write it down; and moves the focus to its `h1` when it was navigated to.
/// For pages that have a skeleton of their own; [`Page`] does it by itself.
pub fn use_page(title: Signal<String>) {
    Effect::new(move || document().set_title(&format!("{} · Đồng Hành", title.read())));
    let begun = use_context::<Memory>().and_then(|Memory(places)| {
        places.try_update_value(|places| std::mem::replace(&mut places.begun, true))
    });
    if begun == Some(true) {
        request_animation_frame(focus_heading);
    }
}

/// A page.
#[component]
pub fn Page(
    /// Its name, for the browser's tab.
    #[prop(into)]
    title: Signal<String>,
    /// What stands at the top: a [`Band`](super::Band) or a [`Bar`](super::Bar).
    #[prop(into)]
    head: ViewFn,
    /// It is one of the four main tabs.
    #[prop(optional)]
    tabs: bool,
    /// What stands at the bottom of any other page: the one next step.
    #[prop(optional, into)]
    dock: Option<ViewFn>,
    /// Its sheets.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let scroll = NodeRef::<html::Div>::new();
    let memory = use_context::<Memory>();
    let address = use_location().pathname.get_untracked();
    let left_at = memory.and_then(|Memory(places)| {
        places.try_update_value(|places| {
            std::mem::take(&mut places.returning)
                .then(|| places.scrolled.get(&address).copied())
                .flatten()
        })
    });
    use_page(title);
    if let Some(top) = left_at.flatten() {
        request_animation_frame(move || {
            if let Some(Some(scroll)) = scroll.try_get_untracked() {
                scroll.set_scroll_top(top);
            }
        });
    }
    let scrolled = move |_| {
        if let (Some(Memory(places)), Some(scroll)) = (memory, scroll.get_untracked()) {
            places.try_update_value(|places| {
                places.scrolled.insert(address.clone(), scroll.scroll_top())
            });
        }
    };
    let skip = |event: ev::MouseEvent| {
        event.prevent_default();
        focus_soon("main".to_owned());
    };
    let dock = dock.map(|dock| {
        view! { <section class="dock" aria-label=words::next_step(lang)>{dock.run()}</section> }
    });
    view! {
        <a class="skip" href="#main" on:click=skip>{words::skip(lang)}</a>
        <div class="scroll" node_ref=scroll on:scroll=scrolled>
            {head.run()}
            <main id="main" tabindex="-1">
                {tabs.then(|| view! { <Notices /> })}
                {children()}
            </main>
        </div>
        {dock}
        {tabs.then(|| view! { <Tabs /> })}
    }
    .into_any()
}
