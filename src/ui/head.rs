//! What stands at the top of a page: the band of the four main tabs, the bar of all other pages.

use leptos::prelude::*;

use super::Icon;

/// The head of a main tab: title, what stands at its right, and below it what `children` hold.
#[component]
pub fn Band(
    /// The page's `h1`.
    #[prop(into)]
    title: Signal<String>,
    /// A line over the title, as the date on Today; `end` then stands beside it.
    #[prop(optional, into)]
    over: Option<ViewFn>,
    /// At the right of the top line.
    #[prop(optional, into)]
    end: ViewFn,
    /// Below the title.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let h1 = move || view! { <h1>{title}</h1> };
    let top = match over {
        Some(over) => view! {
            <div class="band-top">{over.run()} {end.run()}</div>
            {h1()}
        }
        .into_any(),
        None => view! { <div class="band-top">{h1()} {end.run()}</div> }.into_any(),
    };
    view! { <header class="band">{top} {children.map(|children| children())}</header> }.into_any()
}

/// The head of a page that leads back: an arrow, maybe a title with a second line, and `children` at the right.
#[component]
pub fn Bar(
    /// Where the arrow leads.
    #[prop(into)]
    back: String,
    /// What the arrow says: `Về danh sách các hộ`.
    #[prop(into)]
    back_label: String,
    /// The page's `h1`, where the page's first sheet does not hold it.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// A second line under the title.
    #[prop(optional, into)]
    sub: Option<Signal<String>>,
    /// At the right; add the class `end`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title = title.map(|title| {
        view! { <h1 class="bar-title">{title} {sub.map(|sub| view! { <small>{sub}</small> })}</h1> }
    });
    view! {
        <header class="bar">
            <a class="btn quiet icon-only" href=back aria-label=back_label>{Icon::Back.view()}</a>
            {title}
            {children.map(|children| children())}
        </header>
    }
    .into_any()
}
