//! The list of keys, and the switch that turns them off.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::keys::{Command, KEYS};
use crate::ui::{Button, Look, fresh_id, shown_while, when_closed};
use crate::words::review as words;

/// The dialog; it shows while `open` is true.
#[component]
pub fn KeysDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// Whether single keys work.
    on: RwSignal<bool>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let dialog = shown_while(move || open.get());
    let title = fresh_id("keys");
    let hint = fresh_id("keys-hint");
    let rows = KEYS
        .iter()
        .map(|(key, command)| {
            view! {
                <tr>
                    <th scope="row"><kbd>{*key}</kbd></th>
                    <td>{meaning(*command, lang)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <dialog class="dialog key-dialog" node_ref=dialog aria-labelledby=title.clone() on:close=when_closed(dialog, move || open.set(false))>
            <h2 id=title.clone()>{words::keys_title(lang)}</h2>
            <table class="table key-list"><tbody>{rows}</tbody></table>
            <label class="choice mt-3" class:is-on=on>
                <input
                    type="checkbox"
                    aria-describedby=hint.clone()
                    prop:checked=on
                    on:change:target=move |event| on.set(event.target().checked())
                />
                {words::keys_on(lang)}
            </label>
            <p class="tiny muted mt-1" id=hint>{words::keys_on_hint(lang)}</p>
            <div class="actions">
                <Button look=Look::Primary on_press=move |()| open.set(false)>{words::keys_close(lang)}</Button>
            </div>
        </dialog>
    }
    .into_any()
}

fn meaning(command: Command, lang: Lang) -> String {
    match command {
        Command::Accept => words::key_accept(lang),
        Command::Return => words::key_return(lang),
        Command::Later => words::key_later(lang),
        Command::Undo => words::key_undo(lang),
        Command::Next => words::key_next(lang),
        Command::Previous => words::key_previous(lang),
        Command::Household => words::key_household(lang),
        Command::Fold => words::key_fold(lang),
        Command::AcceptAll => words::key_accept_all(lang),
        Command::Keys => words::key_keys(lang),
    }
}
