//! The list of households: searched as one types, narrowed by hamlet and last visit.

use dong_hanh_domain::HouseholdId;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::list_row::{ListRow, row_id};
use crate::replica::{HouseholdFilter, LONG_AGO_DAYS, Replica, Visited, use_replica};
use crate::ui::{
    Band, Button, Empty, FilterChip, FilterSelect, Icon, LinkButton, Look, Page, SyncPill,
    focus_soon, use_lang,
};
use crate::words::households as words;

/// How many rows are on the page at first: more than a screen holds, few enough for a slow phone to
/// change them between two key presses.
const FIRST: usize = 15;

/// How many at first of those that answer what is typed: the best stand first.
const BEST: usize = 8;

/// How many more at a time.
const MORE: usize = 60;

/// What is looked for. It outlives the page, so one comes back from a household to the same list.
#[derive(Clone, Copy)]
pub struct HouseholdList {
    typed: RwSignal<String>,
    filter: RwSignal<HouseholdFilter>,
    shown: RwSignal<usize>,
    found: Memo<Vec<HouseholdId>>,
}

impl HouseholdList {
    /// Provides the list below the current owner.
    pub fn provide(replica: Replica) {
        let typed = RwSignal::new(String::new());
        let filter = RwSignal::new(HouseholdFilter::default());
        let found = Memo::new(move |_| replica.search(&typed.read(), filter.get()));
        provide_context(Self {
            typed,
            filter,
            shown: RwSignal::new(FIRST),
            found,
        });
    }

    /// Shows more, and puts the focus on the first of them: the button may be gone.
    fn show_more(self) {
        let first = self
            .found
            .with_untracked(|found| found.get(self.shown.get_untracked()).copied());
        self.shown.update(|shown| *shown += MORE);
        if let Some(first) = first {
            focus_soon(row_id(first));
        }
    }

    fn look_for(self, text: &str) {
        self.shown
            .set(if text.trim().is_empty() { FIRST } else { BEST });
        self.typed.set(text.to_owned());
    }

    fn narrow(self, change: impl FnOnce(&mut HouseholdFilter)) {
        self.shown.set(FIRST);
        self.filter.update(change);
    }

    /// Turns a filter by last visit on, or off where it is on.
    fn turn(self, visited: Visited) {
        self.narrow(|filter| {
            filter.visited = if filter.visited == visited {
                Visited::Any
            } else {
                visited
            };
        });
    }
}

/// The list.
///
/// # Panics
/// Outside of the open app.
fn use_household_list() -> HouseholdList {
    expect_context()
}

/// The page.
#[component]
pub fn HouseholdsPage() -> impl IntoView {
    let lang = use_lang();
    let list = use_household_list();
    let head = move || {
        view! {
            <Band title=words::title(lang) end=SyncPill>
                <Search list />
            </Band>
        }
    };
    view! {
        <Page title=words::title(lang) head tabs=true>
            <section class="sheet" aria-labelledby="found">
                <Filters list />
                <p class="small muted mt-3 mb-2" id="found" role="status">{move || said(list)}</p>
                <Rows list />
            </section>
            <div class="sheet">
                <p class="small muted">{words::not_listed(lang)}</p>
                <LinkButton href="/households/new" wide=true icon=Icon::Plus class="mt-2">{words::add(lang)}</LinkButton>
            </div>
        </Page>
    }
    .into_any()
}

/// How many there are, said when it changes.
fn said(list: HouseholdList) -> String {
    let lang = use_lang();
    let count = list.found.read().len();
    if count == 0 || list.typed.read().trim().is_empty() {
        words::count(lang, count)
    } else {
        words::found(lang, count)
    }
}

