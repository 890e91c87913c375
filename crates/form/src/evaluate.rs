//! From a form and its answers to what is shown: one pass, nothing is parsed.

use crate::check::{is_required, problem};
use crate::state::State;
use crate::view::{Item, QuestionView, Screen, View};
use crate::walk::{Asked, Step, walk};
use crate::{Answers, Context, Form};

/// What there is to show and what is missing, for one form and one set of answers.
pub fn evaluate<'f>(form: &'f Form, answers: &Answers, context: &Context) -> View<'f> {
    let state = State::new(form, answers, *context);
    let mut screens: Vec<Screen<'f>> = Vec::with_capacity(form.nodes.len());
    let mut depth = 0;
    walk(form, answers, &state, &mut |step| {
        if let Step::Screen(group, path) = step {
            screens.push(Screen {
                group,
                path: path.clone(),
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
            Step::Group(group, path) => {
                depth += 1;
                items.push(Item::Heading {
                    group,
                    path: path.clone(),
                });
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
            Step::Question(asked) => items.push(Item::Question(shown(&state, answers, &asked))),
            Step::Repeat(repeat, path, count) => items.push(Item::RepeatStart {
                repeat,
                path: path.clone(),
                count,
            }),
            Step::Instance(repeat, path) => items.push(Item::Instance {
                repeat,
                path: path.clone(),
                number: path.instance().unwrap_or(1),
            }),
            Step::RepeatEnd(repeat, path, count) => items.push(Item::RepeatEnd {
                repeat,
                path: path.clone(),
                count,
            }),
        }
    });
    View { screens }
}

fn shown<'f>(state: &State<'_>, answers: &Answers, asked: &Asked<'f, '_>) -> QuestionView<'f> {
    QuestionView {
        question: asked.question,
        path: asked.cell.path.as_ref().clone(),
        required: is_required(state, asked),
        answer: asked.cell.answer.cloned(),
        problem: problem(state, answers, asked),
    }
}
