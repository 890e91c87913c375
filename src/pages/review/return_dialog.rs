//! Trả lại: the officer says what to mend, by a number or in words.

use dong_hanh_form::Lang;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::desk::{Desk, use_desk};
use crate::pages::office::note_field::NoteField;
use crate::pages::office::say;
use crate::replica::use_replica;
use crate::ui::{Button, Icon, Look, fresh_id, shown_while, when_closed};
use crate::words::review as words;

/// Usual reasons; their numbers are keys.
fn usual(lang: Lang) -> [String; 5] {
    [
        words::reason_measure(lang),
        words::reason_missing(lang),
        words::reason_commitment(lang),
        words::reason_unclear(lang),
        words::reason_wrong_household(lang),
    ]
}

/// The dialog; it asks while `open` is true.
#[component]
pub fn ReturnDialog(
    /// Whether it asks.
    open: RwSignal<bool>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let desk = use_desk();
    let dialog = shown_while(move || open.get());
    let text = NodeRef::<html::Textarea>::new();
    let reason = RwSignal::new(String::new());
    let is_missing = RwSignal::new(false);
    let whom = Memo::new(move |_| whom(desk, lang));
    Effect::new(move || {
        if open.get() {
            reason.set(String::new());
            is_missing.set(false);
        }
    });
    let focus_text = move || {
        if let Some(text) = text.get_untracked() {
            let _ = text.focus();
        }
    };
    let choose = move |words: String| {
        reason.set(words);
        is_missing.set(false);
        focus_text();
    };
    let send = move || {
        let words = reason.get_untracked().trim().to_owned();
        if words.is_empty() {
            is_missing.set(true);
            focus_text();
            return;
        }
        open.set(false);
        desk.give_back(words);
    };
    let pressed = move |event: ev::KeyboardEvent| {
        let typing = event_target_is(&event, text);
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send();
        } else if let Some(words) = event
            .key()
            .parse()
            .ok()
            .and_then(|number| chosen(number, lang))
            && (!typing || reason.read_untracked().is_empty())
        {
            event.prevent_default();
            choose(words);
        }
    };
    let wrong = Signal::derive(move || is_missing.get().then(|| words::return_missing(lang)));
    let title = fresh_id("return");
    view! {
        <dialog
            class="dialog return"
            node_ref=dialog
            aria-labelledby=title.clone()
            on:close=when_closed(dialog, move || open.set(false))
            on:keydown=pressed
        >
            <h2 id=title.clone()>{move || words::return_title(lang, &whom.read().0)}</h2>
            <p class="small">{move || words::return_text(lang, &whom.read().1)}</p>
            <NoteField note=reason field=text label=words::return_reason(lang) wrong />
            <p class="tiny muted mt-3">{words::return_usual(lang)}</p>
            <ul>{usual_reasons(lang, Callback::new(choose))}</ul>
            <div class="actions side-by-side">
                <Button look=Look::Primary icon=Icon::Returned on_press=move |()| send()>
                    {words::return_send(lang)}
                    " "
                    <kbd aria-hidden="true">"Ctrl ↵"</kbd>
                </Button>
                <Button look=Look::Quiet on_press=move |()| open.set(false)>
                    {words::return_cancel(lang)}
                    " "
                    <kbd aria-hidden="true">"Esc"</kbd>
                </Button>
            </div>
        </dialog>
    }
    .into_any()
}

/// The usual reasons, each with its key.
fn usual_reasons(lang: Lang, choose: Callback<String>) -> AnyView {
    let reason = |(index, words): (usize, String)| {
        let chosen = words.clone();
        view! {
            <li>
                <button type="button" class="btn quiet usual" on:click=move |_| choose.run(chosen.clone())>
                    <kbd aria-hidden="true">{index + 1}</kbd> <span>{words}</span>
                </button>
            </li>
        }
    };
    let reasons = usual(lang).into_iter().enumerate().map(reason);
    reasons.collect_view().into_any()
}

/// Who was visited, and who is asked to mend.
fn whom(desk: Desk, lang: Lang) -> (String, String) {
    let replica = use_replica();
    let Some(visit) = desk.open() else {
        return Default::default();
    };
    let name = desk
        .queue
        .read()
        .get(visit)
        .map(|entry| entry.called.clone())
        .unwrap_or_default();
    let author = replica
        .visit(visit)
        .and_then(|visit| say::briefly(replica, visit.row.author))
        .unwrap_or_else(|| crate::words::office::somebody(lang));
    (name, author)
}

fn chosen(number: usize, lang: Lang) -> Option<String> {
    usual(lang).into_iter().nth(number.checked_sub(1)?)
}

fn event_target_is(event: &ev::KeyboardEvent, text: NodeRef<html::Textarea>) -> bool {
    let target = event.target();
    text.get_untracked().is_some_and(|text| {
        target.is_some_and(|target| *text.unchecked_ref::<web_sys::EventTarget>() == target)
    })
}
