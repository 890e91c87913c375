//! The line of what happened to a household, newest first. A gap is drawn as a gap.

use leptos::prelude::*;

/// What stands on the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// A visit: a filled dot.
    #[default]
    Visit,
    /// An act of the office: a ring.
    Act,
    /// Nobody came: a brick ring and a broken line.
    Gap,
}

/// The line; its children are [`TimelineItem`]s.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="line">{children()}</ol> }.into_any()
}

/// Something on the line.
#[component]
pub fn TimelineItem(
    /// What it is.
    #[prop(optional)]
    mark: Mark,
    /// The first words.
    children: Children,
) -> impl IntoView {
    let class = match mark {
        Mark::Visit => "",
        Mark::Act => "plain",
        Mark::Gap => "gap",
    };
    view! { <li class=class>{children()}</li> }.into_any()
}
