//! Visits, households and facts that were handed over before they were finished: kept at the office, to be read there and
//! closed where nobody finishes them any more. The keys do what the buttons do while the focus is in a tile.

use dong_hanh_form::Lang;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::close::{Ask, Asked};
use super::closed::Closed;
use super::draft;
use super::lists::{Lists, NotCome};
use crate::device::handed::HandedDraft;
use crate::pages::office::walking::{press, walks};
use crate::replica::{Replica, use_replica};
use crate::ui::Icon;
use crate::words::closing;
use crate::words::handover as words;

/// The tile of one.
const TILE: &str = "li.handed";

/// The lists; nothing where there is none.
#[component]
pub(super) fn Drafts(
    /// How many files were taken in, after each of which there may be others.
    taken: Signal<u32>,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let lists = Lists::new(replica);
    let about = RwSignal::new(None::<Asked>);
    Effect::new(move || {
        taken.track();
        spawn_local(lists.ask());
    });
    let open = move || lists.open();
    let is_any = Memo::new(move |_| !open().is_empty());
    let keys = move |event: leptos::ev::KeyboardEvent| press(&event, TILE);
    walks(TILE, "button");
    view! {
        <Show when=move || is_any.get()>
            <section aria-labelledby="handover-drafts">
                <h2 class="sec" id="handover-drafts">{words::drafts_title(lang)}</h2>
                <p class="small muted">{words::drafts_text(lang)}</p>
                <p class="small muted keys-hint">{closing::keys(lang)}</p>
                <ul class="stacked" on:keydown=keys>
                    <For each=open key=HandedDraft::id let:draft>
                        {untrack(|| item(replica, draft, about, lang))}
                    </For>
                </ul>
            </section>
        </Show>
        <Closed lists lang/>
        <NotCome lists lang/>
        <Ask about lists lang/>
    }
    .into_any()
}

/// The id of the button that closes one.
pub(super) fn button(draft: &HandedDraft) -> String {
    format!("close-{}", draft.id())
}

fn item(
    replica: Replica,
    draft: HandedDraft,
    about: RwSignal<Option<Asked>>,
    lang: Lang,
) -> AnyView {
    let shown = draft::read(replica, &draft, lang);
    let id = button(&draft);
    let called = closing::button_about(lang, &shown.named);
    let asks = move |_| {
        about.set(Some(Asked {
            draft: draft.clone(),
            named: shown.named.clone(),
        }));
    };
    view! {
        <li class="tile handed">
            <h3 class="name">{shown.title}</h3>
            <p class="small muted">{shown.from}</p>
            {shown.content}
            <button
                type="button"
                class="btn secondary"
                id=id
                aria-haspopup="dialog"
                aria-keyshortcuts="D"
                on:click=asks
            >
                {Icon::Close.small()} {closing::close(lang)} " " <kbd aria-hidden="true">"D"</kbd>
                <span class="vh">{called}</span>
            </button>
        </li>
    }
    .into_any()
}
