//! J and K go down and up a list of tiles; in a field they are letters.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::pages::review::use_desk;

/// As long as the page is there, goes from the controls of one `tile` to the first `mark` of the next, and from
/// elsewhere to the first one; both are selectors.
pub(super) fn walks(tile: &'static str, mark: &'static str) {
    let desk = use_desk();
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        // As in the review, whoever's voice or hand presses letters by mistake switches them off.
        if desk.keys.get_untracked() {
            walk(&event, tile, mark);
        }
    });
    on_cleanup(move || keys.remove());
}

fn walk(event: &KeyboardEvent, tile: &str, mark: &str) {
    let is_asked = document().query_selector("dialog[open]");
    if !matches!(is_asked, Ok(None)) {
        return;
    }
    let next = match (letter(event).as_deref(), tile_of_focus(tile)) {
        (Some("J"), Some(here)) => here.next_element_sibling(),
        (Some("K"), Some(here)) => here.previous_element_sibling(),
        (Some("J" | "K"), None) => document().query_selector(tile).ok().flatten(),
        _ => return,
    };
    let mark = next.and_then(|next| next.query_selector(mark).ok().flatten());
    if let Some(mark) = mark.and_then(|mark| mark.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        // Fails only for an element that cannot have the focus: then it stays where it was.
        let _ = mark.focus();
    }
}

/// As long as the page is there, tells which digit was pressed by itself.
pub(super) fn digits(told: impl Fn(usize) + 'static) {
    let desk = use_desk();
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let is_alone = !(event.ctrl_key() || event.alt_key() || event.meta_key());
        let is_asked = document().query_selector("dialog[open]");
        if desk.keys.get_untracked()
            && is_alone
            && !is_typing(&event)
            && matches!(is_asked, Ok(None))
            && let Ok(digit) = event.key().parse::<u8>()
        {
            event.prevent_default();
            told(usize::from(digit));
        }
    });
    on_cleanup(move || keys.remove());
}

/// Presses the button of the tile with the focus that bears the letter as its key.
pub(super) fn press(event: &KeyboardEvent, tile: &str) {
    let Some(letter) = letter(event) else { return };
    let button = format!("[aria-keyshortcuts={letter}]");
    let button = tile_of_focus(tile).and_then(|tile| tile.query_selector(&button).ok().flatten());
    if let Some(button) = button.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        event.prevent_default();
        button.click();
    }
}

fn tile_of_focus(tile: &str) -> Option<web_sys::Element> {
    let focused = document().active_element()?;
    focused.closest(tile).ok().flatten()
}

/// The letter that was pressed by itself, as a capital. An input method that composes Vietnamese may report only its
/// place on the keyboard.
fn letter(event: &KeyboardEvent) -> Option<String> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || is_typing(event) {
        return None;
    }
    let key = event.key();
    if key.len() == 1 && key.as_bytes()[0].is_ascii_alphabetic() {
        return Some(key.to_ascii_uppercase());
    }
    event.code().strip_prefix("Key").map(str::to_owned)
}

/// Whether the key goes into a field.
pub(super) fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target();
    let element = target.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        element
            .matches("textarea, select, input:not([type=radio])")
            .unwrap_or_default()
    })
}
