//! The parts of a form as the page shows them: one screen each, and what stands on it.

use std::sync::Arc;

use dong_hanh_form::{Form, Item, Node, Path, Question, Repeat, Screen, Text};

/// One part of a form: a screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name, as in the address of the page.
    pub name: String,
    /// Its heading.
    pub label: Text,
    /// A sentence of help under the heading.
    pub hint: Option<Text>,
    /// How many of its questions are answered.
    pub done: usize,
    /// How many questions there are.
    pub of: usize,
    /// The questions that have no answer yet and need one, or an answer that cannot stay.
    pub gaps: Vec<Gap>,
    /// What stands on the screen, from top to bottom.
    pub(super) rows: Arc<[Row]>,
}

/// A question that keeps the form from being finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Where.
    pub path: Path,
    /// The question.
    pub label: Text,
}

/// One thing on a screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Row {
    Question(Path),
    Heading(Path),
    RepeatStart(Path),
    Instance(Path),
    RepeatEnd(Path),
}

impl Part {
    pub(super) fn of(form: &Form, screen: &Screen<'_>) -> Self {
        let (done, of) = screen.done_of_total();
        let gaps = screen.problems().map(|(view, _)| Gap {
            path: view.path.clone(),
            label: view.label.clone().into_owned(),
        });
        Self {
            name: screen.path.name().to_owned(),
            label: screen.label.as_deref().unwrap_or(&form.title).clone(),
            hint: screen.hint.as_deref().cloned(),
            done,
            of,
            gaps: gaps.collect(),
            rows: screen.items.iter().map(Row::of).collect(),
        }
    }

    /// Whether a question is asked in this part now.
    #[must_use]
    pub fn asks(&self, question: &Path) -> bool {
        self.rows
            .iter()
            .any(|row| matches!(row, Row::Question(path) if path == question))
    }

    /// Whether nothing is missing or wrong.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }
}

impl Row {
    fn of(item: &Item<'_>) -> Self {
        match item {
            Item::Question(view) => Self::Question(view.path.clone()),
            Item::Heading { path, .. } => Self::Heading(path.clone()),
            Item::RepeatStart { path, .. } => Self::RepeatStart(path.clone()),
            Item::Instance { path, .. } => Self::Instance(path.clone()),
            Item::RepeatEnd { path, .. } => Self::RepeatEnd(path.clone()),
        }
    }
}

/// The question at a path.
pub(super) fn question<'f>(form: &'f Form, path: &Path) -> Option<&'f Question> {
    match node(form, path)? {
        Node::Question(question) => Some(question),
        _ => None,
    }
}

/// The repeat at a path, or whose instance lies there.
pub(super) fn repeat<'f>(form: &'f Form, path: &Path) -> Option<&'f Repeat> {
    match node(form, path)? {
        Node::Repeat(repeat) => Some(repeat),
        _ => None,
    }
}

fn node<'f>(form: &'f Form, path: &Path) -> Option<&'f Node> {
    let mut nodes = &form.nodes;
    let mut found = None;
    for step in path.steps() {
        let node = nodes.iter().find(|node| node.name() == step.name)?;
        match node {
            Node::Group(group) => nodes = &group.nodes,
            Node::Repeat(repeat) => nodes = &repeat.nodes,
            Node::Question(_) => {}
        }
        found = Some(node);
    }
    found
}
