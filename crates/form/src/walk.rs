//! The walk through a form, from top to bottom: what a screen shows and what a check looks at.

use crate::model::{NodeId, Role};
use crate::places::Place;
use crate::state::State;
use crate::{Answers, Form, Group, Node, Path, Question, Repeat};

/// What a walk meets.
pub(crate) enum Step<'f> {
    /// A screen begins: a group at the top of the form, or what lies between such groups, of which path and place are
    /// those of the first.
    Screen(Option<&'f Group>, Path, Place),
    /// A group within a screen begins.
    Group(&'f Group, Path, Place),
    /// The innermost group or screen ends.
    End,
    /// A question or a note.
    Question(Asked<'f>),
    /// A repeat begins, with so many instances.
    Repeat(&'f Repeat, Path, Place, u16),
    /// An instance of the innermost repeat begins.
    Instance(&'f Repeat, Path, Place),
    /// A repeat ends, with so many instances.
    RepeatEnd(&'f Repeat, Path, Place, u16),
}

/// A question in one instance of the repeats around it.
pub(crate) struct Asked<'f> {
    pub(crate) question: &'f Question,
    pub(crate) path: Path,
    pub(crate) id: NodeId,
    pub(crate) row: usize,
}

impl Asked<'_> {
    pub(crate) fn place(&self) -> Place {
        Place::Part(self.id, self.row)
    }
}

/// What a walk goes through.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Through {
    /// What is asked.
    Asked,
    /// What may be asked, whatever the answers are.
    All,
}

/// Goes through a form that was laid out.
pub(crate) fn walk<'f>(
    form: &'f Form,
    answers: &Answers,
    state: State<'_>,
    through: Through,
    meet: &mut dyn FnMut(Step<'f>),
) {
    let mut walk = Walk {
        state,
        answers,
        through,
        meet,
    };
    let mut id = 0;
    let mut is_between = false;
    for node in &form.nodes {
        if let (Node::Group(_), true) = (node, is_between) {
            is_between = false;
            (walk.meet)(Step::End);
        }
        if walk.meets(id, 0) {
            let (path, place) = (state.path(id, 0).into_owned(), Place::Part(id, 0));
            if let Node::Group(group) = node {
                (walk.meet)(Step::Screen(Some(group), path, place));
                walk.nodes(&group.nodes, id + 1, 0);
                (walk.meet)(Step::End);
            } else {
                if !is_between {
                    is_between = true;
                    (walk.meet)(Step::Screen(None, path, place));
                }
                walk.nodes(std::slice::from_ref(node), id, 0);
            }
        }
        id = form.model.nodes[id].after;
    }
    if is_between {
        (walk.meet)(Step::End);
    }
}

struct Walk<'w, 'f> {
    state: State<'w>,
    answers: &'w Answers,
    through: Through,
    meet: &'w mut dyn FnMut(Step<'f>),
}

impl<'f> Walk<'_, 'f> {
    fn meets(&self, id: NodeId, row: usize) -> bool {
        self.through == Through::All || self.state.cell(id, row).relevant
    }

    /// Meets what there is to meet of some neighbours, of which `id` is the first, in one row.
    fn nodes(&mut self, nodes: &'f [Node], mut id: NodeId, row: usize) {
        for node in nodes {
            if self.meets(id, row) {
                let path = self.state.path(id, row).into_owned();
                match node {
                    Node::Question(question) if !question.kind.is_shown() => {}
                    Node::Question(question) => (self.meet)(Step::Question(Asked {
                        question,
                        path,
                        id,
                        row,
                    })),
                    Node::Group(group) => {
                        (self.meet)(Step::Group(group, path, Place::Part(id, row)));
                        self.nodes(&group.nodes, id + 1, row);
                        (self.meet)(Step::End);
                    }
                    Node::Repeat(repeat) => self.repeat(repeat, id, row, path),
                }
            }
            id = self.state.model().nodes[id].after;
        }
    }

    fn repeat(&mut self, repeat: &'f Repeat, id: NodeId, row: usize, path: Path) {
        let state = self.state;
        let Role::Repeat(table) = state.model().nodes[id].role else {
            return;
        };
        let (count, place) = (self.answers.instances(&path), Place::Range(id, row));
        (self.meet)(Step::Repeat(repeat, path.clone(), place, count));
        for (inner, instance) in state.rows_in(table, row) {
            if let Some(path) = &instance.path {
                (self.meet)(Step::Instance(repeat, path.clone(), Place::Part(id, inner)));
            }
            self.nodes(&repeat.nodes, id + 1, inner);
        }
        (self.meet)(Step::RepeatEnd(repeat, path, place, count));
    }
}
