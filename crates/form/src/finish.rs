//! The last step of a visit: what is recorded, or all that keeps it from being recorded.

use crate::evaluate::view;
use crate::state::State;
use crate::{Answers, Context, Form, Path, Problem};

/// The answers as they are recorded: without those that are not asked any more and those that say
/// nothing. What the form does not know is kept.
///
/// # Errors
/// Every problem with its path, in the order of the form. The answers are untouched.
pub fn finish(
    form: &Form,
    answers: &Answers,
    context: &Context,
) -> Result<Answers, Vec<(Path, Problem)>> {
    let state = State::new(form, answers, *context);
    let view = view(form, answers, &state);
    let problems: Vec<(Path, Problem)> = view
        .problems()
        .map(|(question, problem)| (question.path.clone(), problem.clone()))
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut finished = answers.clone();
    for cell in state.irrelevant() {
        finished.clear(&cell.path);
    }
    for question in view.questions().filter(|question| !question.is_answered()) {
        finished.clear(&question.path);
    }
    Ok(finished)
}
