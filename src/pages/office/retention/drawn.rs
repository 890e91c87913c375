//! How many are due in each month, drawn by kind beside their numbers.

use dong_hanh_domain::coverage::{Period, Span};
use dong_hanh_domain::retention::Kind;
use leptos::prelude::*;

use super::Page;
use crate::pages::coverage::called;
use crate::ui::sentence_case;
use crate::words::{of, retention as words};

/// A row a month, a bar a kind; the longest bar is the largest number.
#[component]
pub(super) fn Months(page: Page) -> impl IntoView {
    let Page {
        replica,
        known,
        lang,
        ..
    } = page;
    let rows = move || {
        let months = known.read().schedule.months(replica.today());
        let numbers = months.iter().flat_map(|(_, kinds)| kinds.values());
        let largest = numbers.copied().max().unwrap_or(0).max(1);
        let rows = months.into_iter().map(|(first, kinds)| {
            let cells = Kind::ALL.map(|kind| {
                let count = kinds.get(&kind).copied().unwrap_or(0);
                let percent = count * 100 / largest;
                view! {
                    <td class="n">
                        <span class="bar-cell">
                            <svg class="meter" aria-hidden="true"><rect width=format!("{percent}%") height="100%"></rect></svg>
                            <span class="num">{count}</span>
                        </span>
                    </td>
                }
            });
            let month = sentence_case(&called(lang, Period::around(Span::Month, first)));
            view! { <tr><th scope="row">{month}</th>{cells.collect_view()}</tr> }
        });
        rows.collect_view()
    };
    let heads = Kind::ALL.map(|kind| {
        view! { <th scope="col" class="n">{sentence_case(of(lang, kind.both()))}</th> }
    });
    view! {
        <section class="tile" aria-labelledby="retention-months">
            <h2 id="retention-months">{words::next(lang)}</h2>
            <p class="small muted">{words::months_text(lang)}</p>
            <div class="scroll-wide" tabindex="0" role="group" aria-label=words::next(lang)>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{words::column_month(lang)}</th>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
