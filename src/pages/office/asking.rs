//! A dialog that asks an officer something.

use leptos::html;
use leptos::prelude::*;

use crate::ui::fresh_id;

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
    let dialog = NodeRef::<html::Dialog>::new();
    let title = fresh_id("asking");
    let names = title.clone();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        let asks = about.read().is_some();
        if asks && !dialog.open() {
            // Fails only for a dialog that is off the page, where there is nobody to ask.
            let _ = dialog.show_modal();
        } else if !asks && dialog.open() {
            dialog.close();
        }
    });
    let body = move || about.get().map(|asked| body.run((asked, title.clone())));
    view! {
        <dialog class="dialog return" node_ref=dialog aria-labelledby=names on:close=move |_| about.set(None)>
            {body}
        </dialog>
    }
    .into_any()
}
