//! Which parts of a form an expression may look at, whatever the answers are.

use std::collections::BTreeSet;

use crate::model::{Model, NodeId, Role, TableId};
use crate::xpath::{Axis, Function, Path, Start, Step, Test, Tree};

/// The nodes that an expression of `own` may look at when it is asked of `here`, as far as that. What it looks at to choose
/// among others counts too.
pub(crate) fn reach(
    model: &Model,
    own: NodeId,
    here: NodeId,
    tree: &Tree<NodeId>,
    how_far: HowFar,
) -> BTreeSet<NodeId> {
    let mut reach = Reach {
        model,
        own: Spot::Node(own),
        near: (how_far == HowFar::BeyondItsRow).then(|| model.nodes[own].table),
        found: BTreeSet::new(),
    };
    let ends = reach.tree(tree, &[Spot::Node(here)]);
    reach.look_at(&ends);
    reach.found
}

/// Which of the nodes that are looked at are of interest.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HowFar {
    /// All.
    Anywhere,
    /// Those of which another instance than its own may be looked at.
    BeyondItsRow,
}

/// What a path may pass, of all instances at once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    /// Above the outermost element.
    Root,
    /// The outermost element.
    Data,
    Node(NodeId),
    /// In a table, of which nothing ever changes.
    Table,
}

impl Spot {
    fn node(self) -> Option<NodeId> {
        match self {
            Spot::Node(node) => Some(node),
            Spot::Root | Spot::Data | Spot::Table => None,
        }
    }
}

struct Reach<'m> {
    model: &'m Model,
    own: Spot,
    /// The table of which the question's own row is not of interest.
    near: Option<TableId>,
    found: BTreeSet<NodeId>,
}

