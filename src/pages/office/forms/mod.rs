//! The forms of the unit: which there are, taking in a workbook, what would change, publishing, going back.

mod ask;
mod card;
mod changes;
mod checked;
mod kinds;
mod list;
mod lists;
mod notes;
mod preview;
mod stage;
mod tile;

use leptos::prelude::*;

use crate::office::Topbar;
use crate::pages::office::walking::walks;
use crate::replica::use_replica;
use crate::ui::{use_lang, use_page};
use crate::words::forms as words;

use ask::{Ask, Asked};
use list::List;
use lists::Lists;
use stage::{Staging, Taking};
use tile::TILE;

/// The page.
#[component]
pub fn FormsPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let replica = use_replica();
    let lists = Lists::ask(replica);
    let staging = Staging::new(replica, lists);
    let about = RwSignal::new(None::<Asked>);
    walks(TILE, "button, summary");
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="muted">{words::text(lang)}</p>
            <Taking staging about lang/>
            <List lists about lang/>
        </main>
        <Ask about lists staging lang/>
    }
    .into_any()
}
