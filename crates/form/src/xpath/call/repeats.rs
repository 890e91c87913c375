//! How many there are, and which of them.

use super::Given;
use crate::places::Place;
use crate::xpath::Function;
use crate::xpath::value::XPath;

pub(super) fn of<'a>(function: Function, given: &Given<'_, 'a>) -> XPath<'a> {
    let state = given.scope.state;
    match function {
        Function::CountNonEmpty => {
            let nodes = given.nodes(0).into_iter();
            XPath::Number(nodes.filter(|node| !state.text(*node).is_empty()).count() as f64)
        }
        Function::Position if given.len() == 0 => XPath::Number(given.scope.position.0 as f64),
        Function::Position => {
            let first = given.value(0).into_nodes().first().copied();
            XPath::number(first.map(|node| state.position(node) as f64))
        }
        Function::IndexedRepeat => XPath::Nodes(indexed(given)),
        _ => XPath::Number(given.nodes(0).len() as f64),
    }
}

/// The nodes of the first argument that lie in instances of repeats with these numbers.
fn indexed(given: &Given<'_, '_>) -> Vec<Place> {
    let state = given.scope.state;
    let mut levels = Vec::new();
    for level in (1..given.len()).step_by(2) {
        levels.push((given.nodes(level), given.number(level + 1)));
    }
    // An outer repeat before those inside it.
    levels.sort_by_key(|(repeats, _)| repeats.first().map_or(0, |repeat| state.depth(*repeat)));
    let mut within = None;
    for (mut repeats, number) in levels {
        if let Some(outer) = within {
            repeats.retain(|repeat| state.is_within(*repeat, outer));
        }
        let index = number.trunc() - 1.0;
        let Some(repeat) = (index >= 0.0)
            .then(|| repeats.get(index as usize))
            .flatten()
        else {
            return Vec::new();
        };
        within = Some(*repeat);
    }
    // The target means all of its instances, though the expression stands in one of them.
    let mut found = match given.trees.first() {
        Some(crate::xpath::Tree::Ref(node)) => state.everywhere(*node),
        _ => given.nodes(0),
    };
    found.retain(|node| within.is_none_or(|within| state.is_within(*node, within)));
    found
}
