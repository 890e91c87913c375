//! Buttons, and links that look like them. At most one primary a screen, and it says what happens.

use leptos::prelude::*;

use super::Icon;

/// What a button looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one next step of a screen.
    Primary,
    /// Anything else that is often wanted.
    #[default]
    Secondary,
    /// What is seldom wanted.
    Quiet,
    /// What cannot be undone: outlined, and never first.
    Danger,
}

impl Look {
    fn class(self, main: bool, wide: bool, class: &str) -> String {
        let look = match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        };
        let main = if main { " main" } else { "" };
        let wide = if wide { " wide" } else { "" };
        let gap = if class.is_empty() { "" } else { " " };
        format!("btn {look}{main}{wide}{gap}{class}")
    }
}

/// A button. While `busy` holds a verb (`Đang mở`) it shows the ring and the verb, and presses do nothing.
#[component]
pub fn Button(
    /// What it looks like.
    #[prop(optional)]
    look: Look,
    /// 56 px instead of 48.
    #[prop(optional)]
    main: bool,
    /// As wide as the sheet.
    #[prop(optional)]
    wide: bool,
    /// Further classes, for gaps.
    #[prop(optional)]
    class: &'static str,
    /// Before the words.
    #[prop(default = None, into)]
    icon: Option<Icon>,
    /// The verb of what is under way.
    #[prop(optional, into)]
    busy: Signal<Option<String>>,
    /// Sends the form that it stands in, besides calling `on_press`.
    #[prop(optional)]
    submit: bool,
    /// What it does.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The words.
    children: ChildrenFn,
) -> impl IntoView {
    let pressed = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked().is_some() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=look.class(main, wide, class)
            aria-busy=move || busy.read().is_some().then_some("true")
            aria-disabled=move || busy.read().is_some().then_some("true")
            on:click=pressed
        >
            {move || match busy.get() {
                Some(verb) => view! { <span class="busy" aria-hidden="true"></span>{verb} }.into_any(),
                None => view! { {icon.map(Icon::small)} {children()} }.into_any(),
            }}
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What it looks like.
    #[prop(optional)]
    look: Look,
    /// 56 px instead of 48.
    #[prop(optional)]
    main: bool,
    /// As wide as the sheet.
    #[prop(optional)]
    wide: bool,
    /// Further classes, for gaps.
    #[prop(optional)]
    class: &'static str,
    /// Before the words.
    #[prop(default = None, into)]
    icon: Option<Icon>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <a class=look.class(main, wide, class) href=href>{icon.map(Icon::small)} {children()}</a> }
        .into_any()
}

/// A button that is an icon alone; `label` is what it says to those who do not see it.
#[component]
pub fn IconButton(
    /// The drawing.
    icon: Icon,
    /// What it does, in words.
    #[prop(into)]
    label: String,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="btn quiet icon-only" aria-label=label on:click=move |_| on_press.run(())>
            {icon.view()}
        </button>
    }
    .into_any()
}
