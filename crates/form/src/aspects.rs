//! What of a question, a group or a repeat is not the same in two versions of a form.

use std::collections::BTreeSet;

use crate::{
    Aspect, ChoiceLook, Choices, Enclosed, Form, FromTable, Group, Kind, Media, Node, Question,
    Repeat, Table, Text, TextLook,
};

/// What is not the same in one part; all of it where it is another kind of part.
pub(crate) fn aspects(
    (old, before): (&Form, &Node),
    (new, after): (&Form, &Node),
) -> BTreeSet<Aspect> {
    let differ = match (before, after) {
        (Node::Question(before), Node::Question(after)) => question((old, before), (new, after)),
        (Node::Group(before), Node::Group(after)) => group((old, before), (new, after)),
        (Node::Repeat(before), Node::Repeat(after)) => repeat((old, before), (new, after)),
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
    let help = |q: &Question| (q.hint.clone(), q.guidance.clone());
    let shows = shown(old, &before.media) != shown(new, &after.media);
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
        (Aspect::Help, shows || help(before) != help(after)),
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
        (
            Aspect::Care,
            (&before.purpose, before.sensitive) != (&after.purpose, after.sensitive),
        ),
    ]
}

fn group((old, before): (&Form, &Group), (new, after): (&Form, &Group)) -> Vec<(Aspect, bool)> {
    let shows = shown(old, &before.media) != shown(new, &after.media);
    vec![
        (Aspect::Words, before.label != after.label),
        (Aspect::Help, shows || before.hint != after.hint),
        (Aspect::Condition, before.relevant != after.relevant),
    ]
}

fn repeat((old, before): (&Form, &Repeat), (new, after): (&Form, &Repeat)) -> Vec<(Aspect, bool)> {
    let shows = shown(old, &before.media) != shown(new, &after.media);
    let words = |r: &Repeat| (r.label.clone(), r.each.clone(), r.add.clone());
    let count = |r: &Repeat| (r.count.clone(), r.begins);
    vec![
        (Aspect::Words, words(before) != words(after)),
        (Aspect::Help, shows || before.hint != after.hint),
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

/// What is seen or heard, whatever its files are called: of each way to show something the content in each language.
fn shown<'f>(form: &'f Form, media: &'f Media) -> Vec<Vec<(&'f str, Option<&'f Enclosed>)>> {
    let of = |names: &'f Option<Text>| {
        let names = names.iter().flat_map(Text::iter);
        names
            .map(|(tag, file)| (tag, form.files.get(file)))
            .collect()
    };
    [&media.image, &media.big_image, &media.audio, &media.video]
        .map(of)
        .to_vec()
}

/// The files that the rows of a table show, as far as they came with the form.
fn shown_in<'f>(form: &'f Form, from: &FromTable) -> Vec<Option<&'f Enclosed>> {
    let rows = form.tables.get(&from.table).map_or(&[][..], Table::rows);
    let cells = rows.iter().flatten();
    cells.map(|cell| form.files.get(cell)).collect()
}

/// Whether something else can be chosen: other keys, words, pictures or order, other rows of a table.
fn choices_differ((old, was): (&Form, &Kind), (new, is): (&Form, &Kind)) -> bool {
    match (was.chosen_from(), is.chosen_from()) {
        (Some(Choices::Table(was)), Some(Choices::Table(is))) => {
            was != is
                || old.tables.get(&was.table) != new.tables.get(&is.table)
                || shown_in(old, was) != shown_in(new, is)
        }
        (Some(was), Some(is)) => was != is,
        // Another kind, which says it.
        _ => false,
    }
}
