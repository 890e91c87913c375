//! The answers that questions start with.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use crate::model::NodeId;
use crate::reckon::{Over, Reckoning};
use crate::sheet::Sheet;
use crate::spelling::read;
use crate::state::State;
use crate::xpath::Moment;
use crate::{Answer, Answers, Context, Form, Kind, Known, Path, Value};

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

/// Says when a visit ended, where its form asks that (`end`).
pub fn set_end(form: &Form, answers: &mut Answers, at: DateTime<FixedOffset>) {
    for (id, part) in form.model.nodes.iter().enumerate() {
        let kind = part.question.as_deref().map(|question| &question.kind);
        if kind == Some(&Kind::Known(Known::End)) && part.table == 0 {
            let text = Moment(at).text();
            answers.set(form.model.first_path(id), Answer::Given(Value::Text(text)));
        }
    }
}

fn apply(
    form: &Form,
    answers: &mut Answers,
    context: &Context,
    within: Option<&Path>,
) -> Vec<Path> {
    let mut sheet = Sheet::lay_out(&form.model, answers);
    let mut given = Cow::Owned(std::mem::take(answers));
    let mut over = Over::new();
    let reckoning = Reckoning::of(form, context, &mut given, &mut sheet, &mut over);
    let (_, started) = reckoning.begin(within);
    *answers = given.into_owned();
    started
}

/// What a question starts with in one row, by its default or by what is known of the visit; none if that is empty or does
/// not fit.
pub(crate) fn started(state: &State<'_>, node: NodeId, row: usize) -> Option<Value> {
    let part = &state.model().nodes[node];
    let kind = &part.question.as_ref()?.kind;
    if let Kind::Known(known) = kind {
        return known_of(*known, state).map(Value::Text);
    }
    let value = state.value(part.default.as_ref()?, node, row);
    let text = match kind {
        // A number of days is a day where one is asked for.
        Kind::Date { .. } | Kind::Moment => Cow::Owned(value.to_moment(state)?.text()),
        _ => value.result(state),
    };
    read(kind, &text, state.zone())
}

/// What the phone knows of the visit; when it ended is not known yet.
fn known_of(known: Known, state: &State<'_>) -> Option<String> {
    let who = state.who();
    let text = match known {
        Known::Today => state.today().to_string(),
        Known::Start => Moment(state.now()).text(),
        Known::End => return None,
        Known::Device => who.device.clone(),
        Known::User => who.user.clone(),
        Known::Phone => who.phone.clone(),
        Known::Email => who.email.clone(),
    };
    (!text.is_empty()).then_some(text)
}
