//! What is not the same in two versions of a form.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::aspects::aspects;
use crate::pairs::{Placed, pairs, placed};
use crate::{Form, Node, Path, Text};

/// One part of a form that is not the same in two versions of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its place in the later version, or else in the earlier one; without instances.
    pub path: Path,
    /// The headings above it there, outermost first.
    pub within: Vec<Text>,
    /// As it was; none if it is new. A group or a repeat without what it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Node>,
    /// As it is; none if it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Node>,
    /// What of it is not the same; nothing where it is new or gone.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub aspects: BTreeSet<Aspect>,
}

/// What of a question, a group or a repeat is not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Its words.
    Words,
    /// What helps with it: hints, pictures, sound.
    Help,
    /// What kind of answer it takes.
    Kind,
    /// What one chooses from.
    Choices,
    /// When it is asked.
    Condition,
    /// Whether an answer is required, and how it can be declined.
    Requirement,
    /// What must be true of an answer.
    Constraint,
    /// The answer that it begins with, or that follows from others; how often it is repeated.
    Reckoned,
    /// How it is shown.
    Look,
    /// What of the household it says.
    SaveTo,
    /// What it is asked for, and how carefully it is kept.
    Care,
    /// Where it stands.
    Place,
}

impl Change {
    /// It, as it is, or else as it was.
    #[must_use]
    pub fn node(&self) -> Option<&Node> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// Whether it is about a question that whoever fills the form sees.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        let shown =
            |node: &Node| matches!(node, Node::Question(question) if question.kind.is_shown());
        self.before.iter().chain(&self.after).any(shown)
    }
}

/// What is not the same in two versions of a form, in the order of the later one; what is gone comes last.
#[must_use]
pub fn changes(old: &Form, new: &Form) -> Vec<Change> {
    let (before, after) = (placed(&old.nodes), placed(&new.nodes));
    let pairs = pairs(&before, &after);
    let displaced = displaced(&before, &after, &pairs);
    let mut found = Vec::new();
    for (at, now) in after.iter().enumerate() {
        let was = pairs[at].map(|was| &before[was]);
        let mut aspects = was.map_or_else(BTreeSet::new, |was| {
            aspects((old, was.node), (new, now.node))
        });
        if displaced.contains(&at) {
            aspects.insert(Aspect::Place);
        }
        if was.is_none() || !aspects.is_empty() {
            found.push(Change {
                path: now.path.clone(),
                within: within(&new.nodes, &now.path),
                before: was.map(|was| alone(was.node)),
                after: Some(alone(now.node)),
                aspects,
            });
        }
    }
    let kept: BTreeSet<usize> = pairs.into_iter().flatten().collect();
    let gone = before
        .iter()
        .enumerate()
        .filter(|(at, _)| !kept.contains(at));
    found.extend(gone.map(|(_, was)| Change {
        path: was.path.clone(),
        within: within(&old.nodes, &was.path),
        before: Some(alone(was.node)),
        after: None,
        aspects: BTreeSet::new(),
    }));
    found
}

/// A part without what it holds.
fn alone(node: &Node) -> Node {
    let mut node = node.clone();
    match &mut node {
        Node::Question(_) => {}
        Node::Group(group) => group.nodes.clear(),
        Node::Repeat(repeat) => repeat.nodes.clear(),
    }
    node
}

/// The headings above a place.
fn within(nodes: &[Node], path: &Path) -> Vec<Text> {
    let (mut nodes, mut found) = (nodes, Vec::new());
    for step in path.steps() {
        match nodes.iter().find(|node| node.name() == step.name) {
            Some(Node::Group(group)) => {
                found.push(group.label.clone());
                nodes = &group.nodes;
            }
            Some(Node::Repeat(repeat)) => {
                found.push(repeat.label.clone());
                nodes = &repeat.nodes;
            }
            Some(Node::Question(_)) | None => return found,
        }
    }
    // It is a heading itself.
    found.pop();
    found
}

/// Which of the later version stand elsewhere: in another group or repeat, or out of the order that most have kept.
fn displaced(
    before: &[Placed<'_>],
    after: &[Placed<'_>],
    pairs: &[Option<usize>],
) -> BTreeSet<usize> {
    let mut displaced = BTreeSet::new();
    let mut stayed: BTreeMap<Option<Path>, Vec<(usize, usize)>> = BTreeMap::new();
    for (now, was) in pairs.iter().enumerate() {
        let Some(was) = *was else { continue };
        let parent = after[now].path.parent();
        if before[was].path.parent() == parent {
            stayed.entry(parent).or_default().push((now, was));
        } else {
            displaced.insert(now);
        }
    }
    for siblings in stayed.into_values() {
        let order: Vec<usize> = siblings.iter().map(|(_, was)| *was).collect();
        let kept = longest_rise(&order);
        let moved = (0..).zip(siblings).filter(|(at, _)| !kept.contains(at));
        displaced.extend(moved.map(|(_, (now, _))| now));
    }
    displaced
}

/// The places of the most numbers that rise one after the other.
fn longest_rise(numbers: &[usize]) -> BTreeSet<usize> {
    // By length, where the rise of this length ends that ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    std::iter::successors(ends.last().copied(), |at| before[*at]).collect()
}
