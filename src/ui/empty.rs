//! What a list says that has nothing to show: what is so, and what to do.

use leptos::prelude::*;

use super::Icon;

/// An empty state.
#[component]
pub fn Empty(
    /// Over the words.
    icon: Icon,
    /// What is so.
    #[prop(into)]
    title: String,
    /// What to do: a `p`, and maybe a secondary button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon.view()}
            <h2>{title}</h2>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