#[component]
fn Search(list: HouseholdList) -> impl IntoView {
    let lang = use_lang();
    let input = NodeRef::<html::Input>::new();
    let clear = move |_| {
        list.look_for("");
        if let Some(input) = input.get_untracked() {
            input.set_value("");
            // Fails only for an element that cannot have the focus.
            let _ = input.focus();
        }
    };
    let blur = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get_untracked() {
            // Closes the keyboard, which stands before the rows.
            let _ = input.blur();
        }
    };
    view! {
        <form class="search" role="search" on:submit=blur>
            {Icon::Search.view()}
            <input
                type="search"
                node_ref=input
                value=list.typed.get_untracked()
                aria-label=words::search_label(lang)
                autocomplete="off"
                autocapitalize="words"
                spellcheck="false"
                enterkeyhint="search"
                on:input:target=move |event| list.look_for(&event.target().value())
            />
            {move || (!list.typed.read().is_empty()).then(|| view! {
                <button type="button" aria-label=words::clear(lang) on:click=clear>{Icon::Close.view()}</button>
            })}
        </form>
    }
    .into_any()
}

#[component]
fn Filters(list: HouseholdList) -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let hamlets = Memo::new(move |_| {
        let mine = replica.me().role.hamlets().clone();
        let of_mine = replica
            .hamlets()
            .into_iter()
            .filter(|hamlet| mine.contains(&hamlet.id));
        let named = of_mine.map(|hamlet| (hamlet.id.to_string(), hamlet.full_name()));
        std::iter::once((String::new(), words::all_hamlets(lang)))
            .chain(named)
            .collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        list.filter
            .read()
            .hamlet
            .map_or_else(String::new, |hamlet| hamlet.to_string())
    });
    let long_ago = Visited::NotWithinDays(LONG_AGO_DAYS);
    view! {
        <div class="filters" role="group" aria-label=words::filters(lang)>
            {move || (hamlets.read().len() > 2).then(|| view! {
                <FilterSelect
                    label=words::new_hamlet(lang)
                    options=hamlets
                    value=chosen
                    on_choose=move |id: String| list.narrow(|filter| filter.hamlet = id.parse().ok())
                />
            })}
            <FilterChip
                on=Signal::derive(move || list.filter.read().visited == long_ago)
                on_press=move |()| list.turn(long_ago)
            >
                {words::long_ago(lang)}
            </FilterChip>
            <FilterChip
                on=Signal::derive(move || list.filter.read().visited == Visited::Never)
                on_press=move |()| list.turn(Visited::Never)
            >
                {words::never(lang)}
            </FilterChip>
        </div>
    }
    .into_any()
}

#[component]
fn Rows(list: HouseholdList) -> impl IntoView {
    let lang = use_lang();
    let shown = move || {
        list.found
            .read()
            .iter()
            .take(list.shown.get())
            .copied()
            .collect::<Vec<_>>()
    };
    let left = Memo::new(move |_| list.found.read().len().saturating_sub(list.shown.get()));
    let is_empty = Memo::new(move |_| list.found.read().is_empty());
    view! {
        <ul class="rows">
            <For each=shown key=|id| *id let:id>
                <ListRow id typed=list.typed.into() />
            </For>
        </ul>
        {move || (left.get() > 0).then(|| view! {
            <div class="more">
                <Button wide=true look=Look::Quiet on_press=move |()| list.show_more()>
                    {move || words::more(lang, left.get().min(MORE))}
                </Button>
            </div>
        })}
        {move || is_empty.get().then(|| view! { <NoneFound list /> })}
    }
    .into_any()
}

#[component]
fn NoneFound(list: HouseholdList) -> impl IntoView {
    let lang = use_lang();
    move || {
        let typed = list.typed.get();
        if *list.filter.read() != HouseholdFilter::default() {
            return view! {
                <Empty icon=Icon::Search title=words::none_filtered_title(lang)>
                    <p>{words::none_filtered_text(lang)}</p>
                    <Button on_press=move |()| list.narrow(|filter| *filter = HouseholdFilter::default())>
                        {words::no_filters(lang)}
                    </Button>
                </Empty>
            }
            .into_any();
        }
        view! {
            <Empty icon=Icon::Search title=words::none_title(lang, typed.trim())>
                <p>{words::none_text(lang)}</p>
            </Empty>
        }
        .into_any()
    }
}
