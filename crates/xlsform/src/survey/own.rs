//! Choices that lie in their question: those of lists that nothing filters, shuffles or looks up.

use std::collections::BTreeSet;
use std::sync::Arc;

use dong_hanh_form::{Choice, ChoiceLook, Choices, FromTable, Kind, Node, Shuffle, Text};

use super::Desk;

/// What a list of yes and no says in the languages in which phones have words for it.
const YES_NO: [(&str, [&str; 2]); 2] = [("vi", ["Có", "Không"]), ("en", ["Yes", "No"])];

impl Desk<'_> {
    /// Puts choices into their questions; lists that are still tables after that stay so.
    pub(crate) fn own_choices(&mut self, nodes: &mut [Node]) {
        let mut tables = self.looked_up.clone();
        self.take_in(nodes, &mut |from| tables.extend([from.table.clone()]));
        self.lists.used.retain(|list| tables.contains(list));
    }

    fn take_in(&self, nodes: &mut [Node], left: &mut impl FnMut(&FromTable)) {
        for node in nodes {
            match node {
                Node::Group(group) => self.take_in(&mut group.nodes, left),
                Node::Repeat(repeat) => self.take_in(&mut repeat.nodes, left),
                Node::Question(question) => {
                    let Some(Choices::Table(from)) = question.kind.chosen_from() else {
                        continue;
                    };
                    match self.choices_of(from) {
                        Some(choices) => {
                            let kind = with(&question.kind, choices);
                            Arc::make_mut(question).kind = kind;
                        }
                        None => left(from),
                    }
                }
            }
        }
    }

    fn choices_of(&self, from: &FromTable) -> Option<Vec<Choice>> {
        let list = from.table.as_str();
        let is_whole = from.filter.is_none() && from.shuffle == Shuffle::No;
        let is_own = self.lists.is_plain(list) && !self.external.lists.contains_key(list);
        if !is_whole || !is_own || self.looked_up.contains(list) {
            return None;
        }
        let choices = self.lists.lists.get(list)?;
        let names: BTreeSet<&str> = choices.names().collect();
        // Of two with the same name a question could not say which one was chosen.
        if names.len() < choices.names().count() {
            return None;
        }
        let choice = |(name, words): (&str, Vec<_>)| Choice {
            name: name.to_owned(),
            label: self
                .languages
                .text(words.into_iter())
                .unwrap_or_else(|| Text::plain(name)),
        };
        Some(
            choices
                .labels(self.lists.grid()?, self.languages)
                .map(choice)
                .collect(),
        )
    }
}

fn with(kind: &Kind, choices: Vec<Choice>) -> Kind {
    let is_yes_no = is_yes_no(&choices);
    let choices = Choices::Own(choices);
    match *kind {
        Kind::One {
            look: ChoiceLook::List,
            ..
        } if is_yes_no => Kind::YesNo,
        Kind::One { look, .. } => Kind::One { choices, look },
        Kind::Many { look, .. } => Kind::Many { choices, look },
        _ => Kind::Rank { choices },
    }
}

/// Whether the choices are yes and no, in the words that phones have for them.
fn is_yes_no(choices: &[Choice]) -> bool {
    let [yes, no] = choices else { return false };
    let says = |choice: &Choice, at: usize| {
        choice.label.iter().all(|(language, words)| {
            let known = YES_NO.iter().find(|(tag, _)| *tag == language);
            known.is_some_and(|(_, known)| known[at] == words)
        })
    };
    yes.name == "yes" && no.name == "no" && says(yes, 0) && says(no, 1)
}
