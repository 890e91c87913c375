//! The answers that questions start with.

use std::borrow::Cow;

use crate::reckon::Reckoning;
use crate::sheet::Sheet;
use crate::spelling::read;
use crate::state::State;
use crate::xpath::XPath;
use crate::{Answer, Answers, Context, Form, Kind, Path, Value};

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
    let mut sheet = Sheet::lay_out(&form.model, answers);
    let mut given = Cow::Owned(std::mem::take(answers));
    Reckoning::of(form, context, &mut given, &mut sheet).all();
    let mut applied = Vec::new();
    for (node, part) in form.model.nodes.iter().enumerate() {
        let (Some(default), Some(question)) = (&part.default, &part.question) else {
            continue;
        };
        for row in 0..sheet.cell_count(node) {
            let path = sheet.path(&form.model, node, row).into_owned();
            let asked = within.is_none_or(|within| path.is_within(within));
            if !asked || given.get(&path).is_some() || given.is_unread(&path) {
                continue;
            }
            let state = State::new(form, context, &sheet);
            let value = state.value(default, node, row);
            if let Some(value) = typed(&question.kind, &value, &state) {
                let reckoning = Reckoning::of(form, context, &mut given, &mut sheet);
                reckoning.put(&path, Some(Answer::Given(value)));
                applied.push(path);
            }
        }
    }
    *answers = given.into_owned();
    applied
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
