//! The households of the unit, in a table that is searched while one types.

use dong_hanh_domain::HouseholdId;
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::arranging::double_of;
use super::say;
use crate::office::{Topbar, path};
use crate::replica::{HouseholdFilter, HouseholdRow, Replica, Visited, use_replica};
use crate::ui::{Empty, FilterSelect, Icon, short_day, use_lang, use_page};
use crate::words::households;
use crate::words::office as words;

/// Rows shown at once: what one looks for is at the top, and a longer table only costs time.
const PAGE: usize = 100;

/// Filters by the last visit: days, as the value of an option.
const DAYS: [u16; 3] = [30, 60, 90];

/// What the table is narrowed by; it outlives the page, so the way back leads to the same table.
#[derive(Clone, Copy)]
pub struct Looking {
    typed: RwSignal<String>,
    filter: RwSignal<HouseholdFilter>,
}

impl Looking {
    /// Provides it below the current owner.
    pub fn provide() {
        provide_context(Self {
            typed: RwSignal::default(),
            filter: RwSignal::default(),
        });
    }
}

/// The page.
#[component]
pub fn HouseholdsPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::households_title(lang).into());
    let replica = use_replica();
    let Looking { typed, filter } = expect_context();
    let found = Memo::new(move |_| replica.search(&typed.read(), filter.get()));
    let shown = RwSignal::new(PAGE);
    Effect::new(move || {
        typed.track();
        filter.track();
        shown.set(PAGE);
    });
    let all = Memo::new(move |_| replica.households().len());
    let count = move || match (found.read().len(), all.get()) {
        (found, all) if found == all => words::all_found(lang, all),
        (found, all) => words::found(lang, found, all),
    };
    let content = move || {
        if all.get() == 0 {
            return view! {
                <Empty icon=Icon::House title=words::no_households(lang)>
                    <p>{words::no_households_hint(lang)}</p>
                </Empty>
            }
            .into_any();
        }
        if found.read().is_empty() {
            let typed = typed.get();
            let title = if typed.trim().is_empty() {
                words::none_filtered(lang)
            } else {
                words::none_found(lang, &typed)
            };
            return view! {
                <Empty icon=Icon::Search title>
                    <p>{words::none_hint(lang)}</p>
                </Empty>
            }
            .into_any();
        }
        view! { <Households found shown lang/> }.into_any()
    };
    view! {
        <Topbar title=words::households_title(lang)>
            <span role="status">{count}</span>
        </Topbar>
        <main class="cover" id="main" tabindex="-1">
            <Narrow typed filter lang/>
            <div class="tile">{content}</div>
        </main>
    }
    .into_any()
}

/// The search and the filters.
#[component]
fn Narrow(typed: RwSignal<String>, filter: RwSignal<HouseholdFilter>, lang: Lang) -> impl IntoView {
    let visited = vec![(String::new(), words::visited_any(lang))]
        .into_iter()
        .chain(DAYS.map(|days| (days.to_string(), words::visited_days(lang, days))))
        .chain([("never".to_owned(), words::visited_never(lang))])
        .collect::<Vec<_>>();
    let hamlet = move || {
        filter
            .read()
            .hamlet
            .map(|id| id.to_string())
            .unwrap_or_default()
    };
    let last = move || match filter.read().visited {
        Visited::Any => String::new(),
        Visited::NotWithinDays(days) => days.to_string(),
        Visited::Never => "never".to_owned(),
    };
    view! {
        <search class="narrowing">
            <label>
                <span class="small muted">{words::search(lang)}</span>
                <span class="search">
                    {Icon::Search.small()}
                    <input
                        type="search"
                        autocomplete="off"
                        spellcheck="false"
                        enterkeyhint="search"
                        prop:value=typed
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                </span>
            </label>
            <div class="filters">
                <FilterSelect
                    label=words::hamlet(lang)
                    options=hamlet_options(lang)
                    value=Signal::derive(hamlet)
                    on_choose=move |value: String| filter.update(|filter| filter.hamlet = value.parse().ok())
                />
                <FilterSelect
                    label=words::visited(lang)
                    options=Signal::stored(visited)
                    value=Signal::derive(last)
                    on_choose=move |value: String| filter.update(|filter| filter.visited = chosen(&value))
                />
            </div>
        </search>
    }
}

