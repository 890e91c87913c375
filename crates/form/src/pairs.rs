//! Which part of a form is which part of another version of it.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

use crate::{Node, Path};

/// A part of a form with its place.
pub(crate) struct Placed<'f> {
    /// Its place, without instances.
    pub(crate) path: Path,
    /// The innermost repeat that it lies in.
    pub(crate) repeat: Option<Path>,
    /// It.
    pub(crate) node: &'f Node,
}

/// Every part of a form, in its order.
pub(crate) fn placed(nodes: &[Node]) -> Vec<Placed<'_>> {
    let mut found = Vec::new();
    place(nodes, None, None, &mut found);
    found
}

fn place<'f>(
    nodes: &'f [Node],
    outer: Option<&Path>,
    repeat: Option<&Path>,
    found: &mut Vec<Placed<'f>>,
) {
    for node in nodes {
        let path = outer.map_or_else(|| Path::top(node.name()), |outer| outer.child(node.name()));
        found.push(Placed {
            path: path.clone(),
            repeat: repeat.cloned(),
            node,
        });
        match node {
            Node::Question(_) => {}
            Node::Group(group) => place(&group.nodes, Some(&path), repeat, found),
            Node::Repeat(inner) => place(&inner.nodes, Some(&path), Some(&path), found),
        }
    }
}

/// For each part of the later version, which of the earlier one it was: what has its path, and of the questions that are
/// left, what alone has its name in the same repeat.
pub(crate) fn pairs(before: &[Placed<'_>], after: &[Placed<'_>]) -> Vec<Option<usize>> {
    let by_path: BTreeMap<&Path, usize> =
        (0..).zip(before).map(|(at, was)| (&was.path, at)).collect();
    let stayed = |now: &Placed<'_>| {
        let at = *by_path.get(&now.path)?;
        let was = &before[at];
        let is_it = discriminant(was.node) == discriminant(now.node) && was.repeat == now.repeat;
        is_it.then_some(at)
    };
    let mut pairs: Vec<Option<usize>> = after.iter().map(stayed).collect();
    let taken: BTreeSet<usize> = pairs.iter().copied().flatten().collect();
    let left = (0..).zip(before).filter(|(at, _)| !taken.contains(at));
    let left = alone(left);
    let new = (0..).zip(after).filter(|(at, _)| pairs[*at].is_none());
    for (called, at) in alone(new) {
        pairs[at] = left.get(&called).copied();
    }
    pairs
}

/// The questions that alone have their name in their repeat.
fn alone<'p>(
    placed: impl Iterator<Item = (usize, &'p Placed<'p>)>,
) -> BTreeMap<(Option<&'p Path>, &'p str), usize> {
    let mut found = BTreeMap::new();
    for (at, one) in placed {
        if let Node::Question(question) = one.node {
            let called = (one.repeat.as_ref(), question.name.as_str());
            found.entry(called).or_insert_with(Vec::new).push(at);
        }
    }
    let alone = |(called, places): (_, Vec<usize>)| match *places {
        [at] => Some((called, at)),
        _ => None,
    };
    found.into_iter().filter_map(alone).collect()
}
