//! Which household was meant: searched among those of the unit, and one is chosen.

use dong_hanh_domain::HouseholdId;
use dong_hanh_form::Lang;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::replica::{HouseholdFilter, HouseholdRow, Replica, use_replica};
use crate::ui::{fresh_id, sentence_case};
use crate::words::held as words;
use crate::words::office;

/// How many are shown: what one looks for is at the top.
const SHOWN: usize = 6;

/// The search with what it finds.
#[component]
pub fn Finding(
    /// The one that is chosen.
    chosen: RwSignal<Option<HouseholdId>>,
    /// That none is; told by whoever asks, and over as soon as something is typed or chosen.
    wrong: RwSignal<Option<String>>,
    /// What is asked, for those who hear it.
    group: String,
    /// Which may be chosen.
    #[prop(default = Callback::new(|_| true))]
    admits: Callback<HouseholdId, bool>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let typed = RwSignal::new(String::new());
    let list = NodeRef::<html::Div>::new();
    let found = Memo::new(move |_| {
        let typed = typed.read();
        if typed.trim().is_empty() {
            return Vec::new();
        }
        let mut found = replica.search(&typed, HouseholdFilter::default());
        found.retain(|id| admits.run(*id));
        found
    });
    let shown = Memo::new(move |_| {
        let found = found.read();
        found.iter().take(SHOWN).copied().collect::<Vec<_>>()
    });
    // The arrow leads from the field to what was found, where the browser's own arrows choose.
    let down = move |event: KeyboardEvent| {
        let first = list.get_untracked();
        let first = first.and_then(|list| list.query_selector("input").ok().flatten());
        if event.key() == "ArrowDown"
            && let Some(first) = first
        {
            use wasm_bindgen::JsCast as _;
            event.prevent_default();
            if let Some(first) = first.dyn_ref::<web_sys::HtmlElement>() {
                first.click();
                let _ = first.focus();
            }
        }
    };
    let count = move || {
        let (found, typed) = (found.read().len(), typed.read());
        if typed.trim().is_empty() {
            words::place_hint(lang)
        } else if found == 0 {
            office::none_found(lang, &typed)
        } else {
            words::place_found(lang, found)
        }
    };
    let field = fresh_id("place");
    let name = format!("{field}-group");
    let option = move |id: HouseholdId| {
        let row = replica.row(id)?;
        let is_on = move || chosen.get() == Some(id);
        let choose = move |_| {
            chosen.set(Some(id));
            wrong.set(None);
        };
        Some(view! {
            <label class="choice" class:is-on=is_on>
                <input type="radio" name=name.clone() prop:checked=is_on on:change=choose />
                <span class="grow">
                    <span class="name">{row.courtesy.title()} " " {row.name.to_string()}</span>
                    <span class="sub">{place(replica, &row, lang)}</span>
                </span>
            </label>
        })
    };
    view! {
        <label class="sec" for=field.clone()>{words::place_search(lang)}</label>
        <div class="field">
            <input
                id=field
                type="search"
                autocomplete="off"
                spellcheck="false"
                autofocus
                prop:value=typed
                on:input:target=move |event| {
                    typed.set(event.target().value());
                    chosen.set(None);
                    wrong.set(None);
                }
                on:keydown=down
            />
        </div>
        <p class="small muted" role="status">{count}</p>
        <div class="places" node_ref=list role="radiogroup" aria-label=group>
            <For each=move || shown.get() key=|id| *id let:id>{option(id)}</For>
        </div>
    }
    .into_any()
}

/// `Mã 19900-0012 · tổ dân phố An Hải · kiệt 12`.
pub fn place(replica: Replica, row: &HouseholdRow, lang: Lang) -> String {
    let code = replica.household(row.id).and_then(|known| known.code);
    let code = code.map_or_else(|| words::no_code(lang), |code| words::code(lang, &code));
    let hamlet = replica.hamlet(row.hamlet);
    let hamlet = hamlet.map(|hamlet| hamlet.full_name());
    let address = (!row.address.is_empty()).then(|| sentence_case(&row.address));
    [Some(code), hamlet, address]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
