//! From a form and its answers to what is shown: one pass, nothing is parsed.

use crate::plan::{NodeId, Role};
use crate::state::{Cell, State};
use crate::view::{Item, QuestionView, Screen, View};
use crate::{Answer, Answers, Context, Form, Kind, Node, Problem, Question, Repeat, Value};

/// What there is to show and what is missing, for one form and one set of answers.
pub fn evaluate<'f>(form: &'f Form, answers: &Answers, context: &Context) -> View<'f> {
    view(form, answers, &State::new(form, answers, *context))
}

/// What there is to show of a form that was laid out.
pub(crate) fn view<'f>(form: &'f Form, answers: &Answers, state: &State<'_>) -> View<'f> {
    let mut screens = Vec::with_capacity(form.groups.len());
    let mut id = 0;
    for group in &form.groups {
        let cell = state.cell(id, 0);
        if cell.relevant {
            let mut items = Vec::new();
            let mut walk = Walk {
                state,
                answers,
                items: &mut items,
            };
            walk.nodes(&group.nodes, id + 1, 0);
            if !items.is_empty() {
                screens.push(Screen {
                    group,
                    path: cell.path.as_ref().clone(),
                    items,
                });
            }
        }
        id = form.plan.nodes[id].after;
    }
    View { screens }
}

struct Walk<'w, 'a, 'f> {
    state: &'w State<'a>,
    answers: &'a Answers,
    items: &'w mut Vec<Item<'f>>,
}

impl<'f> Walk<'_, '_, 'f> {
    /// Adds what is relevant of some neighbours, of which `id` is the first, in one row.
    fn nodes(&mut self, nodes: &'f [Node], mut id: NodeId, row: usize) {
        for node in nodes {
            let cell = self.state.cell(id, row);
            if cell.relevant {
                match node {
                    Node::Question(question) => {
                        let view = self.question(question, id, row);
                        self.items.push(Item::Question(view));
                    }
                    Node::Group(group) => {
                        let heading = self.items.len();
                        let path = cell.path.as_ref().clone();
                        self.items.push(Item::Heading { group, path });
                        self.nodes(&group.nodes, id + 1, row);
                        if self.items.len() == heading + 1 {
                            self.items.pop();
                        }
                    }
                    Node::Repeat(repeat) => self.repeat(repeat, id, row),
                }
            }
            id = self.state.plan().nodes[id].after;
        }
    }

    fn repeat(&mut self, repeat: &'f Repeat, id: NodeId, row: usize) {
        let Role::Repeat(table) = self.state.plan().nodes[id].role else {
            return;
        };
        let state = self.state;
        let path = state.cell(id, row).path.as_ref();
        let count = self.answers.instances(path);
        self.items.push(Item::RepeatStart {
            repeat,
            path: path.clone(),
            count,
        });
        for (inner, instance) in state.rows_in(table, row) {
            if let Some(path) = &instance.path {
                self.items.push(Item::Instance {
                    repeat,
                    path: path.clone(),
                    number: path.instance().unwrap_or(1),
                });
            }
            self.nodes(&repeat.nodes, id + 1, inner);
        }
        self.items.push(Item::RepeatEnd {
            repeat,
            path: path.clone(),
            count,
        });
    }

    fn question(&self, question: &'f Question, id: NodeId, row: usize) -> QuestionView<'f> {
        let cell = self.state.cell(id, row);
        let required = self.state.plan().nodes[id].required.as_ref();
        QuestionView {
            question,
            path: cell.path.as_ref().clone(),
            required: self.state.truth(required, id, row).unwrap_or(false),
            answer: cell.answer.cloned(),
            problem: self.problem(question, cell, id, row),
        }
    }

    fn problem(
        &self,
        question: &Question,
        cell: &Cell<'_>,
        id: NodeId,
        row: usize,
    ) -> Option<Problem> {
        let plan = &self.state.plan().nodes[id];
        match cell.answer {
            Some(answer) if !answer.is_blank() => match answer {
                Answer::Declined(reason) => {
                    let offered = question.declinable.contains(reason);
                    (!offered).then_some(Problem::CannotDecline)
                }
                Answer::Given(value) => misfit(&question.kind, value).or_else(|| {
                    let constraint = question.constraint.as_ref()?;
                    let good = self.state.truth(plan.constraint.as_ref(), id, row)?;
                    (!good).then(|| Problem::Constraint(constraint.message.clone()))
                }),
            },
            Some(Answer::Given(value)) if misfit(&question.kind, value).is_some() => {
                Some(Problem::WrongKind)
            }
            _ if self.answers.is_unread(&cell.path) => Some(Problem::WrongKind),
            _ => {
                let required = self.state.truth(plan.required.as_ref(), id, row)?;
                required.then(|| Problem::Missing {
                    message: question.required_message.clone(),
                })
            }
        }
    }
}

/// Why a value does not fit the kind of its question.
fn misfit(kind: &Kind, value: &Value) -> Option<Problem> {
    let unknown = |key: &String| {
        let known = kind.choices().iter().any(|choice| choice.name == *key);
        (!known).then(|| Problem::UnknownChoice(key.clone()))
    };
    match (kind, value) {
        (Kind::Text { .. }, Value::Text(_))
        | (Kind::Integer { .. }, Value::Integer(_))
        | (Kind::Decimal { .. }, Value::Decimal(_))
        | (Kind::Date, Value::Date(_))
        | (Kind::YesNo, Value::YesNo(_))
        | (Kind::Place, Value::Place(_)) => None,
        (Kind::One { .. }, Value::One(key)) => unknown(key),
        (Kind::Many { .. }, Value::Many(keys)) => keys.iter().find_map(unknown),
        (Kind::Photo { max }, Value::Photos(photos)) => {
            let too_many = photos.len() > usize::from(*max);
            too_many.then_some(Problem::TooManyPhotos { max: *max })
        }
        _ => Some(Problem::WrongKind),
    }
}
