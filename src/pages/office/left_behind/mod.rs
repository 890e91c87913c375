//! Who is left behind in the unit, and why: narrowed by reason and hamlet, read from above, printed.

mod table;
mod whys;

use dong_hanh_domain::HamletId;
use dong_hanh_domain::left_behind::{Behind, LeftBehind, ReasonKind};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use self::table::Rows;
use self::whys::Whys;
use super::households::hamlet_options;
use super::walking::{digits, walks};
use crate::device::clipboard;
use crate::office::Topbar;
use crate::replica::use_replica;
use crate::ui::{Button, Empty, FilterSelect, Icon, full_day, use_lang, use_page};
use crate::words::left_behind as words;
use crate::words::office;

/// Rows shown at once; all are printed.
const PAGE: usize = 100;

/// What the list is narrowed by; it outlives the page, so that the way back leads to the same list.
#[derive(Clone, Copy)]
pub struct Narrowed {
    reason: RwSignal<Option<ReasonKind>>,
    hamlet: RwSignal<Option<HamletId>>,
}

impl Narrowed {
    /// Provides it below the current owner.
    pub fn provide() {
        provide_context(Self {
            reason: RwSignal::default(),
            hamlet: RwSignal::default(),
        });
    }

    fn admits(self, behind: &Behind) -> bool {
        let of_hamlet = self
            .hamlet
            .get()
            .is_none_or(|hamlet| hamlet == behind.hamlet);
        of_hamlet && self.reason.get().is_none_or(|kind| behind.bears(kind))
    }

    /// Narrows the list by a reason, or no longer where it is narrowed by it.
    fn turn(self, kind: ReasonKind) {
        self.reason
            .update(|reason| *reason = (*reason != Some(kind)).then_some(kind));
    }

    fn clear(self) {
        self.reason.set(None);
        self.hamlet.set(None);
    }
}

/// The page.
#[component]
pub fn LeftBehindPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let replica = use_replica();
    let narrowed: Narrowed = expect_context();
    let list = Memo::new(move |_| replica.left_behind());
    digits(move |digit| match digit.checked_sub(1) {
        None => narrowed.clear(),
        Some(at) => {
            if let Some(kind) = ReasonKind::ALL.get(at) {
                narrowed.turn(*kind);
            }
        }
    });
    walks("tr.behind-row", "a.link");
    let is_empty = Memo::new(move |_| list.read().rows.is_empty());
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover behind" id="main" tabindex="-1">
            {move || if is_empty.get() { nobody(list, lang) } else { view! { <Listed list narrowed lang/> }.into_any() }}
        </main>
    }
    .into_any()
}

fn nobody(list: Memo<LeftBehind>, lang: Lang) -> AnyView {
    let (icon, title, text) = if list.read().of == 0 {
        (
            Icon::House,
            words::no_households_title(lang),
            words::no_households_text(lang),
        )
    } else {
        (
            Icon::Received,
            words::none_title(lang),
            words::none_text(lang),
        )
    };
    view! { <div class="tile"><Empty icon title><p>{text}</p></Empty></div> }.into_any()
}

/// The numbers and the list.
#[component]
fn Listed(list: Memo<LeftBehind>, narrowed: Narrowed, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let shown = RwSignal::new(PAGE);
    let rows = Memo::new(move |_| {
        let list = list.read();
        let rows = list.rows.iter().filter(|row| narrowed.admits(row));
        rows.cloned().collect::<Vec<_>>()
    });
    Effect::new(move || {
        narrowed.reason.track();
        narrowed.hamlet.track();
        shown.set(PAGE);
    });
    let said = move || words::of(lang, list.read().rows.len(), list.read().of);
    let made = move || words::made(lang, &replica.me().unit_name, &full_day(replica.today()));
    let print = move |()| {
        shown.set(usize::MAX);
        // Once all rows are there.
        request_animation_frame(clipboard::print);
    };
    let hamlet = move || {
        narrowed
            .hamlet
            .get()
            .map(|id| id.to_string())
            .unwrap_or_default()
    };
    let content = move || {
        if rows.read().is_empty() {
            view! {
                <Empty icon=Icon::Search title=words::none_filtered_title(lang)>
                    <p>{words::none_filtered_text(lang)}</p>
                    <Button on_press=move |()| narrowed.clear()>{words::no_filters(lang)}</Button>
                </Empty>
            }
            .into_any()
        } else {
            view! { <Rows rows shown lang/> }.into_any()
        }
    };
    view! {
        <div class="filters">
            <FilterSelect
                label=office::hamlet(lang)
                options=hamlet_options(lang)
                value=Signal::derive(hamlet)
                on_choose=move |value: String| narrowed.hamlet.set(value.parse().ok())
            />
            <Button icon=Icon::Print on_press=print>{words::print(lang)}</Button>
        </div>
        <p class="small muted keys-hint">{words::keys(lang)}</p>
        <div class="behind-list">
            <section class="tile print" aria-labelledby="behind">
                <h2 id="behind">{said}</h2>
                <p class="small muted">{made} ". " {words::reasons_text(lang)}</p>
                <Whys list narrowed lang/>
                <p class="small mt-3" role="status">{move || office::found(lang, rows.read().len(), list.read().rows.len())}</p>
                {content}
            </section>
        </div>
    }
}
