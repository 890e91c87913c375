//! Six digits on keys of one's own: large, always in the same place, and no keyboard that remembers them.

use dong_hanh_vault::Pin;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::{Icon, use_lang};
use crate::words::vault as words;

/// The dots that fill and the keys that fill them. Digits and Backspace of a keyboard work as well.
#[component]
pub fn PinPad(
    /// What is typed.
    typed: RwSignal<String>,
    /// Nothing is typed meanwhile.
    #[prop(into)]
    busy: Signal<bool>,
    /// Is told all six digits, which are forgotten on the screen.
    #[prop(into)]
    on_full: Callback<String>,
    /// What stands at the left of the zero.
    #[prop(optional, into)]
    side: ViewFn,
) -> impl IntoView {
    let lang = use_lang();
    let pad = NodeRef::<html::Div>::new();
    let push = move |digit: char| {
        if busy.get_untracked() {
            return;
        }
        typed.update(|typed| typed.push(digit));
        if typed.read_untracked().len() >= Pin::DIGITS {
            on_full.run(typed.get_untracked());
            typed.set(String::new());
        }
    };
    let erase = move || {
        if !busy.get_untracked() {
            typed.update(|typed| typed.truncate(typed.len().saturating_sub(1)));
        }
    };
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_held = event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat();
        if is_held || !is_ours(pad) {
            return;
        }
        let key = event.key();
        match key.as_bytes() {
            [digit @ b'0'..=b'9'] => push(char::from(*digit)),
            b"Backspace" => erase(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
    let said = move || words::typed(lang, typed.read().len());
    let dots = (0..Pin::DIGITS)
        .map(|at| view! { <i class:on=move || at < typed.read().len()></i> })
        .collect_view();
    let key = move |digit: char| {
        view! {
            <button type="button" class="key-btn" disabled=busy on:click=move |_| push(digit)>{digit.to_string()}</button>
        }
    };
    view! {
        <div class="pin" aria-hidden="true">{dots}</div>
        <p class="vh" role="status">{said}</p>
        <div class="keys" node_ref=pad role="group" aria-label=words::keypad(lang) aria-disabled=move || busy.get().to_string()>
            {"123456789".chars().map(key).collect_view()}
            <div class="key-side">{side.run()}</div>
            {key('0')}
            <button type="button" class="key-btn plain" aria-label=words::erase(lang) disabled=busy on:click=move |_| erase()>
                {Icon::Erase.view()}
            </button>
        </div>
    }
    .into_any()
}

/// Whether keys are meant for this pad: it is the only one, or the focus is in it.
fn is_ours(pad: NodeRef<html::Div>) -> bool {
    let pads = document().query_selector_all(".keys");
    let is_alone = pads.is_ok_and(|pads| pads.length() == 1);
    let focus = document().active_element();
    is_alone
        || pad
            .get_untracked()
            .is_some_and(|pad| pad.contains(focus.as_deref()))
}
