//! What the office keeps and could not file: who sent it and why, and what an officer decides on it. The keys do what
//! the buttons do while the focus is in one of them.

mod ask;
mod decided;
mod entry;
mod sent;
mod why;

use leptos::prelude::*;

use super::walking::{press, walks};
use crate::office::Topbar;
use crate::replica::{HeldEntry, use_replica};
use crate::ui::{Empty, Icon, focus_soon, use_lang, use_page};
use crate::words::held as ruling_words;
use crate::words::office as words;

use ask::{Ask, Asked};
use decided::DecidedLately;
pub use entry::held_line;
use entry::{first_button, item};

/// The tile of one thing that is held.
const TILE: &str = "li.held";

/// The page.
#[component]
pub fn HeldPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::held_title(lang).into());
    let replica = use_replica();
    let is_empty = Memo::new(move |_| replica.held().is_empty());
    let about = RwSignal::new(None::<Asked>);
    let ask = Callback::new(move |asked: Asked| about.set(Some(asked)));
    // Where one goes on when something is decided: before the tile is gone.
    let next = Callback::new(move |digest: String| {
        let held = replica.held();
        let at = held.iter().position(|entry| entry.record.digest == digest);
        let next = at.and_then(|at| held.get(at + 1).or_else(|| held.get(at.checked_sub(1)?)));
        next.map_or_else(
            || "main".to_owned(),
            |next| first_button(&next.record.digest),
        )
    });
    let on_done = Callback::new(move |next: String| focus_soon(next));
    let keys = move |event: leptos::ev::KeyboardEvent| {
        press(&event, TILE);
    };
    walks(TILE, "button");
    view! {
        <Topbar title=words::held_title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <Show when=move || is_empty.get() fallback=move || view! {
                <p class="muted">{words::held_text(lang)}</p>
                <p class="small muted keys-hint">{ruling_words::keys(lang)}</p>
            }>
                <Empty icon=Icon::Received title=words::held_empty(lang)>
                    <p>{words::held_empty_text(lang)}</p>
                </Empty>
            </Show>
            <ul class="stacked" on:keydown=keys>
                <For each=move || replica.held() key=version let:entry>
                    {untrack(|| item(replica, entry, ask, lang))}
                </For>
            </ul>
            <DecidedLately lang/>
        </main>
        <Ask about next on_done lang/>
    }
    .into_any()
}

/// What a tile is made anew for.
fn version(entry: &HeldEntry) -> (String, Option<dong_hanh_domain::OperationId>) {
    let refused = entry.refused.as_ref();
    (
        entry.record.digest.clone(),
        refused.map(|refused| refused.operation),
    )
}
