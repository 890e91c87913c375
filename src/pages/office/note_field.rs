//! What an officer writes to somebody, in a dialog.

use leptos::html;
use leptos::prelude::*;

use crate::ui::{Icon, fresh_id};

/// The field; marked where it may not stay as it is.
#[component]
pub fn NoteField(
    /// What is written.
    note: RwSignal<String>,
    /// The field, for whoever puts the focus there.
    field: NodeRef<html::Textarea>,
    /// Its name.
    label: String,
    /// What is wrong with it.
    wrong: Signal<Option<String>>,
) -> impl IntoView {
    let id = fresh_id("note");
    let error = format!("{id}-error");
    let described = error.clone();
    let is_bad = move || wrong.read().is_some();
    let said = move || {
        wrong.get().map(|wrong| {
            view! {
                <p class="q-error" id=error.clone()>
                    {Icon::Attention.view()} <span>{wrong}</span>
                </p>
            }
        })
    };
    view! {
        <label class="sec" for=id.clone()>{label}</label>
        <div class="field" class:is-bad=is_bad>
            <textarea
                autocomplete="off"
                id=id
                rows="3"
                autofocus
                maxlength="1000"
                node_ref=field
                aria-invalid=move || is_bad().then_some("true")
                aria-describedby=move || is_bad().then(|| described.clone())
                prop:value=note
                on:input:target=move |event| note.set(event.target().value())
            ></textarea>
        </div>
        {said}
    }
    .into_any()
}
