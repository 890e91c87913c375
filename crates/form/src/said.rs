//! Words with answers in them: `Chào ${name}`.

use std::borrow::Cow;

use crate::Text;
use crate::places::Place;
use crate::state::State;
use crate::xpath::Scope;

/// A part of words.
enum Part<'w> {
    Plain(&'w str),
    /// What stands in `${…}`.
    Name(&'w str),
}

/// The parts of words in order. A reference that does not end is as plain as the rest.
fn parts(words: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = words;
    std::iter::from_fn(move || {
        if let Some((name, after)) = rest
            .strip_prefix("${")
            .and_then(|rest| rest.split_once('}'))
        {
            rest = after;
            return Some(Part::Name(name.trim()));
        }
        let skipped = usize::from(rest.starts_with("${"));
        let end = rest[skipped..]
            .find("${")
            .map_or(rest.len(), |at| at + skipped);
        let (plain, after) = rest.split_at(end);
        rest = after;
        (!plain.is_empty()).then_some(Part::Plain(plain))
    })
}

/// The names that words speak of, in every language.
pub(crate) fn names(text: &Text) -> impl Iterator<Item = &str> {
    text.iter().flat_map(|(_, words)| names_in(words))
}

/// The names that words speak of.
pub(crate) fn names_in(words: &str) -> impl Iterator<Item = &str> {
    parts(words).filter_map(|part| match part {
        Part::Name(name) => Some(name),
        Part::Plain(_) => None,
    })
}

impl State<'_> {
    /// The words of a node with the answers in them that they speak of, as an XForm spells them.
    pub(crate) fn said<'t>(&self, text: &'t Text, place: Place) -> Cow<'t, Text> {
        let (Place::Part(node, _) | Place::Range(node, _)) = place else {
            return Cow::Borrowed(text);
        };
        let mentions = &self.model().nodes[node].mentions;
        if mentions.is_empty() || names(text).next().is_none() {
            return Cow::Borrowed(text);
        }
        let scope = Scope::of(self, place);
        let answer = |name: &str| {
            let meant = mentions.iter().find(|(known, _)| **known == *name);
            meant.map(|(_, tree)| scope.value(tree).to_text(self))
        };
        Cow::Owned(text.map(|words| {
            let said = parts(words).map(|part| match part {
                Part::Plain(plain) => Cow::Borrowed(plain),
                // A table may say so without meaning it.
                Part::Name(name) => {
                    answer(name).unwrap_or_else(|| Cow::Owned(format!("${{{name}}}")))
                }
            });
            said.collect()
        }))
    }
}
