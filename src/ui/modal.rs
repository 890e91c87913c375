//! What lies over the page, and is the only thing that can be used while it does.

use leptos::html;
use leptos::prelude::*;

/// The `<dialog>` that is modal while `open` is true.
pub fn shown_while(open: RwSignal<bool>) -> NodeRef<html::Dialog> {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only for a dialog that is off the page, where there is nobody to see it.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    dialog
}
