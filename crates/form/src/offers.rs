//! Which choices are on offer, and in which order.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::NodeId;
use crate::places::Place;
use crate::said::names;
use crate::state::State;
use crate::words::yes_no;
use crate::xpath::{Scope, shuffled};
use crate::{Answer, Choices, Form, FromTable, Kind, Media, Shuffle, Table, Text, Value};

/// A choice that is on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The key that is recorded.
    pub key: String,
    /// The words, with the answers in them that they speak of.
    pub label: Text,
    /// What is seen or heard beside them.
    pub media: Media,
}

/// What a question offers in one row, as it is shown; none if its choices are its own, and always say the same.
pub(crate) fn offers(state: &State<'_>, node: NodeId, row: usize) -> Option<Vec<Offer>> {
    let choices = state.kind(node)?.chosen_from()?;
    let here = Place::Part(node, row);
    if let Choices::Own(choices) = choices {
        let speaks = |text: &Text| names(text).next().is_some();
        if !choices.iter().any(|choice| speaks(&choice.label)) {
            return None;
        }
        let offers = choices.iter().map(|choice| Offer {
            key: choice.name.clone(),
            label: state.said(&choice.label, here).into_owned(),
            media: Media::default(),
        });
        return Some(offers.collect());
    }
    let offer = |item: Place| {
        let key = key(state, choices, item)?.to_owned();
        let (label, media) = match (choices, item) {
            (Choices::Table(from), Place::Item(table, item)) => {
                let table = state.table(table);
                let label = said(state, words(table, from, item), here);
                (label, media(table, item))
            }
            _ => (Text::plain(key.as_str()), Media::default()),
        };
        Some(Offer { key, label, media })
    };
    let items = items(state, choices, node, row).into_iter();
    Some(items.filter_map(offer).collect())
}

/// The keys of the choices on offer; none if it is no question of choices.
pub(crate) fn keys<'a>(state: &State<'a>, node: NodeId, row: usize) -> Option<Vec<&'a str>> {
    Some(match state.kind(node)?.chosen_from()? {
        Choices::Own(choices) => choices.iter().map(|choice| choice.name.as_str()).collect(),
        choices => {
            let items = items(state, choices, node, row).into_iter();
            items.filter_map(|item| key(state, choices, item)).collect()
        }
    })
}

/// What a choice of a question is called in the language of the visit, on offer or not.
pub(crate) fn label(state: &State<'_>, node: NodeId, row: usize, key: &str) -> Option<String> {
    let kind = state.kind(node)?;
    if *kind == Kind::YesNo && matches!(key, "yes" | "no") {
        return Some(yes_no(key == "yes", state.lang()).to_owned());
    }
    let label = label_of(state.form(), kind, key)?;
    let label = state.said(&label, Place::Part(node, row));
    Some(label.get(state.lang()).to_owned())
}

/// Words with the answers in them that they speak of.
fn said(state: &State<'_>, words: Text, here: Place) -> Text {
    match state.said(&words, here) {
        Cow::Owned(said) => said,
        Cow::Borrowed(_) => words,
    }
}

/// What a choice is called, on offer or not.
pub(crate) fn label_of<'f>(form: &'f Form, kind: &'f Kind, key: &str) -> Option<Cow<'f, Text>> {
    match kind.chosen_from()? {
        Choices::Own(choices) => {
            let choice = choices.iter().find(|choice| choice.name == key)?;
            Some(Cow::Borrowed(&choice.label))
        }
        Choices::Table(from) => {
            let table = form.tables.get(&from.table)?;
            let column = table.column(&from.key)?;
            let item = (0..table.len()).find(|item| table.cell(*item, column) == key)?;
            Some(Cow::Owned(words(table, from, item)))
        }
        Choices::Answers(_) => Some(Cow::Owned(Text::plain(key))),
    }
}

