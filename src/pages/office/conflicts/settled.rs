//! What was chosen, by whom, and between what. Who was wrong chooses again.

use dong_hanh_domain::OperationId;
use dong_hanh_form::Lang;
use dong_hanh_sync::{Conflict, ConflictState};
use leptos::prelude::*;

use super::ask::Ask;
use super::{called, tile_id};
use crate::office::path;
use crate::pages::facts;
use crate::pages::office::say;
use crate::replica::{Replica, use_replica, values};
use crate::ui::{Icon, focus_soon};
use crate::words::conflicts as words;
use crate::words::office;

/// How many are shown; older ones are in the story of their household.
const SHOWN: usize = 30;

/// The section; nothing where nothing was chosen yet.
#[component]
pub(super) fn Settled(
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let settled = Memo::new(move |_| {
        let mut settled = replica.settled_conflicts();
        settled.truncate(SHOWN);
        settled
    });
    let is_any = Memo::new(move |_| !settled.read().is_empty());
    view! {
        <Show when=move || is_any.get()>
            <section class="tile" aria-labelledby="settled">
                <h2 id="settled">{words::settled(lang)}</h2>
                <ul class="done">
                    <For
                        each=move || settled.get()
                        key=|conflict| (conflict.id.clone(), version(conflict))
                        let:conflict
                    >
                        <li>{untrack(|| item(replica, conflict, lang))}</li>
                    </For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

/// What a line is made anew for.
fn version(conflict: &Conflict) -> Option<OperationId> {
    match &conflict.state {
        ConflictState::Settled { chosen, .. } => Some(chosen.said.operation),
        ConflictState::Open => None,
    }
}

fn item(replica: Replica, conflict: Conflict, lang: Lang) -> AnyView {
    let ConflictState::Settled { chosen, .. } = conflict.state.clone() else {
        return ().into_any();
    };
    let id = conflict.household;
    let key = conflict.id.fact.clone();
    let fact = facts::fact_name(replica, id, &key);
    // What the record says now: somebody may have chosen again.
    let now = move || {
        let fact = replica
            .household(id)
            .and_then(|household| household.fact(&key))
            .unwrap_or_else(|| chosen.fact.clone());
        facts::fact_value(replica, id, &fact)
    };
    let who = say::colleague(replica, chosen.said.by).unwrap_or_else(|| office::somebody(lang));
    let by = words::settled_by(lang, &say::capital(&who), &say::exactly(chosen.said.at));
    let between: Vec<_> = values(&conflict)
        .iter()
        .map(|sides| format!("“{}”", facts::fact_value(replica, id, &sides[0].fact)))
        .collect();
    let between = words::settled_between(lang, &between.join(", "));
    let name = called(replica, id, lang);
    let again = words::again_of(lang, &fact, &name);
    let asks = RwSignal::new(false);
    let label = format!("{}-fact", tile_id(&conflict));
    let first = super::option_id(&conflict, 0);
    let conflict = StoredValue::new(conflict);
    let button = format!("{label}-again");
    let back = button.clone();
    let next = Callback::new(move |_| back.clone());
    let on_done = Callback::new(move |()| asks.set(false));
    let turn = move |_| {
        asks.update(|asks| *asks = !*asks);
        if asks.get_untracked() {
            focus_soon(first.clone());
        }
    };
    view! {
        <p class="done-head">
            {Icon::Check.small()}
            <span class="grow">
                <b id=label>{fact.clone()}</b> ": " {now} ". "
                <a class="link tall" href=path(&format!("households/{id}"))>{name}</a>
            </span>
            <button
                type="button"
                id=button
                class="btn quiet"
                aria-label=again
                aria-expanded=move || if asks.get() { "true" } else { "false" }
                on:click=turn
            >
                {words::again(lang)}
            </button>
        </p>
        <p class="small muted">{by} ", " {between}</p>
        <Show when=move || asks.get()>
            <Ask conflict=conflict.get_value() next on_done lang/>
        </Show>
    }
    .into_any()
}
