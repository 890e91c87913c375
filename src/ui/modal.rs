//! What lies over the page, and is the only thing that can be used while it does.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The `<dialog>` that is modal while `open` says so.
pub fn shown_while(open: impl Fn() -> bool + 'static) -> NodeRef<html::Dialog> {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        let open = open();
        if open && !dialog.open() {
            // Fails only for a dialog that is off the page, where there is nobody to see it.
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    dialog
}

/// What a dialog does when it has closed. The browser tells it later, when the dialog may have been opened again.
pub fn when_closed(
    dialog: NodeRef<html::Dialog>,
    then: impl Fn() + 'static,
) -> impl Fn(ev::Event) + 'static {
    move |_| {
        if dialog.get_untracked().is_none_or(|dialog| !dialog.open()) {
            then();
        }
    }
}
