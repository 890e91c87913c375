//! A part of the page that lies over the others until it is done with.

use leptos::prelude::*;

use super::{Button, Look, fresh_id, shown_while, when_closed};

/// Lies over the page while `open` is true; what is in it is made when it opens. Escape and the button close it.
#[component]
pub fn Panel(
    /// Whether it is there.
    open: RwSignal<bool>,
    /// What it is for.
    #[prop(into)]
    title: Signal<String>,
    /// The words on the button that closes it.
    #[prop(into)]
    done: String,
    /// As large as the screen.
    #[prop(optional)]
    whole: bool,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = shown_while(move || open.get());
    let id = fresh_id("panel");
    let names = id.clone();
    let content = move || open.get().then(|| children());
    view! {
        <dialog
            class="dialog panel"
            class:whole=whole
            node_ref=dialog
            aria-labelledby=names
            on:close=when_closed(dialog, move || open.set(false))
        >
            <h2 id=id>{title}</h2>
            {content}
            <div class="actions">
                <Button look=Look::Secondary main=true on_press=move |()| open.set(false)>{done.clone()}</Button>
            </div>
        </dialog>
    }
    .into_any()
}
