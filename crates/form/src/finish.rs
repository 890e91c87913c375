//! The last step of a visit: what is recorded, or all that keeps it from being recorded.

use crate::check::problem;
use crate::filling::reckoned;
use crate::state::State;
use crate::walk::{Step, Through, walk};
use crate::{Answer, Answers, Context, Form, Path, Problem};

/// The answers as they are recorded: without those that are not asked any more, those in instances
/// that a count took away, and those that say nothing. What the form does not know is kept.
///
/// # Errors
/// Every problem with its path, in the order of the form. The answers are untouched.
pub fn finish(
    form: &Form,
    answers: &Answers,
    context: &Context,
) -> Result<Answers, Vec<(Path, Problem)>> {
    let (answers, sheet) = reckoned(form, answers, context);
    finished(form, &answers, State::new(form, context, &sheet))
}

pub(crate) fn finished(
    form: &Form,
    answers: &Answers,
    state: State<'_>,
) -> Result<Answers, Vec<(Path, Problem)>> {
    let mut problems = Vec::new();
    let mut blank = Vec::new();
    walk(form, answers, state, Through::Asked, &mut |step| {
        let Step::Question(asked) = step else { return };
        if let Some(problem) = problem(state, answers, &asked) {
            problems.push((asked.path, problem));
        } else if answers.get(&asked.path).is_none_or(Answer::is_blank) {
            blank.push(asked.path);
        }
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut finished = answers.clone();
    for path in state.irrelevant().chain(blank) {
        finished.clear(&path);
    }
    for repeat in state.counted() {
        finished.forget_beyond(&repeat);
    }
    Ok(finished)
}
