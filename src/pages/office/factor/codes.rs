//! The recovery codes, shown this once: to be printed or copied.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Guard;
use crate::device::clipboard;
use crate::ui::{Button, Look, use_toaster};
use crate::words::factor as words;

/// The codes, and what can be done with them.
#[component]
pub(super) fn ShownCodes(guard: Guard, codes: Vec<String>, lang: Lang) -> impl IntoView {
    let toaster = use_toaster();
    let who = untrack(|| guard.replica.me()).person.name.to_string();
    let text = codes.join("\n");
    let copy = move |()| {
        let text = text.clone();
        spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            toaster.say(if copied {
                words::copied(lang)
            } else {
                words::copy_failed(lang)
            });
        });
    };
    let list = codes
        .into_iter()
        .map(|code| view! { <li>{code}</li> })
        .collect_view();
    view! {
        <h3 class="no-print">{words::codes_title(lang)}</h3>
        <p class="no-print mt-2">{words::codes_text(lang)}</p>
        <div class="print mt-4">
            <p><b>{words::codes_of(lang, &who)}</b></p>
            <ol class="numbered on-slip">{list}</ol>
        </div>
        <div class="actions side-by-side no-print">
            <Button on_press=|()| clipboard::print()>{words::print(lang)}</Button>
            <Button on_press=copy>{words::copy(lang)}</Button>
            <Button look=Look::Primary on_press=move |()| guard.end()>{words::codes_kept(lang)}</Button>
        </div>
    }
    .into_any()
}
