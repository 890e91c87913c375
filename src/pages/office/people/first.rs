//! The dialog that shows the first password of an officer, this once.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::device::people::Colleague;
use crate::pages::office::asking::Asking;
use crate::ui::{Button, Icon, Look};
use crate::words::{joining, people as words};

/// An officer who was added, and the password.
pub(super) type First = (Colleague, String);

/// The dialog; it shows what is in `about`.
#[component]
pub(super) fn FirstPassword(
    /// Whose it is, and it.
    about: RwSignal<Option<First>>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let body = Callback::new(move |((colleague, password), title): (First, String)| {
        let who = colleague.person.called();
        view! {
            <h2 id=title tabindex="-1">{words::first_title(lang, &who)}</h2>
            <p class="mt-2">{words::first_text(lang)}</p>
            <p class="mt-3">{words::sign_in(lang)}</p>
            <p class="spoken"><b>{colleague.sign_in}</b></p>
            <p class="mt-3">{words::password(lang)}</p>
            <p class="spoken"><b>{password}</b></p>
            <div class="actions side-by-side">
                <Button look=Look::Primary icon=Icon::Check on_press=move |()| about.set(None)>{joining::done(lang)}</Button>
            </div>
        }
        .into_any()
    });
    view! { <Asking about body/> }
}
