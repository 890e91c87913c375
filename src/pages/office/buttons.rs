//! The row of buttons of a dialog that asks an officer something.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::ui::{Button, Icon, Look};
use crate::words::{office as words, outbox};

/// The button that does it, and the way back.
#[component]
pub fn Buttons<T>(
    /// What is asked about; the way back empties it.
    about: RwSignal<Option<T>>,
    /// Whether it is being done.
    #[prop(into)]
    busy: Signal<bool>,
    /// Before the word.
    icon: Icon,
    /// What will be done.
    #[prop(into)]
    word: Signal<String>,
    /// The language.
    lang: Lang,
) -> impl IntoView
where
    T: Send + Sync + 'static,
{
    let verb = Signal::derive(move || busy.get().then(|| outbox::saving(lang)));
    // What is being written is not taken back by a press.
    let cancel = move |()| {
        if !busy.get_untracked() {
            about.set(None);
        }
    };
    view! {
        <div class="actions side-by-side">
            <Button look=Look::Primary icon submit=true busy=verb>{word}</Button>
            <Button look=Look::Quiet on_press=cancel>
                {words::cancel(lang)} " " <kbd aria-hidden="true">"Esc"</kbd>
            </Button>
        </div>
    }
    .into_any()
}
