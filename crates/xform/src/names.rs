//! Where each name of a form lies, as XForms write it.

use std::collections::BTreeMap;

use dong_hanh_form::{Definition, Node};

/// The outermost element, as pyxform calls it.
pub(crate) const ROOT: &str = "data";

/// The way to a node, from the outermost element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    names: Vec<String>,
    /// Which of the names are repeats, by their place among them.
    repeats: Vec<usize>,
}

impl Spot {
    /// The way to what lies directly in it.
    pub(crate) fn child(&self, name: &str) -> Spot {
        let mut spot = self.clone();
        spot.names.push(name.to_owned());
        spot
    }

    /// The way to a node of the form in it.
    pub(crate) fn node(&self, node: &Node) -> Spot {
        let mut spot = self.child(node.name());
        if matches!(node, Node::Repeat(_)) {
            spot.repeats.push(spot.names.len() - 1);
        }
        spot
    }

    /// From the outermost element.
    pub(crate) fn path(&self) -> String {
        let mut path = format!("/{ROOT}");
        for name in &self.names {
            path.push('/');
            path.push_str(name);
        }
        path
    }

    /// Whether it lies in a repeat.
    pub(crate) fn is_repeated(&self) -> bool {
        !self.repeats.is_empty()
    }

    /// The instance of the innermost repeat that it lies in.
    pub(crate) fn around(&self) -> Option<Spot> {
        let own = self.names.len().saturating_sub(1);
        let at = *self.repeats.iter().rfind(|at| **at < own)?;
        Some(Spot {
            names: self.names[..=at].to_vec(),
            repeats: self
                .repeats
                .iter()
                .copied()
                .filter(|repeat| *repeat <= at)
                .collect(),
        })
    }

    /// The same node as a whole: how many instances it has is reckoned outside of them.
    pub(crate) fn without_own_repeat(mut self) -> Spot {
        let own = self.names.len().saturating_sub(1);
        self.repeats.retain(|at| *at != own);
        self
    }

    /// As it is called from another place, where that lies in the same instance of a repeat: up to the instance and down again.
    pub(crate) fn from(&self, here: &Spot) -> Option<String> {
        let own = self.names.len().saturating_sub(1);
        let around = self.repeats.iter().filter(|at| **at < own);
        let shared = around.rev().find(|at| {
            here.repeats.contains(at) && here.names.get(..=**at) == self.names.get(..=**at)
        });
        let after = shared? + 1;
        let ups = here.names.len().checked_sub(after)?;
        // What is reckoned for the instance itself looks into it.
        let up = if ups == 0 {
            "./".to_owned()
        } else {
            "../".repeat(ups)
        };
        Some(up + &self.names[after..].join("/"))
    }
}

/// Every name of a form, and where it lies; of two that are alike the first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(BTreeMap<String, Spot>);

impl Names {
    pub(crate) fn of(form: &Definition) -> Names {
        let mut names = Names::default();
        names.add(&form.nodes, &Spot::default());
        names
    }

    fn add(&mut self, nodes: &[Node], within: &Spot) {
        for node in nodes {
            let spot = within.node(node);
            match node {
                Node::Group(group) => self.add(&group.nodes, &spot),
                Node::Repeat(repeat) => self.add(&repeat.nodes, &spot),
                Node::Question(_) => {}
            }
            self.0.entry(node.name().to_owned()).or_insert(spot);
        }
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Spot> {
        self.0.get(name)
    }
}
