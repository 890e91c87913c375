//! Asks before an account is closed, and says what becomes of its devices and their work.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::people::Colleague;
use crate::ui::Dialog;
use crate::words::people as words;

/// The dialog.
#[component]
pub(super) fn Closing(
    /// Whether it asks.
    asks: RwSignal<bool>,
    /// Whose account it is.
    about: RwSignal<Option<Colleague>>,
    /// Closes it.
    close: Callback<Colleague>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let who = move || {
        let about = about.read();
        let about = about.as_ref();
        about.map(|one| one.person.called()).unwrap_or_default()
    };
    let devices = move || {
        let about = about.read();
        let sessions = about.iter().flat_map(|one| &one.sessions);
        sessions.filter(|session| session.ended.is_none()).count()
    };
    let go = move |()| {
        if let Some(colleague) = about.get_untracked() {
            close.run(colleague);
        }
    };
    view! {
        <Dialog
            open=asks
            title=Signal::derive(move || words::close_title(lang, &who()))
            safe=words::keep_open(lang)
            risky=words::close(lang)
            on_risky=go
        >
            <p>{move || words::close_text(lang, devices())}</p>
            <p>{words::close_unsent(lang)}</p>
        </Dialog>
    }
}
