//! Where everything may stand on the screens of a form, and how it stands after an answer: only what the answer can have
//! touched is looked at.

use std::collections::BTreeSet;

use crate::evaluate;
use crate::model::{NodeId, Role};
use crate::places::Place;
use crate::state::State;
use crate::view::Item;
use crate::walk::{Asked, Step, Through, walk};
use crate::{Changed, Filling, Group, Node, Path, Repeat};

/// A place on a screen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// Of a question or a note.
    Question(Path),
    /// Of the heading of a group within the screen.
    Heading(Path),
    /// Of the heading of a repeat, above its instances.
    RepeatStart(Path),
    /// Of the heading of an instance.
    Instance(Path),
    /// Of the end of a repeat.
    RepeatEnd(Path),
}

impl Spot {
    /// Where in the form.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Question(path)
            | Self::Heading(path)
            | Self::RepeatStart(path)
            | Self::Instance(path)
            | Self::RepeatEnd(path) => path,
        }
    }
}

/// A screen with all that may stand on it, asked now or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Where its group lies, if it is one.
    pub group: Option<Path>,
    /// Its name: of its group, or of the first that may stand on it.
    pub name: String,
    /// From top to bottom.
    pub spots: Vec<Laid>,
}

/// A place in a layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// Which.
    pub spot: Spot,
    /// How many of the next ones lie within it: it is a heading that is shown if one of them is.
    pub holds: usize,
}

/// What of a filled form an answer may have made other than it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Touched {
    /// These parts, each in one row of its table.
    Cells(BTreeSet<(NodeId, usize)>),
    /// Instances came or went, and with them the layout.
    All,
}

impl Default for Touched {
    fn default() -> Self {
        Self::Cells(BTreeSet::new())
    }
}

impl Touched {
    pub(crate) fn add(&mut self, node: NodeId, row: usize) {
        if let Self::Cells(cells) = self {
            cells.insert((node, row));
        }
    }
}

impl Filling {
    /// Every screen that there may be, with all that may stand on it. `look` is told how each place stands: with what is
    /// shown there, or with nothing where nothing is asked. A group's heading is told of the screen that it is, too.
    pub fn lay_out<'f>(&'f self, look: &mut dyn FnMut(&Spot, Option<Item<'f>>)) -> Vec<Layout> {
        let looking = Looking { filling: self };
        let mut screens: Vec<Layout> = Vec::new();
        // The headings that what comes next lies under.
        let mut open: Vec<Option<usize>> = Vec::new();
        walk(
            self.form(),
            self.answers(),
            self.state(),
            Through::All,
            &mut |step| {
                let (spot, item) = match step {
                    Step::Screen(group, path, place) => {
                        if let Some(group) = group {
                            let spot = Spot::Heading(path.clone());
                            look(&spot, looking.heading(group, &path, place));
                        }
                        screens.push(Layout {
                            name: path.name().to_owned(),
                            group: group.is_some().then_some(path),
                            spots: Vec::new(),
                        });
                        open = vec![None];
                        return;
                    }
                    Step::End => {
                        let spots = screens.last_mut().map(|screen| &mut screen.spots);
                        if let (Some(spots), Some(at)) = (spots, open.pop().flatten()) {
                            spots[at].holds = spots.len() - at - 1;
                        }
                        return;
                    }
                    Step::Group(group, path, place) => {
                        let at = screens.last().map_or(0, |screen| screen.spots.len());
                        open.push(Some(at));
                        let item = looking.heading(group, &path, place);
                        (Spot::Heading(path), item)
                    }
                    Step::Question(asked) => {
                        let spot = Spot::Question(asked.path.clone());
                        (spot, looking.question(asked))
                    }
                    Step::Repeat(repeat, path, place, count) => {
                        let item = looking.start(repeat, &path, place, count);
                        (Spot::RepeatStart(path), item)
                    }
                    Step::Instance(repeat, path, place) => {
                        let item = looking.instance(repeat, &path, place);
                        (Spot::Instance(path), item)
                    }
                    Step::RepeatEnd(repeat, path, place, count) => {
                        let item = looking.end(repeat, &path, place, count);
                        (Spot::RepeatEnd(path), item)
                    }
                };
                look(&spot, item);
                if let Some(screen) = screens.last_mut() {
                    if let (true, None, Some(first)) = (
                        screen.spots.is_empty(),
                        &screen.group,
                        spot.path().steps().next(),
                    ) {
                        screen.name = first.name.to_owned();
                    }
                    screen.spots.push(Laid { spot, holds: 0 });
                }
            },
        );
        screens.retain(|screen| !screen.spots.is_empty());
        screens
    }

