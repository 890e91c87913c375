//! A row of a list: at most three lines, and the whole row is one link.

use leptos::prelude::*;

use super::Icon;

/// What a row, a reason or a banner means. A tone never stands without words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Overdue, returned, missing: needs a person's eyes.
    Bad,
    /// Waiting, soon due.
    Wait,
    /// Received, delivered, visited.
    Ok,
}

impl Tone {
    /// The class of `base` in this tone.
    #[must_use]
    pub fn class(self, base: &str) -> String {
        match self {
            Self::Plain => base.to_owned(),
            Self::Bad => format!("{base} bad"),
            Self::Wait => format!("{base} wait"),
            Self::Ok => format!("{base} ok"),
        }
    }
}

/// A row; it has to stand in a `ul.rows`. Its children are the lines: a `span.name`, then [`Line`]s.
#[component]
pub fn Row(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// At the left.
    #[prop(default = None, into)]
    lead: Option<Icon>,
    /// The id of the link, where something else has to find it.
    #[prop(optional, into)]
    id: Option<String>,
    /// The lines.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <a class=tone.class("row") href=href id=id>
                {lead.map(|icon| icon.with("icon lead"))}
                <span class="body">{children()}</span>
                {Icon::Go.with("icon sm go")}
            </a>
        </li>
    }
    .into_any()
}

/// A second or third line of a row.
#[component]
pub fn Line(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <span class=tone.class("sub")>{children()}</span> }.into_any()
}

/// A reason to come, or what else is so, with its drawing: `82 ngày chưa có ai đến thăm`.
#[component]
pub fn Reason(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// At the left.
    icon: Icon,
    /// The words; what counts stands in a `b`.
    children: Children,
) -> impl IntoView {
    view! { <p class=tone.class("reason")>{icon.view()} <span>{children()}</span></p> }.into_any()
}