/// An answer as far as it is on offer: what is not is as if it had not been chosen, and comes back when it is again.
/// Several choices are in the order in which they are shown.
pub(crate) fn as_offered(answer: &Answer, keys: &[&str]) -> String {
    let Answer::Given(value) = answer else {
        return String::new();
    };
    let chosen: Vec<&str> = match value {
        Value::One(key) => keys
            .iter()
            .copied()
            .find(|offered| offered == key)
            .into_iter()
            .collect(),
        // What is on offer twice is chosen once.
        Value::Many(chosen) => {
            let mut left: BTreeSet<&str> = chosen.iter().map(String::as_str).collect();
            let mut offered = keys.to_vec();
            offered.retain(|offered| left.remove(offered));
            offered
        }
        Value::Ranked(ranked) => {
            let known = ranked
                .iter()
                .map(String::as_str)
                .filter(|key| keys.contains(key));
            // What has appeared since comes last.
            let new = keys
                .iter()
                .copied()
                .filter(|key| !ranked.iter().any(|known| known == key));
            known.chain(new).collect()
        }
        _ => Vec::new(),
    };
    chosen.join(" ")
}

/// The rows of a table that are on offer, or the questions whose answers are, as they are shown.
fn items(state: &State<'_>, choices: &Choices, node: NodeId, row: usize) -> Vec<Place> {
    let part = &state.model().nodes[node];
    let question = Scope::of(state, Place::Part(node, row));
    let mut items: Vec<Place> = match choices {
        Choices::Own(_) => Vec::new(),
        Choices::Table(from) => {
            let table = state.table_named(&from.table);
            let rows = table.map_or(0, |table| state.table(table).len());
            table
                .into_iter()
                .flat_map(|table| (0..rows).map(move |item| Place::Item(table, item)))
                .collect()
        }
        Choices::Answers(_) => part
            .chosen_among
            .map(|target| state.in_all_instances(target, question.current))
            .unwrap_or_default(),
    };
    if let Some(filter) = &part.filter {
        let size = items.len();
        let mut position = 0;
        items.retain(|item| {
            position += 1;
            // An answer is on offer by what the instance around it says.
            let here = match item {
                Place::Part(..) => state.instance_around(*item),
                _ => *item,
            };
            let scope = Scope {
                here,
                position: (position, size),
                ..question
            };
            scope.value(filter).to_bool(state)
        });
    }
    match (choices.filter_and_shuffle().1, &part.shuffle) {
        (Shuffle::No, _) => items,
        (Shuffle::By(_), Some(seed)) => shuffled(items, question.number(seed)),
        (Shuffle::Yes | Shuffle::By(_), _) => {
            shuffled(items, state.drawn(Place::Part(node, row)) as f64)
        }
    }
}

fn key<'a>(state: &State<'a>, choices: &Choices, item: Place) -> Option<&'a str> {
    let key = match (choices, item) {
        (Choices::Table(from), Place::Item(table, item)) => {
            let column = state.table(table).column(&from.key)?;
            state.table(table).cell(item, column)
        }
        (Choices::Answers(_), Place::Part(node, row)) if state.cell(node, row).relevant => {
            &state.cell(node, row).text
        }
        _ => "",
    };
    Some(key).filter(|key| !key.is_empty())
}

/// The words of a row: of the column that is named, or of one for each language.
fn words(table: &Table, from: &FromTable, item: usize) -> Text {
    let words = table.words(&from.words, item);
    Text::of(words.map(owned)).unwrap_or_else(|| Text::plain(String::new()))
}

/// What is seen or heard beside the words of a row.
fn media(table: &Table, item: usize) -> Media {
    let of = |stem: &str| {
        let files = table.words(stem, item);
        Text::of(files.filter(|(_, file)| !file.is_empty()).map(owned))
    };
    Media {
        image: of("media::image"),
        big_image: of("media::big-image"),
        audio: of("media::audio"),
        video: of("media::video"),
    }
}

fn owned((tag, words): (&str, &str)) -> (String, String) {
    (tag.to_owned(), words.to_owned())
}
