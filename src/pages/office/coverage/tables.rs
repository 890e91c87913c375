//! The same by hamlet, by the units of the time and by visitor, those of whom most were left first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use dong_hanh_domain::coverage::{Counted, Figure, Tally, UnitsThen, by_person, together};
use dong_hanh_domain::{HamletId, RoleKind, UnitKey, UserId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::table::{Line, OF_PLACES, Print, Share, Table, smallest_first};
use super::{Covering, Place, number};
use crate::pages::coverage::sum;
use crate::pages::office::say;
use crate::replica::{Replica, use_replica};
use crate::words::{coverage as words, office};

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
                href: None,
                note: other
                    .map(|unit| words::lay_in(lang, &unit_name(replica, &then, lang, Some(unit)))),
                tally,
                share: Share::All(tally.all()),
            }
        });
        smallest_first(named)
    };
    let head = office::hamlet(lang);
    view! { <Table title=words::hamlets(lang) head share=words::column_share(lang) lines=Signal::derive(lines) figures=&OF_PLACES number=opens(covering) lang/> }
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
            href: None,
            note: None,
            tally,
            share: Share::All(tally.all()),
        });
        smallest_first(named)
    };
    let head = words::column_unit(lang);
    move || {
        is_told.get().then(|| {
            view! { <Table title=words::units(lang) head=head.clone() share=words::column_share(lang) lines=Signal::derive(lines) figures=&OF_PLACES number=opens(covering) lang/> }
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
                href: None,
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
    view! { <Table title=words::people(lang) head share=words::column_given(lang) lines=Signal::derive(lines) figures=&OF_PEOPLE number=opens(covering) lang/> }
}

/// A number that opens the list behind it.
fn opens(covering: Covering) -> Print<Place> {
    Callback::new(move |(figure, place, count, said)| number(covering, figure, place, count, said))
}