/// All hamlets of the unit and each of them, as a filter offers them.
pub(super) fn hamlet_options(lang: Lang) -> Signal<Vec<(String, String)>> {
    let replica = use_replica();
    Signal::derive(move || {
        let all = (String::new(), words::all_hamlets(lang));
        let hamlets = replica.hamlets().into_iter();
        let each = hamlets.map(|hamlet| (hamlet.id.to_string(), say::capital(&hamlet.full_name())));
        std::iter::once(all).chain(each).collect::<Vec<_>>()
    })
}

fn chosen(value: &str) -> Visited {
    match value {
        "never" => Visited::Never,
        days => days.parse().map_or(Visited::Any, Visited::NotWithinDays),
    }
}

#[component]
fn Households(found: Memo<Vec<HouseholdId>>, shown: RwSignal<usize>, lang: Lang) -> impl IntoView {
    let replica = use_replica();
    let page = Memo::new(move |_| {
        let found = found.read();
        found
            .iter()
            .take(shown.get())
            .filter_map(|id| replica.row(*id))
            .collect::<Vec<_>>()
    });
    let more = move || found.read().len().saturating_sub(shown.get());
    view! {
        <div class="scroll-wide" tabindex="0" role="group" aria-label=words::households_title(lang)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{words::column_head(lang)}</th>
                        <th scope="col" class="n">{words::column_age(lang)}</th>
                        <th scope="col">{words::column_hamlet(lang)}</th>
                        <th scope="col">{words::column_address(lang)}</th>
                        <th scope="col">{words::column_class(lang)}</th>
                        <th scope="col" class="n">{words::column_size(lang)}</th>
                        <th scope="col">{words::column_last_visit(lang)}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || page.get() key=|row| row.clone().id let:row>
                        <tr>{cells(replica, row, lang)}</tr>
                    </For>
                </tbody>
            </table>
        </div>
        {move || (more() > 0).then(|| view! {
            <button type="button" class="btn secondary mt-3" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                {words::show_more(lang, more().min(PAGE))}
            </button>
        })}
    }
}

fn cells(replica: Replica, row: HouseholdRow, lang: Lang) -> AnyView {
    untrack(|| {
        let today = replica.today();
        let last = match (row.last_visit, row.days_since_visit(today)) {
            (Some(day), Some(days)) => {
                let ago = (days > 0).then(|| format!(", {}", words::days_ago(lang, days)));
                view! { <td>{short_day(day, today)} <span class="muted">{ago}</span></td> }
                    .into_any()
            }
            _ if row.is_left_alone(today) => view! { <td>{words::never(lang)}</td> }.into_any(),
            _ => view! { <td class="t-bad">{words::never(lang)}</td> }.into_any(),
        };
        let hamlet = replica.hamlet(row.hamlet).map(|hamlet| hamlet.name);
        let double = double_of(replica, &row, lang);
        let double = double.map(
            |text| view! { <span class="sub">{Icon::Swap.small()} <span>{text}</span></span> },
        );
        let ended = row.has_ended(today).then(|| {
            let text = households::ended_short(lang);
            view! { <span class="sub">{Icon::House.small()} <span>{text}</span></span> }
        });
        view! {
            <th scope="row">
                <a class="link name" href=path(&format!("households/{}", row.id))>
                    {row.courtesy.title()} " " {row.name.to_string()}
                </a>
                {double}
                {ended}
            </th>
            <td class="n">{row.age}</td>
            <td>{hamlet}</td>
            <td>{say::capital(&row.address)}</td>
            <td>{row.class.map(say::class)}</td>
            <td class="n">{row.size}</td>
            {last}
        }
        .into_any()
    })
}
