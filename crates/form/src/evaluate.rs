//! From a form and its answers to what is shown: one pass, nothing is parsed.

use std::borrow::Cow;

use crate::check::{is_required, problem};
use crate::filling::reckoned;
use crate::offers::offers;
use crate::places::Place;
use crate::state::State;
use crate::view::{Item, QuestionView, Screen, View};
use crate::walk::{Asked, Step, Through, walk};
use crate::{Answers, Context, Form, Group, Path, Repeat, Text};

/// What there is to show and what is missing, for one form and one set of answers.
pub fn evaluate<'f>(form: &'f Form, answers: &Answers, context: &Context) -> View<'f> {
    let (answers, sheet) = reckoned(form, answers, context);
    shown(form, &answers, State::new(form, context, &sheet))
}

pub(crate) fn shown<'f>(form: &'f Form, answers: &Answers, state: State<'_>) -> View<'f> {
    let mut screens: Vec<Screen<'f>> = Vec::with_capacity(form.nodes.len());
    let mut depth = 0;
    walk(form, answers, state, Through::Asked, &mut |step| {
        if let Step::Screen(group, path, place) = step {
            screens.push(Screen {
                group,
                label: group.map(|group| state.said(&group.label, place)),
                hint: group.and_then(|group| hint(state, &group.hint, place)),
                path,
                items: Vec::new(),
            });
            depth = 0;
            return;
        }
        let Some(items) = screens.last_mut().map(|screen| &mut screen.items) else {
            return;
        };
        match step {
            Step::Screen(..) => {}
            Step::Group(group, path, place) => {
                depth += 1;
                items.push(heading(state, group, path, place));
            }
            // A group in which nothing is asked is not shown.
            Step::End if depth == 0 => {
                if items.is_empty() {
                    screens.pop();
                }
            }
            Step::End => {
                depth -= 1;
                if matches!(items.last(), Some(Item::Heading { .. })) {
                    items.pop();
                }
            }
            Step::Question(asked) => items.push(Item::Question(question(state, answers, asked))),
            Step::Repeat(repeat, path, place, count) => {
                items.push(start(state, repeat, path, place, count));
            }
            Step::Instance(repeat, path, place) => items.push(instance(state, repeat, path, place)),
            Step::RepeatEnd(repeat, path, place, count) => {
                items.push(end(state, repeat, path, place, count));
            }
        }
    });
    View { screens }
}

pub(crate) fn question<'f>(
    state: State<'_>,
    answers: &Answers,
    asked: Asked<'f>,
) -> QuestionView<'f> {
    let Asked {
        question, id, row, ..
    } = asked;
    let problem = problem(state, answers, &asked);
    let said = |text: &'f Text| state.said(text, asked.place());
    QuestionView {
        question,
        label: said(&question.label),
        hint: question.hint.as_ref().map(said),
        guidance: question.guidance.as_ref().map(said),
        required: is_required(state, &asked),
        read_only: state.is_read_only(id, row),
        offers: offers(&state, id, row),
        answer: answers.get(&asked.path).cloned(),
        problem,
        path: asked.path,
    }
}

pub(crate) fn heading<'f>(
    state: State<'_>,
    group: &'f Group,
    path: Path,
    place: Place,
) -> Item<'f> {
    Item::Heading {
        group,
        path,
        label: state.said(&group.label, place),
        hint: hint(state, &group.hint, place),
    }
}

pub(crate) fn start<'f>(
    state: State<'_>,
    repeat: &'f Repeat,
    path: Path,
    place: Place,
    count: u16,
) -> Item<'f> {
    Item::RepeatStart {
        repeat,
        path,
        count,
        label: state.said(&repeat.label, place),
        hint: hint(state, &repeat.hint, place),
    }
}

pub(crate) fn instance<'f>(
    state: State<'_>,
    repeat: &'f Repeat,
    path: Path,
    place: Place,
) -> Item<'f> {
    Item::Instance {
        repeat,
        number: path.instance().unwrap_or(1),
        path,
        each: state.said(&repeat.each, place),
    }
}

pub(crate) fn end<'f>(
    state: State<'_>,
    repeat: &'f Repeat,
    path: Path,
    place: Place,
    count: u16,
) -> Item<'f> {
    Item::RepeatEnd {
        repeat,
        path,
        count,
        add: state.said(&repeat.add, place),
    }
}

fn hint<'f>(state: State<'_>, hint: &'f Option<Text>, place: Place) -> Option<Cow<'f, Text>> {
    hint.as_ref().map(|hint| state.said(hint, place))
}
