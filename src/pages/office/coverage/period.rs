//! Which month, quarter or year is looked at.

use dong_hanh_domain::coverage::{Period, Span};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::coverage::called;
use crate::replica::use_replica;
use crate::ui::FilterSelect;
use crate::words::coverage as words;

/// How many of each length are offered, the running one first.
const LAST: [(Span, usize); 3] = [(Span::Month, 12), (Span::Quarter, 8), (Span::Year, 5)];

/// The running ones and those before.
#[component]
pub(crate) fn PeriodFilter(
    /// The one that is looked at.
    period: RwSignal<Period>,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let periods = Memo::new(move |_| {
        let today = replica.today();
        let last = |(span, count)| {
            let running = Period::around(span, today);
            std::iter::successors(Some(running), |one| Some(one.before())).take(count)
        };
        LAST.into_iter().flat_map(last).collect::<Vec<_>>()
    });
    let options = move || {
        let periods = periods.get().into_iter().enumerate();
        periods
            .map(|(at, period)| (at.to_string(), called(lang, period)))
            .collect::<Vec<_>>()
    };
    let chosen = move || {
        let at = periods.read().iter().position(|one| *one == period.get());
        at.map(|at| at.to_string()).unwrap_or_default()
    };
    let choose = move |value: String| {
        let at = value.parse::<usize>().ok();
        if let Some(one) = at.and_then(|at| periods.read().get(at).copied()) {
            period.set(one);
        }
    };
    view! {
        <FilterSelect
            label=words::period(lang)
            options=Signal::derive(options)
            value=Signal::derive(chosen)
            on_choose=choose
        />
    }
}
