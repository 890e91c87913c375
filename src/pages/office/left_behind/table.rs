//! The list itself: each row says who, where, and every reason.

use std::sync::Arc;

use dong_hanh_domain::left_behind::{Behind, Reason};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::PAGE;
use crate::office::path;
use crate::pages::office::say;
use crate::pages::reasons::drawn;
use crate::replica::{Replica, use_replica};
use crate::ui::{Tone, short_day};
use crate::words::{left_behind as words, of, office, today};

/// The table.
#[component]
pub(super) fn Rows(
    rows: Memo<Vec<Arc<Behind>>>,
    shown: RwSignal<usize>,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let more = move || rows.read().len().saturating_sub(shown.get());
    let lines = move || {
        let rows = rows.read();
        let rows = rows.iter().take(shown.get());
        rows.map(|behind| cells(replica, behind, lang))
            .collect_view()
    };
    view! {
        <div class="scroll-wide" tabindex="0" role="group" aria-label=words::title(lang)>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{office::column_head(lang)}</th>
                        <th scope="col">{words::column_why(lang)}</th>
                        <th scope="col">{office::column_hamlet(lang)}</th>
                        <th scope="col">{office::column_address(lang)}</th>
                        <th scope="col">{office::column_class(lang)}</th>
                        <th scope="col">{office::column_last_visit(lang)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
        {move || (more() > 0).then(|| view! {
            <button type="button" class="btn secondary mt-3 no-print" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                {words::more(lang, more().min(PAGE))}
            </button>
        })}
    }
}

fn cells(replica: Replica, behind: &Behind, lang: Lang) -> AnyView {
    untrack(|| {
        let day = replica.today();
        let row = replica.row(behind.household);
        let hamlet = replica.hamlet(behind.hamlet).map(|hamlet| hamlet.name);
        let address = row.as_ref().map(|row| say::capital(&row.address));
        let last = row.as_ref().and_then(|row| row.last_visit);
        let last = last.map_or_else(|| office::never(lang), |last| short_day(last, day));
        let name = row.map_or_else(|| today::somebody(lang), |row| row.called());
        let why = |reason: &Reason| {
            let (tone, icon) = drawn(reason.kind());
            let class = if tone == Tone::Bad { "t-bad" } else { "" };
            view! { <li class=class>{icon.small()} <span>{of(lang, reason.both(day))}</span></li> }
        };
        view! {
            <tr class="behind-row">
                <th scope="row">
                    <a class="link name" href=path(&format!("households/{}", behind.household))>{name}</a>
                </th>
                <td><ul class="behind-why">{behind.reasons().iter().map(why).collect_view()}</ul></td>
                <td>{hamlet}</td>
                <td>{address}</td>
                <td>{behind.class.map(say::class)}</td>
                <td>{last}</td>
            </tr>
        }
        .into_any()
    })
}
