//! The last step of a visit: what is recorded, or all that keeps it from being recorded.

use crate::check::problem;
use crate::state::State;
use crate::walk::{Step, walk};
use crate::{Answer, Answers, Context, Form, Path, Problem};

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
    let mut problems = Vec::new();
    let mut blank = Vec::new();
    walk(form, answers, &state, &mut |step| {
        let Step::Question(asked) = step else { return };
        if let Some(problem) = problem(&state, answers, &asked) {
            problems.push((asked.cell.path.as_ref().clone(), problem));
        } else if asked.cell.answer.is_none_or(Answer::is_blank) {
            blank.push(&asked.cell.path);
        }
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut finished = answers.clone();
    let unasked = state.irrelevant().map(|cell| &cell.path);
    for path in unasked.chain(blank) {
        finished.clear(path);
    }
    Ok(finished)
}
