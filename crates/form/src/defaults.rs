//! The answers that questions start with.

use std::borrow::Cow;

use crate::filling::reckoned;
use crate::spelling::read;
use crate::state::State;
use crate::xpath::XPath;
use crate::{Answer, Answers, Context, Form, Kind, Node, Path, Question, Value};

/// Answers every unanswered question that has a default, and says which it answered.
///
/// Call it exactly once, when a visit begins, and [`apply_defaults_in`] once for each instance
/// that is added. Never later: an answer that a person took away must stay away. As in XLSForm
/// the relevance does not matter, so a question that becomes relevant later has its default by
/// then; [`finish`](crate::finish) drops those that never did. Defaults are applied in the order
/// of the form, and one may refer to another before it.
pub fn apply_defaults(form: &Form, answers: &mut Answers, context: &Context) -> Vec<Path> {
    apply(form, answers, context, None)
}

/// Does what [`apply_defaults`] does, inside one instance of a repeat that was just added.
pub fn apply_defaults_in(
    form: &Form,
    answers: &mut Answers,
    instance: &Path,
    context: &Context,
) -> Vec<Path> {
    apply(form, answers, context, Some(instance))
}

fn apply(
    form: &Form,
    answers: &mut Answers,
    context: &Context,
    within: Option<&Path>,
) -> Vec<Path> {
    let mut applied = Vec::new();
    for (node, question) in questions(form) {
        let Some(default) = &form.model.nodes[node].default else {
            continue;
        };
        // Laid out anew for each default, so that it sees those before it; defaults are few.
        let (given, sheet) = reckoned(form, answers, context);
        let state = State::new(form, context, &sheet);
        let mut found = Vec::new();
        for row in 0..state.cell_count(node) {
            let path = state.path(node, row);
            let asked = within.is_none_or(|within| path.is_within(within));
            if asked && given.get(&path).is_none() && !given.is_unread(&path) {
                let value = state.value(default, node, row);
                if let Some(value) = typed(&question.kind, &value, &state) {
                    found.push((path.into_owned(), value));
                }
            }
        }
        for (path, value) in found {
            applied.push(path.clone());
            answers.set(path, Answer::Given(value));
        }
    }
    applied
}

/// Every question of a form with its node, in order.
fn questions(form: &Form) -> Vec<(usize, &Question)> {
    fn collect<'f>(nodes: &'f [Node], next: &mut usize, found: &mut Vec<(usize, &'f Question)>) {
        for node in nodes {
            let id = *next;
            *next += 1;
            match node {
                Node::Question(question) => found.push((id, question)),
                Node::Group(group) => collect(&group.nodes, next, found),
                Node::Repeat(repeat) => collect(&repeat.nodes, next, found),
            }
        }
    }
    let mut found = Vec::new();
    collect(&form.nodes, &mut 0, &mut found);
    found
}

/// The value of an expression as an answer of a kind; none if it is empty or does not fit.
fn typed<'a>(kind: &Kind, value: &XPath<'a>, state: &State<'a>) -> Option<Value> {
    let text = match kind {
        // A number of days is a day where one is asked for.
        Kind::Date { .. } | Kind::Moment => Cow::Owned(value.to_moment(state)?.text()),
        _ => value.to_text(state),
    };
    read(kind, &text, state.zone())
}
