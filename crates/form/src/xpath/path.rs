//! Walks along paths, from node to node.

use super::eval::Scope;
use super::value::XPath;
use super::{Axis, Path, Start, Step, Test, Tree};
use crate::model::NodeId;
use crate::places::Place;
use crate::state::State;

/// The nodes at the end of a path, in the order of the document.
pub(crate) fn walk<'a>(scope: &Scope<'_, 'a>, path: &'a Path<NodeId>) -> Vec<Place> {
    let mut nodes = match &path.start {
        Start::Root => vec![Place::Root],
        Start::Here => vec![scope.here],
        Start::At(tree, predicates) => chosen(scope, scope.nodes(tree), predicates),
    };
    for step in &path.steps {
        let mut found = Vec::new();
        for node in &nodes {
            found.extend(chosen(
                scope,
                along(scope.state, *node, step),
                &step.predicates,
            ));
        }
        // One node alone cannot be found twice on any axis.
        if nodes.len() > 1 && step.axis != Axis::Child {
            scope.state.in_order(&mut found);
        }
        nodes = found;
    }
    nodes
}

/// Those for which all predicates hold; a number is a position.
fn chosen<'a>(
    scope: &Scope<'_, 'a>,
    mut nodes: Vec<Place>,
    predicates: &'a [Tree<NodeId>],
) -> Vec<Place> {
    for predicate in predicates {
        let size = nodes.len();
        let mut position = 0;
        nodes.retain(|node| {
            position += 1;
            let inner = Scope {
                here: *node,
                position: (position, size),
                ..*scope
            };
            match inner.value(predicate) {
                XPath::Number(number) => number == position as f64,
                other => other.to_bool(scope.state),
            }
        });
    }
    nodes
}

/// The nodes that a step leads to, without its predicates. Axes that look back give the nearest first.
fn along(state: &State<'_>, from: Place, step: &Step<NodeId>) -> Vec<Place> {
    let fits = |node: &Place| match &step.test {
        Test::Any => true,
        Test::Name(name) => state.is_called(*node, name),
        // Only questions and fields hold text, and they stand for it.
        Test::Text => state.has_text(*node),
    };
    let mut found = Vec::new();
    match step.axis {
        Axis::Itself => found.push(from),
        Axis::Parent => found.extend(state.parent(from)),
        Axis::Child if step.test == Test::Text => found.push(from),
        Axis::Child => match &step.test {
            Test::Name(name) => {
                state.children_called(from, name, &mut found);
                return found;
            }
            _ => state.children(from, &mut found),
        },
        Axis::Descendant => descend(state, from, &mut found),
        Axis::DescendantOrSelf => {
            found.push(from);
            descend(state, from, &mut found);
        }
        Axis::Ancestor | Axis::AncestorOrSelf => {
            let mut node = (step.axis == Axis::AncestorOrSelf)
                .then_some(from)
                .or_else(|| state.parent(from));
            while let Some(at) = node {
                found.push(at);
                node = state.parent(at);
            }
        }
        Axis::PrecedingSibling | Axis::FollowingSibling => {
            let mut siblings = Vec::new();
            if let Some(parent) = state.parent(from) {
                state.children(parent, &mut siblings);
            }
            let own = siblings.iter().position(|sibling| *sibling == from);
            let own = own.unwrap_or(siblings.len());
            if step.axis == Axis::PrecedingSibling {
                found.extend(siblings.into_iter().take(own).rev());
            } else {
                found.extend(siblings.into_iter().skip(own + 1));
            }
        }
        // No node of a form has an attribute that an expression may ask for.
        Axis::Attribute => {}
    }
    found.retain(fits);
    found
}

fn descend(state: &State<'_>, from: Place, found: &mut Vec<Place>) {
    let mut children = Vec::new();
    state.children(from, &mut children);
    for child in children {
        found.push(child);
        descend(state, child, found);
    }
}
