//! A dialog, for what cannot be undone. Its title is the question; the safe answer is first and primary.

use leptos::prelude::*;

use super::{Button, Look, fresh_id, shown_while, when_closed};

/// Asks while `open` is true; Escape and the safe answer close it.
#[component]
pub fn Dialog(
    /// Whether it asks.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// The safe answer: `Giữ bản nháp`.
    #[prop(into)]
    safe: String,
    /// The other answer: `Xóa bản nháp`.
    #[prop(into)]
    risky: String,
    /// What the other answer does; the dialog is closed before.
    #[prop(into)]
    on_risky: Callback<()>,
    /// What will be lost.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let dialog = shown_while(move || open.get());
    let id = fresh_id("dialog");
    let names = id.clone();
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby=names on:close=when_closed(dialog, move || open.set(false))>
            <h2 id=id>{title}</h2>
            {children.map(|children| children())}
            <div class="actions">
                <Button look=Look::Primary main=true on_press=move |()| open.set(false)>
                    {safe.clone()}
                </Button>
                <Button
                    look=Look::Danger
                    on_press=move |()| {
                        open.set(false);
                        on_risky.run(());
                    }
                >
                    {risky.clone()}
                </Button>
            </div>
        </dialog>
    }
    .into_any()
}