    /// Tells `look` how everything stands that a change may have made other than it was. Where instances came or went
    /// that is everything, nothing is told, and the form has to be [laid out](Self::lay_out) anew: `false`.
    pub fn look_again<'f>(
        &'f self,
        changed: &Changed,
        look: &mut dyn FnMut(&Spot, Option<Item<'f>>),
    ) -> bool {
        let Touched::Cells(cells) = &changed.touched else {
            return false;
        };
        let (state, looking) = (self.state(), Looking { filling: self });
        let mut last = None;
        for (id, row) in cells.iter().copied() {
            let definition = match last {
                Some((known, definition)) if known == id => definition,
                _ => self.definition_of(id),
            };
            last = Some((id, definition));
            let part = &state.model().nodes[id];
            let (path, place) = (state.path(id, row).into_owned(), Place::Part(id, row));
            match (part.role, definition) {
                (Role::Question, Some(Node::Question(question))) if question.kind.is_shown() => {
                    let spot = Spot::Question(path.clone());
                    let asked = Asked {
                        question,
                        path,
                        id,
                        row,
                    };
                    look(&spot, looking.question(asked));
                }
                (Role::Group, Some(Node::Group(group))) => {
                    let item = looking.heading(group, &path, place);
                    look(&Spot::Heading(path), item);
                }
                (Role::Repeat(table), Some(Node::Repeat(repeat))) => {
                    let (count, range) = (self.answers().instances(&path), Place::Range(id, row));
                    let start = looking.start(repeat, &path, range, count);
                    look(&Spot::RepeatStart(path.clone()), start);
                    for (inner, instance) in state.rows_in(table, row) {
                        if let Some(instance) = &instance.path {
                            let place = Place::Part(id, inner);
                            let item = looking.instance(repeat, instance, place);
                            look(&Spot::Instance(instance.clone()), item);
                        }
                    }
                    let end = looking.end(repeat, &path, range, count);
                    look(&Spot::RepeatEnd(path), end);
                }
                _ => {}
            }
        }
        true
    }

    /// What the form says of a node.
    fn definition_of(&self, id: NodeId) -> Option<&Node> {
        let model = &self.form().model;
        let (mut nodes, mut at) = (self.form().nodes.as_slice(), 0);
        loop {
            let found = nodes.iter().find(|_| {
                let is_within = id < model.nodes[at].after;
                if !is_within {
                    at = model.nodes[at].after;
                }
                is_within
            })?;
            if at == id {
                return Some(found);
            }
            at += 1;
            nodes = match found {
                Node::Group(group) => &group.nodes,
                Node::Repeat(repeat) => &repeat.nodes,
                Node::Question(_) => return None,
            };
        }
    }
}

/// How one place after the other stands.
#[derive(Clone, Copy)]
struct Looking<'f> {
    filling: &'f Filling,
}

impl<'f> Looking<'f> {
    fn question(self, asked: Asked<'f>) -> Option<Item<'f>> {
        let state = self.state();
        let is_asked = state.cell(asked.id, asked.row).relevant;
        is_asked.then(|| Item::Question(evaluate::question(state, self.filling.answers(), asked)))
    }

    fn heading(self, group: &'f Group, path: &Path, place: Place) -> Option<Item<'f>> {
        let item = || evaluate::heading(self.state(), group, path.clone(), place);
        self.is_asked(place).then(item)
    }

    fn start(self, repeat: &'f Repeat, path: &Path, place: Place, count: u16) -> Option<Item<'f>> {
        let item = || evaluate::start(self.state(), repeat, path.clone(), place, count);
        self.is_asked(place).then(item)
    }

    fn instance(self, repeat: &'f Repeat, path: &Path, place: Place) -> Option<Item<'f>> {
        let item = || evaluate::instance(self.state(), repeat, path.clone(), place);
        self.is_asked(place).then(item)
    }

    fn end(self, repeat: &'f Repeat, path: &Path, place: Place, count: u16) -> Option<Item<'f>> {
        let item = || evaluate::end(self.state(), repeat, path.clone(), place, count);
        self.is_asked(place).then(item)
    }

    fn is_asked(self, place: Place) -> bool {
        match place {
            Place::Range(node, row) => self.state().cell(node, row).relevant,
            place => self.state().is_relevant(place),
        }
    }

    fn state(self) -> State<'f> {
        self.filling.state()
    }
}
