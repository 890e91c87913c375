//! What of a question, a group or a repeat is not the same in two versions of a form.

use std::collections::BTreeSet;

use crate::{Aspect, ChoiceLook, Choices, Form, Group, Kind, Node, Question, Repeat, TextLook};

/// What is not the same in one part; all of it where it is another kind of part.
pub(crate) fn aspects(
    (old, before): (&Form, &Node),
    (new, after): (&Form, &Node),
) -> BTreeSet<Aspect> {
    let differ = match (before, after) {
        (Node::Question(before), Node::Question(after)) => question((old, before), (new, after)),
        (Node::Group(before), Node::Group(after)) => group(before, after),
        (Node::Repeat(before), Node::Repeat(after)) => repeat(before, after),
        _ => vec![(Aspect::Kind, true)],
    };
    let differ = differ.into_iter().filter(|(_, differs)| *differs);
    differ.map(|(aspect, _)| aspect).collect()
}

fn question(
    (old, before): (&Form, &Question),
    (new, after): (&Form, &Question),
) -> Vec<(Aspect, bool)> {
    let words = |q: &Question| (q.label.clone(), q.text_version.clone());
    let help = |q: &Question| (q.hint.clone(), q.guidance.clone(), q.media.clone());
    let must = |q: &Question| {
        (
            q.required.clone(),
            q.required_message.clone(),
            q.declinable.clone(),
        )
    };
    let reckoned = |q: &Question| {
        let (given, follows) = (q.default.clone(), q.calculate.clone());
        (given, follows, q.trigger.clone(), q.read_only.clone())
    };
    let (was, is) = (&before.kind, &after.kind);
    vec![
        (Aspect::Words, words(before) != words(after)),
        (Aspect::Help, help(before) != help(after)),
        (Aspect::Kind, takes(was) != takes(is)),
        (Aspect::Choices, choices_differ((old, was), (new, is))),
        (Aspect::Condition, before.relevant != after.relevant),
        (Aspect::Requirement, must(before) != must(after)),
        (Aspect::Constraint, before.constraint != after.constraint),
        (Aspect::Reckoned, reckoned(before) != reckoned(after)),
        (
            Aspect::Look,
            takes(was) == takes(is) && looks(was) != looks(is),
        ),
        (Aspect::SaveTo, before.save_to != after.save_to),
    ]
}

fn group(before: &Group, after: &Group) -> Vec<(Aspect, bool)> {
    vec![
        (Aspect::Words, before.label != after.label),
        (Aspect::Help, before.hint != after.hint),
        (Aspect::Condition, before.relevant != after.relevant),
    ]
}

fn repeat(before: &Repeat, after: &Repeat) -> Vec<(Aspect, bool)> {
    let words = |r: &Repeat| (r.label.clone(), r.each.clone(), r.add.clone());
    let count = |r: &Repeat| (r.count.clone(), r.begins);
    vec![
        (Aspect::Words, words(before) != words(after)),
        (Aspect::Help, before.hint != after.hint),
        (Aspect::Condition, before.relevant != after.relevant),
        (Aspect::Reckoned, count(before) != count(after)),
    ]
}

/// A kind without its choices and its looks: what kind of answer it takes.
fn takes(kind: &Kind) -> Kind {
    let none = || Choices::Own(Vec::new());
    match kind.clone() {
        Kind::Text { .. } => Kind::Text {
            look: TextLook::default(),
        },
        Kind::One { .. } => Kind::One {
            choices: none(),
            look: ChoiceLook::default(),
        },
        Kind::Many { .. } => Kind::Many {
            choices: none(),
            look: ChoiceLook::default(),
        },
        Kind::Rank { .. } => Kind::Rank { choices: none() },
        Kind::Place { .. } => Kind::Place { on_map: false },
        other => other,
    }
}

/// How a kind is shown.
fn looks(kind: &Kind) -> (Option<TextLook>, Option<ChoiceLook>, bool) {
    match kind {
        Kind::Text { look } => (Some(*look), None, false),
        Kind::One { look, .. } | Kind::Many { look, .. } => (None, Some(*look), false),
        Kind::Place { on_map } => (None, None, *on_map),
        _ => (None, None, false),
    }
}

/// Whether something else can be chosen: other keys, words or order, other rows of a table.
fn choices_differ((old, was): (&Form, &Kind), (new, is): (&Form, &Kind)) -> bool {
    match (was.chosen_from(), is.chosen_from()) {
        (Some(Choices::Table(was)), Some(Choices::Table(is))) => {
            was != is || old.tables.get(&was.table) != new.tables.get(&is.table)
        }
        (Some(was), Some(is)) => was != is,
        // Another kind, which says it.
        _ => false,
    }
}
