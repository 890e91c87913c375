//! A dialog that asks an officer something.

use leptos::prelude::*;

use crate::ui::{fresh_id, shown_while, when_closed};

/// The dialog; it asks while there is something in `about`.
#[component]
pub fn Asking<T>(
    /// What is asked about.
    about: RwSignal<Option<T>>,
    /// The question, for what is asked about and the id of the dialog's title.
    body: Callback<(T, String), AnyView>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let dialog = shown_while(move || about.read().is_some());
    let title = fresh_id("asking");
    let names = title.clone();
    let body = move || about.get().map(|asked| body.run((asked, title.clone())));
    view! {
        <dialog class="dialog return" node_ref=dialog aria-labelledby=names on:close=when_closed(dialog, move || about.set(None))>
            {body}
        </dialog>
    }
    .into_any()
}
