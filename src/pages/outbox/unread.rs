//! Work on this device that this version cannot read: that it is kept, and what to do.

use leptos::prelude::*;

use crate::replica::use_replica;
use crate::ui::{Banner, Icon, Tone, use_lang};
use crate::words::outbox as words;

/// A banner; nothing where everything can be read.
#[component]
pub(super) fn Unread() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let count = Memo::new(move |_| replica.unreadable());
    move || {
        (count.get() > 0).then(|| {
            view! {
                <Banner tone=Tone::Bad icon=Icon::Attention title=words::unread_title(lang, count.get())>
                    <p class="small">{words::unread_help(lang)}</p>
                </Banner>
            }
        })
    }
}
