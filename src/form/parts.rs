//! The parts of a form as the page shows them: one screen each, and what stands on it.

use std::sync::Arc;

use dong_hanh_form::{Form, Group, Item, Node, Path, Question, Repeat, Screen, Text};

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
    pub(super) fn of(screen: &Screen<'_>) -> Self {
        let (done, of) = screen.done_of_total();
        let gaps = screen.problems().map(|(view, _)| Gap {
            path: view.path.clone(),
            label: view.question.label.clone(),
        });
        Self {
            name: screen.group.name.clone(),
            label: screen.group.label.clone(),
            hint: screen.group.hint.clone(),
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
    match last(form, path)? {
        Found::Node(Node::Question(question)) => Some(question),
        _ => None,
    }
}

/// The group at a path.
pub(super) fn group<'f>(form: &'f Form, path: &Path) -> Option<&'f Group> {
    match last(form, path)? {
        Found::Screen(group) | Found::Node(Node::Group(group)) => Some(group),
        Found::Node(_) => None,
    }
}

/// The repeat at a path, or whose instance lies there.
pub(super) fn repeat<'f>(form: &'f Form, path: &Path) -> Option<&'f Repeat> {
    match last(form, path)? {
        Found::Node(Node::Repeat(repeat)) => Some(repeat),
        _ => None,
    }
}

enum Found<'f> {
    Screen(&'f Group),
    Node(&'f Node),
}

fn last<'f>(form: &'f Form, path: &Path) -> Option<Found<'f>> {
    let mut steps = path.steps();
    let top = steps.next()?;
    let screen = form.groups.iter().find(|group| group.name == top.name)?;
    let mut found = Found::Screen(screen);
    for step in steps {
        let nodes = match found {
            Found::Screen(group) | Found::Node(Node::Group(group)) => &group.nodes,
            Found::Node(Node::Repeat(repeat)) => &repeat.nodes,
            Found::Node(Node::Question(_)) => return None,
        };
        let named = |node: &&Node| match node {
            Node::Question(question) => question.name == step.name,
            Node::Group(group) => group.name == step.name,
            Node::Repeat(repeat) => repeat.name == step.name,
        };
        found = Found::Node(nodes.iter().find(named)?);
    }
    Some(found)
}
