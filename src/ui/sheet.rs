//! A white sheet: one thing that a page is about.

use leptos::prelude::*;

use super::fresh_id;

/// A section of a page, named by its head where it has one.
#[component]
pub fn Sheet(
    /// The head; without it the sheet is a plain box.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// A few words at the right of the head: `3 việc`.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
    /// Further classes: `flush-top`, `joined`, `next`.
    #[prop(optional)]
    class: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let class = if class.is_empty() {
        "sheet".to_owned()
    } else {
        format!("sheet {class}")
    };
    match title {
        Some(title) => {
            let id = fresh_id("sheet");
            let names = id.clone();
            view! {
                <section class=class aria-labelledby=names>
                    <div class="sheet-head">
                        <h2 id=id>{title}</h2>
                        {note.map(|note| view! { <span class="small muted">{note}</span> })}
                    </div>
                    {children()}
                </section>
            }
            .into_any()
        }
        None => view! { <div class=class>{children()}</div> }.into_any(),
    }
}
