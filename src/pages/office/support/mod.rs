//! Support in the unit: promises that are overdue, gifts that two people wrote down, and what came from whom and to where.

mod overdue;
mod pairs;
mod sums;

use dong_hanh_domain::coverage::{Period, Span};
use leptos::prelude::*;

use self::overdue::Overdue;
use self::pairs::Pairs;
use self::sums::Sums;
use super::walking::walks;
use crate::office::Topbar;
use crate::replica::use_replica;
use crate::ui::{use_lang, use_page};
use crate::words::support as words;

/// The page.
#[component]
pub fn SupportPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let replica = use_replica();
    let followed = Memo::new(move |_| replica.followed());
    let period = RwSignal::new(Period::around(Span::Year, untrack(|| replica.today())));
    walks(".help-walk > li", "a, button");
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="small muted keys-hint">{words::keys(lang)}</p>
            <div class="stacked">
                <Overdue followed lang/>
                <Pairs followed lang/>
                <Sums followed period lang/>
            </div>
        </main>
    }
    .into_any()
}
