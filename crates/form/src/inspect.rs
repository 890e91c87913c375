//! Every node of a form that is being filled, as it stands: for checks from outside.

use crate::check::{is_required, problem};
use crate::filling::Filling;
use crate::model::{NodeId, Role};
use crate::offers::keys;
use crate::state::State;
use crate::walk::Asked;
use crate::{Kind, Path, Problem};

/// One node as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Its place; none of the outermost element.
    pub path: Path,
    /// What it is.
    pub what: What,
    /// Whether it is asked, by its own condition and by those of all that it lies in.
    pub relevant: bool,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A group.
    Group,
    /// A repeat as a whole.
    Repeat {
        /// How many instances it has.
        count: usize,
        /// Whether the form counts them, and not the person.
        counted: bool,
    },
    /// One instance of a repeat.
    Instance,
    /// What has a value.
    Question(Box<Valued>),
}

/// A question or calculation as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Valued {
    /// Its kind.
    pub kind: Kind,
    /// Whether an answer is required.
    pub required: bool,
    /// Whether the answer can be seen and not changed.
    pub read_only: bool,
    /// What is wrong with the answer; nothing with what is not asked.
    pub problem: Option<Problem>,
    /// The answer as an XForm spells it; empty of what is not asked.
    pub value: String,
    /// The keys on offer, as they are shown.
    pub choices: Option<Vec<String>>,
}

impl Filling {
    /// Every node, in the order of the document; a repeat as a whole before its instances.
    #[must_use]
    pub fn nodes(&self) -> Vec<Standing> {
        let mut walk = Inspection {
            filling: self,
            state: self.state(),
            found: Vec::new(),
        };
        for node in self.form().model.children(None) {
            walk.node(node, 0);
        }
        walk.found
    }
}

struct Inspection<'s> {
    filling: &'s Filling,
    state: State<'s>,
    found: Vec<Standing>,
}

impl Inspection<'_> {
    fn node(&mut self, node: NodeId, row: usize) {
        let (state, model) = (self.state, self.state.model());
        let (path, relevant) = (
            state.path(node, row).into_owned(),
            state.cell(node, row).relevant,
        );
        match model.nodes[node].role {
            Role::Question => {
                let question = self.question(node, row, &path, relevant);
                self.found.extend(question.map(|valued| Standing {
                    path,
                    what: What::Question(Box::new(valued)),
                    relevant,
                }));
            }
            Role::Group => {
                self.found.push(Standing {
                    path,
                    what: What::Group,
                    relevant,
                });
                model
                    .children(Some(node))
                    .for_each(|child| self.node(child, row));
            }
            Role::Repeat(own) => {
                let rows: Vec<usize> = state.rows_in(own, row).map(|(inner, _)| inner).collect();
                self.found.push(Standing {
                    path: path.clone(),
                    what: What::Repeat {
                        count: rows.len(),
                        counted: model.nodes[node].count.is_some(),
                    },
                    relevant,
                });
                for (number, inner) in (1..).zip(rows) {
                    self.found.push(Standing {
                        path: path.nth(number),
                        what: What::Instance,
                        relevant,
                    });
                    model
                        .children(Some(node))
                        .for_each(|child| self.node(child, inner));
                }
            }
        }
    }

    fn question(&self, node: NodeId, row: usize, path: &Path, relevant: bool) -> Option<Valued> {
        let state = self.state;
        let question = state.model().nodes[node].question.as_deref()?;
        let asked = Asked {
            question,
            path: path.clone(),
            id: node,
            row,
        };
        let problem = relevant
            .then(|| problem(state, self.filling.answers(), &asked))
            .flatten();
        let keys = match question.kind {
            Kind::YesNo => Some(vec!["yes", "no"]),
            _ => keys(&state, node, row),
        };
        Some(Valued {
            kind: question.kind.clone(),
            required: is_required(state, &asked),
            read_only: state.is_read_only(node, row),
            problem,
            value: if relevant {
                state.cell(node, row).text.clone()
            } else {
                String::new()
            },
            choices: keys.map(|keys| keys.into_iter().map(str::to_owned).collect()),
        })
    }
}
