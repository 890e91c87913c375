//! The same by hamlet and by visitor, those of whom most were left first.

use std::collections::BTreeMap;

use dong_hanh_domain::coverage::{Counted, Figure, Tally};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::{Covering, Place, number};
use crate::pages::coverage::sum;
use crate::pages::office::say;
use crate::replica::use_replica;
use crate::words::{coverage as words, of, office};

/// What the table of hamlets prints of each beside its share.
const OF_HAMLETS: [Figure; 4] = [
    Figure::Reached,
    Figure::Left,
    Figure::Returned,
    Figure::Overdue,
];

/// What the table of visitors prints.
const OF_PEOPLE: [Figure; 7] = [
    Figure::Reached,
    Figure::Accepted,
    Figure::Returned,
    Figure::Waiting,
    Figure::Kept,
    Figure::Open,
    Figure::Overdue,
];

/// A row: whose, what it is called, what was counted, of how many.
type Line = (Place, String, Tally, usize);

/// The hamlets, the smallest share first.
#[component]
pub(super) fn ByHamlet(
    counted: Memo<Vec<Counted>>,
    covering: Covering,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let lines = move || {
        let mut hamlets: BTreeMap<_, Tally> = BTreeMap::new();
        for one in counted.read().iter() {
            *hamlets.entry(one.hamlet).or_default() += one.tally;
        }
        let named = hamlets.into_iter().map(|(id, tally)| {
            let name = replica
                .hamlet(id)
                .map(|hamlet| say::capital(&hamlet.full_name()));
            let name = name.unwrap_or_else(|| office::that_hamlet(lang));
            (Place::Hamlet(id), name, tally, tally.all().of)
        });
        let mut lines: Vec<Line> = named.collect();
        lines.sort_by_key(|(_, name, tally, _)| (tally.all().percent(), name.clone()));
        lines
    };
    let head = office::hamlet(lang);
    view! { <Table title=words::hamlets(lang) head share=words::column_share(lang) lines=Signal::derive(lines) figures=&OF_HAMLETS covering lang/> }
}

/// Whoever came, most households first. Their share is that of the unit's households: to which hamlets they were given
/// is not known here.
#[component]
pub(super) fn ByPerson(
    counted: Memo<Vec<Counted>>,
    visited: Memo<Vec<(dong_hanh_domain::UserId, Counted)>>,
    covering: Covering,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let lines = move || {
        let of = sum(&*counted.read()).all().of;
        let mut people: BTreeMap<_, Tally> = BTreeMap::new();
        for (user, one) in visited.read().iter() {
            *people.entry(*user).or_default() += one.tally;
        }
        let named = people.into_iter().map(|(id, tally)| {
            let name = replica
                .person(id)
                .map(|person| say::capital(&person.called()));
            let name = name.unwrap_or_else(|| office::somebody(lang));
            (Place::Person(id), name, tally, of)
        });
        let mut lines: Vec<Line> = named.collect();
        lines.sort_by_key(|(_, name, tally, _)| {
            (std::cmp::Reverse(tally.all().reached), name.clone())
        });
        lines
    };
    let head = words::column_person(lang);
    view! { <Table title=words::people(lang) head share=words::column_of_unit(lang) lines=Signal::derive(lines) figures=&OF_PEOPLE covering lang/> }
}

#[component]
fn Table(
    title: String,
    head: String,
    share: String,
    lines: Signal<Vec<Line>>,
    figures: &'static [Figure],
    covering: Covering,
    lang: Lang,
) -> impl IntoView {
    let row = move |(place, name, tally, of_all): Line| {
        let percent = (tally.all().reached * 100)
            .checked_div(of_all)
            .unwrap_or_default();
        let cells = figures.iter().map(|figure| {
            let said = words::behind(lang, of(lang, figure.both()), &name, "");
            let said = said.trim_end_matches([',', ' ']).to_owned();
            view! { <td class="n">{number(covering, *figure, place, figure.of(&tally), said)}</td> }
        });
        let cells = cells.collect_view();
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td>
                    <span class="bar-cell">
                        <svg class="meter ok" aria-hidden="true"><rect width=format!("{percent}%") height="100%"></rect></svg>
                        <span class="num">{words::percent(lang, percent)}</span>
                    </span>
                </td>
                {cells}
            </tr>
        }
    };
    let columns = figures.iter();
    let columns =
        columns.map(|figure| view! { <th scope="col" class="n">{of(lang, figure.both())}</th> });
    view! {
        <section class="tile" aria-label=title.clone()>
            <h2>{title.clone()}</h2>
            <div class="scroll-wide" tabindex="0" role="group" aria-label=title.clone()>
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{head}</th>
                            <th scope="col">{share.clone()}</th>
                            {columns.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{move || lines.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
