//! Records that may be one household, in pairs: what is alike, what differs, and what an officer says of them.

mod answered;
mod compare;
mod pair;

use dong_hanh_domain::HouseholdId;
use dong_hanh_domain::near::Twins;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use self::answered::Decided;
use self::pair::pair;
use super::walking::{press, walks};
use crate::office::Topbar;
use crate::pages::review::use_desk;
use crate::replica::{Replica, use_replica};
use crate::ui::{use_lang, use_page};
use crate::words::{duplicates as words, facts};

/// Pairs that are shown at once.
const PAGE: usize = 10;

/// The page.
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let (replica, desk) = (use_replica(), use_desk());
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        if desk.keys.get_untracked() {
            press(&event, ".twins > li");
        }
    });
    on_cleanup(move || keys.remove());
    walks(".twins > li", "a, button:not([disabled])");
    let open = Memo::new(move |_| replica.twins());
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="small muted keys-hint">{words::keys(lang)}</p>
            <div class="stacked">
                <Open open lang/>
                <Decided lang/>
            </div>
        </main>
    }
    .into_any()
}

/// The pairs that wait.
#[component]
fn Open(open: Memo<Vec<Twins>>, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let most = RwSignal::new(PAGE);
    let count = move || words::pairs(lang, open.read().len());
    let shown = Memo::new(move |_| {
        let open = open.read();
        open.iter().take(most.get()).cloned().collect::<Vec<_>>()
    });
    let left = move || open.read().len().saturating_sub(most.get());
    let none = move || {
        open.read()
            .is_empty()
            .then(|| view! { <p class="small muted">{words::none(lang)}</p> })
    };
    let more = move || {
        (left() > 0).then(|| {
            view! {
                <button type="button" class="btn secondary mt-3" on:click=move |_| most.update(|most| *most += PAGE)>
                    {words::more(lang, left().min(PAGE))}
                </button>
            }
        })
    };
    let place = move |pair: [HouseholdId; 2]| {
        let shown = shown.read_untracked();
        shown
            .iter()
            .position(|twins| twins.pair == pair)
            .unwrap_or_default()
    };
    view! {
        <section class="tile" aria-labelledby="twins">
            <h2 id="twins" tabindex="-1">{count}</h2>
            <p class="small muted measure">{words::text(lang)}</p>
            {none}
            <ul class="twins open">
                <For each=move || shown.get() key=|twins| twins.pair let:twins>
                    {pair(lang, replica, &twins, Callback::new(place))}
                </For>
            </ul>
            {more}
        </section>
    }
    .into_any()
}

/// `bà Nguyễn Thị Hạnh`, inside a sentence.
fn called(replica: Replica, household: HouseholdId, lang: Lang) -> String {
    let row = untrack(|| replica.row(household));
    row.map_or_else(
        || facts::other_household(lang),
        |row| format!("{} {}", row.courtesy.word(), row.name),
    )
}
