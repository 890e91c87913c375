//! The numbers of the whole unit: who was reached, what the office said to the visits, what became of promises.

use dong_hanh_domain::coverage::{Figure, Tally};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::ui::Meter;
use crate::words::{coverage as words, of};

/// Three tiles.
#[component]
pub(crate) fn Numbers(
    /// What is counted.
    #[prop(into)]
    tally: Signal<Tally>,
    /// What it is counted of.
    label: String,
    /// Puts a number on the page: what it counts, how many, and what it is called.
    number: Callback<(Figure, usize, String), AnyView>,
    /// Whether a key opens each of them.
    #[prop(optional)]
    keys: bool,
    lang: Lang,
) -> impl IntoView {
    let whole = label;
    let part = move || tally.get().all();
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let done = Signal::derive(move || count(part().reached));
    let all = Signal::derive(move || count(part().of));
    let label = Signal::derive(move || words::reached(lang, part().reached, part().of));
    let percent = move || {
        let percent = part().percent();
        percent.map(|percent| words::percent(lang, percent))
    };
    let line = move |figure: Figure| {
        let said = of(lang, figure.both());
        let count = move || number.run((figure, figure.of(&tally.get()), said.to_owned()));
        let key = Figure::ALL.iter().position(|one| *one == figure);
        let key = key.filter(|_| keys);
        view! {
            <li>
                <span>{said}</span>
                {count}
                {key.map(|key| view! { <kbd aria-hidden="true">{key + 1}</kbd> })}
            </li>
        }
    };
    let lines = move |figures: &[Figure]| {
        let lines = figures.iter().map(|figure| line(*figure)).collect_view();
        view! { <ul class="sums">{lines}</ul> }
    };
    view! {
        <section class="tiles" aria-label=whole>
            <div class="tile">
                <h2>{label}</h2>
                <p class="figure">{percent}</p>
                <Meter done of=all received=true label/>
                {lines(&[Figure::Reached, Figure::Left, Figure::InVain])}
            </div>
            <div class="tile">
                <h2>{move || words::visits(lang, tally.get().visits.all())}</h2>
                {lines(&[Figure::Accepted, Figure::Returned, Figure::Waiting])}
            </div>
            <div class="tile">
                <h2>{move || words::promises(lang, tally.get().promises.all())}</h2>
                {lines(&[Figure::Kept, Figure::Open, Figure::Overdue])}
            </div>
        </section>
    }
}
