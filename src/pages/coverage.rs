//! How many of their households a volunteer reached, and what came of it: every number opens the list behind it.

use chrono::Datelike;
use dong_hanh_domain::coverage::{Counted, Figure, Period, Span, Tally, Whose};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use crate::pages::households::where_it_lives;
use crate::replica::use_replica;
use crate::ui::{Bar, FilterChip, Line, Meter, More, Page, Row, Sheet, SyncPill, use_lang};
use crate::words::{coverage as words, left_behind, of, today};

/// How many of a list are shown at first, and more at a time.
const FIRST: usize = 30;

/// A period as it is spoken of: `Quý IV năm 2026`.
#[must_use]
pub fn called(lang: Lang, period: Period) -> String {
    let (month, year) = (period.first().month(), period.first().year());
    match period.span() {
        Span::Month => words::month(lang, month, year),
        Span::Quarter => {
            let number = match month {
                1..=3 => "I",
                4..=6 => "II",
                7..=9 => "III",
                _ => "IV",
            };
            words::quarter(lang, number, year)
        }
        Span::Year => words::year(lang, year),
    }
}

/// What some households come to.
#[must_use]
pub fn sum<'a>(counted: impl IntoIterator<Item = &'a Counted>) -> Tally {
    counted.into_iter().map(|counted| counted.tally).sum()
}

/// The page.
#[component]
pub fn CoveragePage() -> impl IntoView {
    let (lang, replica) = (use_lang(), use_replica());
    let span = RwSignal::new(Span::Month);
    let figure = RwSignal::new(Figure::Left);
    let shown = RwSignal::new(FIRST);
    let counted = Memo::new(move |_| {
        let period = Period::around(span.get(), replica.today());
        replica.counted(period, Whose::Of(replica.me().user))
    });
    let tally = Memo::new(move |_| sum(&*counted.read()));
    let chip = |one: Span| {
        let on = Signal::derive(move || span.get() == one);
        view! {
            <FilterChip on on_press=move |()| span.set(one)>
                {called(lang, Period::around(one, replica.today()))}
            </FilterChip>
        }
    };
    let chips = [Span::Month, Span::Quarter, Span::Year].map(chip);
    let part = move || tally.get().all();
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let sentence = Signal::derive(move || words::met(lang, part().reached, part().of));
    let done = Signal::derive(move || count(part().reached));
    let all = Signal::derive(move || count(part().of));
    let number = |one: Figure| {
        let on = Signal::derive(move || figure.get() == one);
        let press = move |_| {
            figure.set(one);
            shown.set(FIRST);
        };
        view! {
            <button type="button" class="counted" aria-pressed=move || if on.get() { "true" } else { "false" } on:click=press>
                <span>{of(lang, one.mine())}</span>" "<b class="num">{move || one.of(&tally.get())}</b>
            </button>
        }
    };
    let numbers = Figure::ALL.map(number);
    let behind = Memo::new(move |_| {
        let figure = figure.get();
        let counted = counted.read();
        let behind = counted.iter().filter(|one| figure.of(&one.tally) > 0);
        behind.map(|one| one.household).collect::<Vec<_>>()
    });
    let row = move |id| {
        let known = Memo::new(move |_| {
            let row = replica.row(id)?;
            Some((row.called(), where_it_lives(replica, &row)))
        });
        let name = move || {
            known
                .get()
                .map_or_else(|| today::somebody(lang), |(name, _)| name)
        };
        let place = move || known.get().and_then(|(_, place)| place);
        view! {
            <Row href=format!("/households/{id}")>
                <span class="name">{name}</span>
                {move || place().map(|place| view! { <Line>{place}</Line> })}
            </Row>
        }
    };
    let rows = move || {
        let behind = behind.read();
        behind.iter().take(shown.get()).copied().collect::<Vec<_>>()
    };
    let all_behind = Signal::derive(move || behind.read().len());
    let note = Signal::derive(move || words::listed(lang, all_behind.get()));
    let what = Signal::derive(move || of(lang, figure.get().mine()).to_owned());
    let head = move || {
        view! { <Bar back="/" back_label=left_behind::back(lang) title=words::own(lang)><SyncPill /></Bar> }
    };
    view! {
        <Page title=words::own(lang) head>
            <Sheet title=words::mine(lang)>
                <div class="filters">{chips.into_iter().collect_view()}</div>
                <p class="mt-2">{sentence}</p>
                <Meter done of=all received=true label=sentence />
                <div class="mt-3">{numbers.into_iter().collect_view()}</div>
            </Sheet>
            <Sheet title=what note>
                <ul class="rows"><For each=rows key=|id| *id let:id>{row(id)}</For></ul>
                <More all=all_behind shown step=FIRST words=left_behind::more wide=true />
            </Sheet>
        </Page>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_quarter_is_called_by_its_number() {
        let called = |day: &str| {
            let period = Period::around(Span::Quarter, day.parse().unwrap());
            called(Lang::Vi, period)
        };
        let days = ["2026-03-31", "2026-04-01", "2026-07-01", "2026-11-28"];
        for (day, number) in days.into_iter().zip(["I", "II", "III", "IV"]) {
            assert_eq!(called(day), format!("Quý {number} năm 2026"));
        }
    }
}
