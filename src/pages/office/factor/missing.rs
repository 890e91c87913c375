//! Says to an officer without a second factor that there is one.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::{Guard, Stand};
use crate::office::path;
use crate::ui::{Banner, Button, Icon, LinkButton, Look, Tone};
use crate::words::factor as words;

/// The banner; nothing as long as it is not known that there is none, or once it was put off.
#[component]
pub fn FactorMissing(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let guard: Guard = expect_context();
    let is_missing = Memo::new(move |_| {
        let stands = guard.stand.read();
        matches!(&*stands, Stand::Stands(factor) if factor.since.is_none()) && !guard.later.get()
    });
    move || {
        is_missing.get().then(|| {
            view! {
                <Banner tone=Tone::Wait icon=Icon::Lock title=words::missing_title(lang)>
                    <p class="small">{words::missing_text(lang)}</p>
                    <div class="actions side-by-side">
                        <LinkButton href=path("account")>{words::missing_link(lang)}</LinkButton>
                        <Button look=Look::Quiet on_press=move |()| guard.later.set(true)>
                            {words::missing_later(lang)}
                        </Button>
                    </div>
                </Banner>
            }
        })
    }
}
