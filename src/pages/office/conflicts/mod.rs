//! Facts of which two people said different things: side by side, and one is chosen. The keys do what the buttons do
//! while the focus is in one of them.

mod ask;
mod settled;
mod third;

use dong_hanh_domain::{HouseholdId, Occasion, OperationId};
use dong_hanh_form::Lang;
use dong_hanh_sync::{Conflict, ConflictId, Side};
use leptos::prelude::*;

use super::say;
use super::walking::walks;
use crate::office::{Topbar, path};
use crate::pages::facts;
use crate::replica::{Replica, use_replica};
use crate::ui::{Banner, Empty, Icon, Tone, use_lang, use_page};
use crate::words::conflicts as words;
use crate::words::{office, story};

use ask::Ask;
use settled::Settled;

/// The page.
#[component]
pub fn ConflictsPage() -> impl IntoView {
    let lang = use_lang();
    use_page(words::title(lang).into());
    let replica = use_replica();
    let open = Memo::new(move |_| replica.open_conflicts());
    let is_empty = Memo::new(move |_| open.read().is_empty());
    // Where one goes on when a fact is settled: asked before it is, as it is not in the list any more after that.
    let next = Callback::new(move |id: ConflictId| {
        let open = open.read_untracked();
        let at = open.iter().position(|other| other.id == id);
        let next = at.and_then(|at| open.get(at + 1).or_else(|| open.get(at.checked_sub(1)?)));
        next.map_or_else(|| "main".to_owned(), |next| option_id(next, 0))
    });
    walks("li.conflict", "input");
    view! {
        <Topbar title=words::title(lang)/>
        <main class="cover" id="main" tabindex="-1">
            <Show when=move || is_empty.get() fallback=move || view! {
                <p class="muted">{words::text(lang)}</p>
                <p class="small muted keys-hint">{words::keys(lang)}</p>
            }>
                <Empty icon=Icon::Check title=words::empty_title(lang)>
                    <p>{words::empty_text(lang)}</p>
                </Empty>
            </Show>
            <ul class="stacked">
                <For each=move || open.get() key=|conflict| (conflict.id.clone(), seen(conflict)) let:conflict>
                    {untrack(|| tile(replica, conflict, next, lang))}
                </For>
            </ul>
            <Settled lang/>
        </main>
    }
    .into_any()
}

/// What a household's page says of the facts of it that clash.
#[component]
pub fn ConflictsOf(
    /// Which.
    household: HouseholdId,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let open = Memo::new(move |_| {
        let mut open = replica.open_conflicts();
        open.retain(|conflict| conflict.household == household);
        open
    });
    move || {
        let open = open.get();
        (!open.is_empty()).then(|| {
            let facts = open.iter().map(|conflict| {
                let fact = facts::fact_name(replica, household, &conflict.id.fact);
                view! { <li>{words::fact_differs(lang, &fact, &differ(conflict, lang))}</li> }
            });
            let facts = facts.collect_view();
            view! {
                <Banner tone=Tone::Wait icon=Icon::Swap title=words::of_household(lang)>
                    <ul class="small">{facts}</ul>
                    <p class="mt-2"><a class="btn secondary" href=path("conflicts")>{words::open(lang)}</a></p>
                </Banner>
            }
        })
    }
}

fn tile(
    replica: Replica,
    conflict: Conflict,
    next: Callback<ConflictId, String>,
    lang: Lang,
) -> impl IntoView {
    let id = tile_id(&conflict);
    let head = head(replica, &conflict, lang);
    view! {
        <li class="tile conflict" id=id>
            {head}
            <Ask conflict next lang/>
        </li>
    }
}

/// The operations that said the values.
fn seen(conflict: &Conflict) -> Vec<OperationId> {
    conflict.sides().map(|side| side.said.operation).collect()
}

fn head(replica: Replica, conflict: &Conflict, lang: Lang) -> impl IntoView + use<> {
    let id = conflict.household;
    let fact = facts::fact_name(replica, id, &conflict.id.fact);
    let name = called(replica, id, lang);
    let hamlet = replica
        .row(id)
        .and_then(|row| replica.hamlet(row.hamlet))
        .map(|hamlet| format!(", {}", hamlet.full_name()));
    view! {
        <h2 class="name" id=format!("{}-fact", tile_id(conflict))>{fact}</h2>
        <p class="small">
            <a class="link tall" href=path(&format!("households/{id}"))>{name}</a> {hamlet} ". "
            <b>{differ(conflict, lang)}</b>
        </p>
    }
}

/// `2 người nói khác nhau`.
fn differ(conflict: &Conflict, lang: Lang) -> String {
    let mut people: Vec<_> = conflict.sides().map(|side| side.said.by).collect();
    people.sort_unstable();
    people.dedup();
    if people.len() > 1 {
        words::people_differ(lang, people.len())
    } else {
        words::values_differ(lang, conflict.sides().count())
    }
}

/// `Bà Nguyễn Thị Hạnh`.
fn called(replica: Replica, household: HouseholdId, lang: Lang) -> String {
    replica
        .row(household)
        .map_or_else(|| office::household_unknown(lang), |row| row.called())
}

/// Who said a value and when, and the visit on which it was found.
fn said(replica: Replica, household: HouseholdId, side: &Side, lang: Lang) -> AnyView {
    let who = say::colleague(replica, side.said.by).unwrap_or_else(|| office::somebody(lang));
    let line = words::said(lang, &say::capital(&who), &say::exactly(side.said.at));
    let on = side.said.on.and_then(|on| match on {
        Occasion::List(_) => {
            let list = say::capital(&story::on_a_list(lang));
            Some(view! { <p class="small muted">{list}</p> }.into_any())
        }
        Occasion::Visit(id) => replica.visit(id).map(|visit| {
            let day = crate::ui::full_day(visit.row.began.day());
            let to = path(&format!("households/{household}#visit-{}", visit.row.id));
            view! { <a class="link small tall" href=to>{words::visit_link(lang, &day)}</a> }
                .into_any()
        }),
    });
    view! { <p class="small muted">{line}</p> {on} }.into_any()
}

fn tile_id(conflict: &Conflict) -> String {
    format!("conflict-{}", conflict.id).replace(':', "-")
}

/// The id of a value's mark.
fn option_id(conflict: &Conflict, at: usize) -> String {
    format!("{}-{at}", tile_id(conflict))
}
