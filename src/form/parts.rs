//! The parts of a form as the page shows them: one screen each, and how far it is.

use dong_hanh_form::{Form, Media, Node, Path, Question, Repeat, Text};

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
}

/// A question that keeps the form from being finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Where.
    pub path: Path,
    /// The question.
    pub label: Text,
}

impl Part {
    /// Whether nothing is missing or wrong.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
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

/// What is seen or heard beside the heading of the group or repeat at a path.
pub(super) fn media<'f>(form: &'f Form, path: &Path) -> Option<&'f Media> {
    match node(form, path)? {
        Node::Group(group) => Some(&group.media),
        Node::Repeat(repeat) => Some(&repeat.media),
        Node::Question(_) => None,
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
