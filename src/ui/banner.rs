//! A banner: it stays until its cause is gone. First what happened to the data, then what to do.

use leptos::prelude::*;

use super::{Icon, Tone};

/// A banner.
#[component]
pub fn Banner(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// At the left.
    icon: Icon,
    /// What is so.
    #[prop(into)]
    title: String,
    /// What to do, and a button for it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    // Bad news interrupts; anything else waits for its turn.
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class=tone.class("banner") role=role>
            {icon.view()}
            <div class="grow">
                <p class="banner-title">{title}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}
