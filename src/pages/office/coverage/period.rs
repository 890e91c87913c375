//! Which month, quarter or year is looked at.

use dong_hanh_domain::coverage::{Period, Span};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::coverage::called;
use crate::replica::use_replica;
use crate::ui::FilterSelect;
use crate::words::coverage as words;

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
        let spans = [Span::Month, Span::Quarter, Span::Year];
        spans
            .into_iter()
            .flat_map(|span| {
                let running = Period::around(span, today);
                [running, running.before()]
            })
            .collect::<Vec<_>>()
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
