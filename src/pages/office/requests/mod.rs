//! The register of what the people recorded ask for: what is open by its last day, narrowed, and each step in a dialog.

mod filter;
mod row;
mod step;
mod warning;

use dong_hanh_form::Lang;
use leptos::prelude::*;

use self::filter::{Filters, Show};
use self::row::rows;
use self::step::{StepDialog, Stepping};
use super::walking::walks;
use crate::office::{Topbar, path};
use crate::replica::{Asked, use_replica};
use crate::ui::{Empty, Icon, LinkButton, use_lang, use_page};
use crate::words::requests as words;

pub use warning::RequestsPressing;

/// The page.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::register(lang).into());
    let replica = use_replica();
    let all = Memo::new(move |_| replica.requests());
    let (show, kind) = (RwSignal::new(Show::Open), RwSignal::new(None));
    let about = RwSignal::new(None::<Stepping>);
    walks(".help-walk > li", "button, a");
    let is_empty = Memo::new(move |_| all.read().is_empty());
    let shown = Memo::new(move |_| {
        let today = replica.today();
        let all = all.read();
        let shown = all.iter().filter(|one| {
            let of_kind = kind.get().is_none_or(|kind| one.made.kind == kind);
            of_kind && show.get().admits(one, today)
        });
        shown.cloned().collect::<Vec<_>>()
    });
    let content = move || {
        if is_empty.get() {
            return nothing(lang);
        }
        let lines = move || match shown.get() {
            none if none.is_empty() => {
                view! { <p class="small muted">{words::none_here(lang)}</p> }.into_any()
            }
            some => rows(lang, replica, some, about),
        };
        let open = move || words::open_count(lang, all.read().iter().filter(is_open).count());
        view! {
            <Filters show kind lang/>
            <section class="tile" aria-labelledby="requests">
                <h2 id="requests">{open}</h2>
                {lines}
            </section>
            <p class="small muted">{words::register_text(lang)}</p>
            <p class="small muted">{words::register_source(lang)}</p>
        }
        .into_any()
    };
    view! {
        <Topbar title=words::register(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <p class="small muted keys-hint">{words::keys(lang)}</p>
            {content}
        </main>
        <StepDialog about lang/>
    }
    .into_any()
}

fn is_open(asked: &&Asked) -> bool {
    asked.course.end.is_none()
}

fn nothing(lang: Lang) -> AnyView {
    view! {
        <div class="tile">
            <Empty icon=Icon::Report title=words::empty_title(lang)>
                <p>{words::empty_text(lang)}</p>
                <LinkButton href=path("households")>{words::to_households(lang)}</LinkButton>
            </Empty>
        </div>
    }
    .into_any()
}
