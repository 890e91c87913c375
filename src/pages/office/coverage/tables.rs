//! The same by hamlet, by the units of the time and by visitor, those of whom most were left first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use dong_hanh_domain::coverage::{Counted, Figure, Part, Tally, UnitsThen, by_person, together};
use dong_hanh_domain::{HamletId, RoleKind, UnitKey, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::{Covering, Place, number};
use crate::pages::coverage::sum;
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::words::{coverage as words, of, office};

/// What the tables of places print of each beside its share.
const OF_PLACES: [Figure; 4] = [
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

/// A row.
#[derive(Clone, PartialEq)]
struct Line {
    place: Place,
    name: String,
    /// What is said beside the name.
    note: Option<String>,
    tally: Tally,
    share: Share,
}

/// How many of which households were reached.
#[derive(Clone, Copy, PartialEq)]
enum Share {
    /// Of all that are counted.
    All(Part),
    /// Of those that one person was given; `None` where it is not known which those are.
    Given(Option<Part>),
}

/// The hamlets, the smallest share first, each with the unit in which it lay where that was another one.
#[component]
pub(super) fn ByHamlet(
    counted: Memo<Vec<Counted>>,
    then: Memo<UnitsThen>,
    covering: Covering,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let lines = move || {
        let own = replica.me().role.unit().clone();
        let then = then.read();
        let hamlets = by_hamlet(&counted.read());
        let named = hamlets.into_iter().map(|(id, tally)| {
            let name = replica
                .hamlet(id)
                .map(|hamlet| say::capital(&hamlet.full_name()));
            let other = then.unit(id).filter(|unit| **unit != own);
            Line {
                place: Place::Hamlet(id),
                name: name.unwrap_or_else(|| office::that_hamlet(lang)),
                note: other
                    .map(|unit| words::lay_in(lang, &unit_name(replica, &then, lang, Some(unit)))),
                tally,
                share: Share::All(tally.all()),
            }
        });
        smallest_first(named)
    };
    let head = office::hamlet(lang);
    view! { <Table title=words::hamlets(lang) head share=words::column_share(lang) lines=Signal::derive(lines) figures=&OF_PLACES covering lang/> }
}

/// The units in which the hamlets lay, the smallest share first; nothing where that was this one.
#[component]
pub(super) fn ByUnit(
    counted: Memo<Vec<Counted>>,
    then: Memo<UnitsThen>,
    covering: Covering,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let is_told = Memo::new(move |_| {
        let own = replica.me().role.unit().clone();
        then.read().units().into_iter().any(|unit| *unit != own)
    });
    let lines = move || {
        let then = then.read();
        let units = then.told(by_hamlet(&counted.read()));
        let named = units.into_iter().map(|(unit, tally)| Line {
            name: unit_name(replica, &then, lang, unit.as_ref()),
            place: Place::Then(unit),
            note: None,
            tally,
            share: Share::All(tally.all()),
        });
        smallest_first(named)
    };
    let head = words::column_unit(lang);
    move || {
        is_told.get().then(|| {
            view! { <Table title=words::units(lang) head=head.clone() share=words::column_share(lang) lines=Signal::derive(lines) figures=&OF_PLACES covering lang/> }
        })
    }
}

/// What a unit was called then.
pub(super) fn unit_name(
    replica: Replica,
    then: &UnitsThen,
    lang: Lang,
    unit: Option<&UnitKey>,
) -> String {
    let Some(unit) = unit else {
        return words::other_unit(lang);
    };
    let me = replica.me();
    match then.name(unit) {
        Some(name) => name.to_owned(),
        None if unit == me.role.unit() => me.unit_name,
        None => words::unnamed_unit(lang, &unit.to_string()),
    }
}

fn by_hamlet(counted: &[Counted]) -> BTreeMap<HamletId, Tally> {
    let counted = counted.iter();
    let counted = counted.map(|one| (one.hamlet, one.tally));
    together(counted, |hamlet| Some(*hamlet))
}

fn smallest_first(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|line| (line.tally.all().percent(), line.name.clone()));
    lines
}

/// Whoever came and whoever was to come, most households first. Their share is that of the households of their own
/// hamlets, as their phone says it; who has none here has no share.
#[component]
pub(super) fn ByPerson(
    given: Memo<BTreeMap<UserId, Vec<Counted>>>,
    visited: Memo<Vec<(UserId, Counted)>>,
    covering: Covering,
    lang: Lang,
) -> impl IntoView {
    let replica = use_replica();
    let lines = move || {
        let visited = visited.read();
        let given = given.read();
        let volunteers = given.keys().filter(|user| {
            let person = replica.person(**user);
            person.is_some_and(|person| person.role == RoleKind::Volunteer)
        });
        let people = by_person(volunteers.copied(), visited.iter().copied());
        let named = people.into_iter().map(|(id, tally)| {
            let name = replica
                .person(id)
                .map(|person| say::capital(&person.called()));
            let share = given.get(&id).map(|theirs| sum(theirs).all());
            Line {
                place: Place::Person(id),
                name: name.unwrap_or_else(|| office::somebody(lang)),
                note: None,
                tally,
                share: Share::Given(share),
            }
        });
        let mut lines: Vec<_> = named.collect();
        lines.sort_by_key(|line| (Reverse(line.tally.all().reached), line.name.clone()));
        lines
    };
    let head = words::column_person(lang);
    view! { <Table title=words::people(lang) head share=words::column_given(lang) lines=Signal::derive(lines) figures=&OF_PEOPLE covering lang/> }
}

/// A share as it is drawn and said; that of a person in the words of their phone too.
fn share_cell(lang: Lang, share: Share) -> impl IntoView {
    let (part, said) = match share {
        Share::All(part) => (Some(part), None),
        Share::Given(Some(part)) => (Some(part), Some(words::met_of(lang, part.reached, part.of))),
        Share::Given(None) => (None, Some(words::not_given(lang))),
    };
    let percent = part.and_then(|part| part.percent());
    let bar = percent.map(|percent| {
        view! {
            <span class="bar-cell">
                <svg class="meter ok" aria-hidden="true"><rect width=format!("{percent}%") height="100%"></rect></svg>
                <span class="num">{words::percent(lang, percent)}</span>
            </span>
        }
    });
    view! {
        {bar}
        {said.map(|said| view! { <span class="small muted">{said}</span> })}
    }
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
    let row = move |line: Line| {
        let Line {
            place,
            name,
            note,
            tally,
            share,
        } = line;
        let cells = figures.iter().map(|figure| {
            let said = words::behind(lang, of(lang, figure.both()), &name, "");
            let said = said.trim_end_matches([',', ' ']).to_owned();
            view! { <td class="n">{number(covering, *figure, place.clone(), figure.of(&tally), said)}</td> }
        });
        let cells = cells.collect_view();
        view! {
            <tr>
                <th scope="row">
                    {name.clone()}
                    {note.map(|note| view! { <br/><span class="small muted">{note}</span> })}
                </th>
                <td>{share_cell(lang, share)}</td>
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
