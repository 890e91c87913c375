//! What two records say, side by side, and where they differ.

use dong_hanh_domain::{FactKey, Household, HouseholdId};
use dong_hanh_form::Lang;
use leptos::prelude::*;

use super::pair::LETTERS;
use crate::office::path;
use crate::pages::facts;
use crate::pages::facts::birth_words;
use crate::pages::office::say;
use crate::replica::Replica;
use crate::ui::{Icon, full_day};
use crate::words::{arranging, duplicates as words};

/// The two in the order in which they are shown: first the one that the office knows better, by its list, its decision, and
/// how often somebody came.
pub(super) fn suggested(replica: Replica, pair: [HouseholdId; 2]) -> [HouseholdId; 2] {
    let known = |id: HouseholdId| {
        let household = replica.household(id);
        let household = household.as_ref();
        (
            household.is_some_and(|known| known.ended.is_none()),
            !replica.doubles_of(id).is_empty(),
            household.is_some_and(|known| known.class.is_some()),
            household.is_some_and(|known| known.code.is_some()),
            replica.visits_of(id).len(),
            household.map_or(0, Household::size),
        )
    };
    let [one, other] = pair;
    if known(other) > known(one) {
        [other, one]
    } else {
        pair
    }
}

/// The table.
pub(super) fn compared(
    lang: Lang,
    replica: Replica,
    sides: [HouseholdId; 2],
    names: &[String; 2],
) -> AnyView {
    let told = sides.map(|id| untrack(|| told(lang, replica, id)));
    let [one, other] = told;
    let rows: Vec<_> = one
        .into_iter()
        .zip(other)
        .filter(|((_, one), (_, other))| one.is_some() || other.is_some())
        .map(|((name, one), (_, other))| row(lang, name, [one, other]))
        .collect();
    let head = |at: usize| {
        let letter = LETTERS[at];
        let href = path(&format!("households/{}", sides[at]));
        let label = words::open_whose(lang, letter, &names[at]);
        view! {
            <th scope="col">
                {words::record(lang, letter)} " "
                <a class="link tall" href=href aria-label=label>{words::open(lang)}</a>
            </th>
        }
    };
    view! {
        <div class="scroll-wide" tabindex="0" role="group" aria-label=words::pair(lang, &names[0], &names[1])>
            <table class="table compare">
                <thead>
                    <tr>
                        <th scope="col">{words::column_fact(lang)}</th>
                        {head(0)} {head(1)}
                        <th scope="col">{words::column_same(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, name: String, both: [Option<String>; 2]) -> AnyView {
    let (icon, word) = match &both {
        [Some(one), Some(other)] if one == other => (Icon::Check, words::same(lang)),
        [Some(_), Some(_)] => (Icon::Attention, words::differs(lang)),
        _ => (Icon::Question, words::one_says(lang)),
    };
    let is_same = matches!(&both, [Some(one), Some(other)] if one == other);
    let cell = |value: Option<String>| match value {
        Some(value) => view! { <td>{value}</td> }.into_any(),
        None => view! { <td class="muted">{words::nothing(lang)}</td> }.into_any(),
    };
    let [one, other] = both.map(cell);
    view! {
        <tr>
            <th scope="row">{name}</th>
            {one} {other}
            <td class="small" class:muted=is_same><span class="flag">{icon.small()} {word}</span></td>
        </tr>
    }
    .into_any()
}

/// What a record says of the household, line by line, the same lines for every record.
fn told(lang: Lang, replica: Replica, id: HouseholdId) -> Vec<(String, Option<String>)> {
    let household = replica.household(id);
    let known = household.as_ref();
    let of = |key: FactKey| {
        let named = known.map(|known| facts::name_in(lang, known, &key));
        let value = known.and_then(|known| {
            let is_known = known.fact(&key).is_some_and(|fact| !fact.is_blank());
            is_known.then(|| facts::known_in(lang, replica, known, &key))?
        });
        (named.unwrap_or_default(), value)
    };
    let people = known.map(|known| {
        let others = known.others.iter().map(|other| {
            let born = other.member.birth.map(birth_words);
            let born = born.map(|born| format!(" ({born})"));
            format!("{}{}", other.member.name, born.unwrap_or_default())
        });
        let mut others: Vec<_> = others.collect();
        others.sort();
        others.join("; ")
    });
    let visits = replica.visits_of(id);
    let visited = match visits.iter().map(|visit| visit.finished.day()).max() {
        None => arranging::no_visits(lang),
        Some(last) => arranging::visits(lang, visits.len(), &full_day(last)),
    };
    let registered = known.and_then(|known| say::colleague(replica, known.registered_by));
    let born = known.and_then(|known| known.head.birth).map(birth_words);
    vec![
        (
            words::head(lang),
            known.map(|known| known.head.name.to_string()),
        ),
        (words::born(lang), born),
        of(FactKey::Code),
        of(FactKey::Class),
        of(FactKey::IncomeScore),
        of(FactKey::Ended),
        of(FactKey::Hamlet),
        of(FactKey::Address),
        of(FactKey::Phone),
        (
            words::people(lang),
            people.filter(|people| !people.is_empty()),
        ),
        of(FactKey::Roof),
        of(FactKey::Wall),
        of(FactKey::Area),
        (words::visits(lang), Some(visited)),
        (
            words::registered(lang),
            registered.map(|who| say::capital(&who)),
        ),
    ]
}
