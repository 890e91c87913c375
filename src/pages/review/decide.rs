//! The decisions, at the bottom of the visit.

use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::desk::use_desk;
use crate::ui::{Banner, Icon, Tone};
use crate::words::review as words;

/// Nhận, trả lại, để sau. `returning` and `keys` open their dialogs.
#[component]
pub fn Decide(
    /// Opens the dialog of the reason.
    returning: RwSignal<bool>,
    /// Opens the list of keys.
    keys: RwSignal<bool>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let desk = use_desk();
    let failed = move || {
        desk.failed.get().map(|error| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::not_saved_title(lang)>
                    <p class="small">{error.text(lang)}</p>
                </Banner>
            }
        })
    };
    view! {
        <div class="decide">
            {failed}
            <div class="decide-row" role="group" aria-label=words::decide(lang)>
                <button type="button" class="btn primary main" on:click=move |_| desk.accept()>
                    {Icon::Check.small()} {words::accept(lang)} " " <kbd aria-hidden="true">"A"</kbd>
                </button>
                <button type="button" class="btn secondary main" aria-haspopup="dialog" on:click=move |_| returning.set(true)>
                    {Icon::Returned.small()} {words::give_back(lang)} " " <kbd aria-hidden="true">"R"</kbd>
                </button>
                <button type="button" class="btn quiet main" on:click=move |_| desk.put_aside()>
                    {words::later(lang)} " " <kbd aria-hidden="true">"S"</kbd>
                </button>
                <button type="button" class="btn quiet hints" aria-haspopup="dialog" on:click=move |_| keys.set(true)>
                    <kbd aria-hidden="true">"?"</kbd> " " {words::keys_hint(lang)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
