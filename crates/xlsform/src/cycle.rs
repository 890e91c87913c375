//! Circles: what is reckoned from itself, by way of others, and the path along which it is.

use std::collections::{BTreeMap, BTreeSet};

use dong_hanh_form::{Expr, Node, Question};

/// One node, as far as circles go.
struct Spot<'d> {
    path: String,
    name: &'d str,
    parent: Option<usize>,
    /// What it is reckoned from.
    sources: Vec<&'d Expr>,
}

/// A circle: the path of its first node, and the names along it, the first one last again.
pub(crate) struct Circle {
    pub(crate) at: String,
    pub(crate) path: Vec<String>,
}

/// Every circle once.
pub(crate) fn circles(nodes: &[Node]) -> Vec<Circle> {
    let mut spots = Vec::new();
    collect(nodes, None, &mut spots);
    let by_name: BTreeMap<&str, usize> = spots
        .iter()
        .enumerate()
        .map(|(at, spot)| (spot.name, at))
        .collect();
    let needs: Vec<BTreeSet<usize>> = spots
        .iter()
        .enumerate()
        .map(|(own, spot)| {
            let mut needs: BTreeSet<usize> = spot.parent.into_iter().collect();
            for source in &spot.sources {
                let mentions = source.mentions().unwrap_or_default();
                let named = mentions
                    .names
                    .iter()
                    .filter_map(|name| by_name.get(name.as_str()).copied());
                // What another instance of the same repeat says may be looked up by its number.
                let by_number = source.0.contains("indexed-repeat(");
                needs.extend(named.filter(|need| !(by_number && *need == own)));
            }
            needs
        })
        .collect();
    let mut search = Search {
        needs: &needs,
        state: vec![State::New; spots.len()],
        circles: Vec::new(),
    };
    for spot in 0..spots.len() {
        search.from(spot);
    }
    let circles = search.circles.into_iter();
    let told = circles.map(|circle| {
        let mut path: Vec<String> = circle
            .iter()
            .map(|spot| spots[*spot].name.to_owned())
            .collect();
        path.extend(path.first().cloned());
        Circle {
            at: circle
                .first()
                .map(|spot| spots[*spot].path.clone())
                .unwrap_or_default(),
            path,
        }
    });
    told.collect()
}

fn collect<'d>(nodes: &'d [Node], parent: Option<usize>, spots: &mut Vec<Spot<'d>>) {
    for node in nodes {
        let own = spots.len();
        let path = match parent {
            Some(parent) => format!("{}/{}", spots[parent].path, node.name()),
            None => node.name().to_owned(),
        };
        let (sources, inner): (Vec<Option<&Expr>>, &[Node]) = match node {
            Node::Group(group) => (vec![group.relevant.as_ref()], &group.nodes),
            Node::Repeat(repeat) => (
                vec![repeat.relevant.as_ref(), repeat.count.as_ref()],
                &repeat.nodes,
            ),
            Node::Question(question) => (vec![question.relevant.as_ref(), reckoned(question)], &[]),
        };
        spots.push(Spot {
            path,
            name: node.name(),
            parent,
            sources: sources.into_iter().flatten().collect(),
        });
        collect(inner, Some(own), spots);
    }
}

/// What waits for a trigger follows from nothing else.
fn reckoned(question: &Question) -> Option<&Expr> {
    question
        .calculate
        .as_ref()
        .filter(|_| question.trigger.is_empty())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Begun,
    Done,
}

struct Search<'n> {
    needs: &'n [BTreeSet<usize>],
    state: Vec<State>,
    circles: Vec<Vec<usize>>,
}

impl Search<'_> {
    /// Looks at all that a node needs, without recursion: a form can be one long chain.
    fn from(&mut self, start: usize) {
        let needs = self.needs;
        if self.state[start] != State::New {
            return;
        }
        self.state[start] = State::Begun;
        let mut way = vec![(start, needs[start].iter())];
        while let Some((own, left)) = way.last_mut() {
            let own = *own;
            match left.next().copied() {
                None => {
                    self.state[own] = State::Done;
                    way.pop();
                }
                Some(need) if self.state[need] == State::New => {
                    self.state[need] = State::Begun;
                    way.push((need, needs[need].iter()));
                }
                Some(need) if self.state[need] == State::Begun => {
                    let from = way.iter().position(|(spot, _)| *spot == need);
                    let circle = way[from.unwrap_or(0)..].iter().map(|(spot, _)| *spot);
                    self.circles.push(circle.collect());
                }
                Some(_) => {}
            }
        }
    }
}
