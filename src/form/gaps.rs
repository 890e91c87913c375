//! What is to be seen to in a part that one has come back to, in a list above its questions.

use leptos::prelude::*;

use super::filling::Filling;
use super::parts::{Gap, Part};
use crate::ui::{Icon, use_lang};
use crate::words::form as words;

/// The list as it was when the part was opened: what is mended is marked and stays, so that nothing moves.
pub(super) fn gaps(filling: Filling, name: &str) -> Option<AnyView> {
    let lang = use_lang();
    let here = |parts: &[Part], name: &str| -> Vec<Gap> {
        let part = parts.iter().find(|part| part.name == name);
        part.map_or_else(Vec::new, |part| part.gaps.clone())
    };
    let first = untrack(|| {
        let was_left = filling.was_left(name);
        was_left.then(|| here(&filling.parts(), name))
    })?;
    if first.is_empty() {
        return None;
    }
    let now = {
        let name = name.to_owned();
        Memo::new(move |_| here(&filling.parts(), &name))
    };
    let rows = first.into_iter().map(|gap| {
        let path = gap.path.clone();
        let is_mended = Memo::new(move |_| !now.read().iter().any(|gap| gap.path == path));
        let mark = move || {
            is_mended.get().then(
                || view! { <span class="t-ok">{Icon::Check.small()} {words::mended(lang)}</span> },
            )
        };
        let path = gap.path.clone();
        view! {
            <li class="mend">
                <button type="button" class="link tall" on:click=move |_| filling.go_to(&path)>
                    {gap.label.get(lang).to_owned()}
                </button>
                {mark}
            </li>
        }
    });
    let list = view! {
        <div class="sheet joined">
            <div class="banner bad" role="group" aria-labelledby="gaps">
                {Icon::Attention.view()}
                <div class="grow">
                    <h2 id="gaps">{words::to_mend(lang)}</h2>
                    <ul>{rows.collect_view()}</ul>
                </div>
            </div>
        </div>
    };
    Some(list.into_any())
}
