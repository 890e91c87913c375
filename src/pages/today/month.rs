//! How many households were visited in the running month: counted, never a percentage.

use chrono::Datelike;
use dong_hanh_domain::coverage::Span;
use leptos::prelude::*;

use crate::replica::use_replica;
use crate::ui::{Cells, Meter, Sheet, use_lang};
use crate::words::{coverage, today as words};

/// More cells than these cannot be told apart on a phone.
const MOST_CELLS: usize = 24;

/// The month; nothing while there is no household.
#[component]
pub(super) fn Month() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let counted = Memo::new(move |_| replica.reached(Span::Month).all());
    let done = Signal::derive(move || counted.get().reached);
    let of = Signal::derive(move || counted.get().of);
    let sentence = Signal::derive(move || words::visited(lang, done.get(), of.get()));
    let bar = move || {
        if of.get() <= MOST_CELLS {
            view! { <Cells done of received=true label=sentence /> }.into_any()
        } else {
            let count = |signal: Signal<usize>| {
                Signal::derive(move || u64::try_from(signal.get()).unwrap_or(u64::MAX))
            };
            view! { <Meter done=count(done) of=count(of) received=true label=sentence /> }
                .into_any()
        }
    };
    let is_empty = Memo::new(move |_| of.get() == 0);
    move || {
        (!is_empty.get()).then(|| {
            view! { <Sheet title=words::month(lang, replica.today().month()) note=sentence>{bar}<a class="link tall" href="/coverage">{coverage::mine(lang)}</a></Sheet> }
        })
    }
}
