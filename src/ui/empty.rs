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
    /// It is all that the page is about: its title is the page's `h1`.
    #[prop(optional)]
    heading: bool,
    /// What to do: a `p`, and maybe a secondary button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title = if heading {
        view! { <h1 class="empty-title">{title}</h1> }.into_any()
    } else {
        view! { <h2 class="empty-title">{title}</h2> }.into_any()
    };
    view! {
        <div class="empty">
            {icon.view()}
            {title}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