impl Reach<'_> {
    /// Where the nodes of an expression may lie.
    fn tree(&mut self, tree: &Tree<NodeId>, here: &[Spot]) -> Vec<Spot> {
        match tree {
            Tree::Text(_) | Tree::Number(_) | Tree::Last(_) => Vec::new(),
            Tree::Ref(node) if self.is_near(*node) => Vec::new(),
            Tree::Ref(node) => vec![Spot::Node(*node)],
            Tree::Path(path) => self.path(path, here),
            Tree::Call(function, arguments) => self.call(*function, arguments, here),
            Tree::Negate(inner) => self.value(inner, here),
            Tree::Binary(_, left, right) => {
                let mut ends = self.tree(left, here);
                ends.extend(self.tree(right, here));
                ends
            }
        }
    }

    /// Whether a question that is named is looked at in the row of the one that names it, which is not of interest.
    fn is_near(&self, node: NodeId) -> bool {
        let part = &self.model.nodes[node];
        part.role == Role::Question && self.near == Some(part.table)
    }

    /// What goes on from nodes to others, in whatever row.
    fn wherever<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let near = self.near.take();
        let found = look(self);
        self.near = near;
        found
    }

    /// An expression of which only the value is of interest.
    fn value(&mut self, tree: &Tree<NodeId>, here: &[Spot]) -> Vec<Spot> {
        let ends = self.tree(tree, here);
        self.look_at(&ends);
        Vec::new()
    }

    fn call(&mut self, function: Function, arguments: &[Tree<NodeId>], here: &[Spot]) -> Vec<Spot> {
        let mut ends = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            let spots = match function {
                Function::IndexedRepeat => self.wherever(|all| all.tree(argument, here)),
                _ => self.tree(argument, here),
            };
            match function {
                // What a node is called and where it lies no answer changes but by laying the form out anew.
                Function::Position | Function::Name | Function::LocalName => {}
                // Whether the others are there matters, and not what they hold.
                Function::Count => self.found.extend(self.others(&spots)),
                Function::IndexedRepeat if index % 2 == 1 => self.found.extend(self.others(&spots)),
                _ => ends.extend(spots),
            }
        }
        match function {
            Function::Current => ends.push(self.own),
            Function::Instance => ends.push(Spot::Table),
            // `once()` looks at the question's own answer, on which it may well depend.
            Function::String
            | Function::Number
            | Function::StringLength
            | Function::NormalizeSpace
                if arguments.is_empty() =>
            {
                ends.extend(here);
            }
            // A question named in quotes is looked at for its choices, which its answer does not change; what their words
            // speak of does.
            Function::ChoiceName => self.mentioned(&arguments[1..]),
            _ => {}
        }
        ends
    }

    /// What the words of questions speak of that are named in quotes.
    fn mentioned(&mut self, named: &[Tree<NodeId>]) {
        let model = self.model;
        let questions = named.iter().filter_map(|name| match name {
            Tree::Text(name) => model.named(name),
            _ => None,
        });
        for question in questions {
            for (_, tree) in &model.nodes[question].mentions {
                self.wherever(|all| all.value(tree, &[Spot::Node(question)]));
            }
        }
    }

    fn others(&self, spots: &[Spot]) -> Vec<NodeId> {
        let others = spots.iter().filter(|spot| **spot != self.own);
        others.filter_map(|spot| spot.node()).collect()
    }

    fn path(&mut self, path: &Path<NodeId>, here: &[Spot]) -> Vec<Spot> {
        // `.` is the question itself.
        let stays = |step: &Step<NodeId>| step.axis == Axis::Itself && step.predicates.is_empty();
        let is_itself = path.start == Start::Here && path.steps.iter().all(stays);
        if self.near.is_some() && is_itself && here == [self.own] {
            return Vec::new();
        }
        let mut spots = match &path.start {
            Start::Root => vec![Spot::Root],
            Start::Here => here.to_vec(),
            Start::At(tree, predicates) => {
                let spots = self.wherever(|all| all.tree(tree, here));
                self.predicates(predicates, &spots);
                spots
            }
        };
        for step in &path.steps {
            spots = self.step(step, &spots);
            self.predicates(&step.predicates, &spots);
        }
        spots
    }

    fn predicates(&mut self, predicates: &[Tree<NodeId>], spots: &[Spot]) {
        for predicate in predicates {
            self.value(predicate, spots);
        }
    }

    fn step(&self, step: &Step<NodeId>, from: &[Spot]) -> Vec<Spot> {
        let mut found = BTreeSet::new();
        for spot in from {
            match step.axis {
                Axis::Itself => drop(found.insert(*spot)),
                // A question stands for its text.
                Axis::Child if step.test == Test::Text => drop(found.insert(*spot)),
                Axis::Child => found.extend(self.children(*spot)),
                Axis::Parent => found.extend(self.parent(*spot)),
                Axis::Descendant => self.descend(*spot, &mut found),
                Axis::DescendantOrSelf => {
                    found.insert(*spot);
                    self.descend(*spot, &mut found);
                }
                Axis::Ancestor | Axis::AncestorOrSelf => {
                    let mut next = (step.axis == Axis::AncestorOrSelf)
                        .then_some(*spot)
                        .or_else(|| self.parent(*spot));
                    while let Some(at) = next {
                        found.insert(at);
                        next = self.parent(at);
                    }
                }
                Axis::PrecedingSibling | Axis::FollowingSibling => {
                    found.extend(
                        self.parent(*spot)
                            .into_iter()
                            .flat_map(|parent| self.children(parent)),
                    );
                }
                Axis::Attribute => {}
            }
        }
        let fits = |spot: &Spot| match (&step.test, spot) {
            (Test::Name(name), Spot::Node(node)) => self.model.nodes[*node].name == **name,
            (Test::Name(name), Spot::Data) => self.model.is_outermost(name),
            (Test::Name(_), Spot::Root) => false,
            (Test::Text | Test::Any, _) | (Test::Name(_), Spot::Table) => true,
        };
        found.into_iter().filter(fits).collect()
    }

    fn parent(&self, spot: Spot) -> Option<Spot> {
        match spot {
            Spot::Root => None,
            Spot::Data => Some(Spot::Root),
            Spot::Node(node) => Some(self.model.nodes[node].parent.map_or(Spot::Data, Spot::Node)),
            Spot::Table => Some(Spot::Table),
        }
    }

    fn children(&self, spot: Spot) -> Vec<Spot> {
        match spot {
            Spot::Root => vec![Spot::Data],
            Spot::Data => self.model.children(None).map(Spot::Node).collect(),
            Spot::Node(node) => self.model.children(Some(node)).map(Spot::Node).collect(),
            Spot::Table => vec![Spot::Table],
        }
    }

    fn descend(&self, spot: Spot, found: &mut BTreeSet<Spot>) {
        if spot == Spot::Table {
            found.insert(spot);
            return;
        }
        for child in self.children(spot) {
            found.insert(child);
            self.descend(child, found);
        }
    }

    /// The value of a group is that of all that it holds.
    fn look_at(&mut self, spots: &[Spot]) {
        for spot in spots {
            match spot {
                Spot::Node(node) => self.found.extend(*node..self.model.nodes[*node].after),
                Spot::Data | Spot::Root => self.found.extend(0..self.model.nodes.len()),
                Spot::Table => {}
            }
        }
    }
}
