//! What functions compute, by families.

mod chance;
mod digests;
mod geography;
mod numbers;
mod repeats;
mod selects;
mod texts;
mod times;

pub(crate) use chance::shuffled;
pub use geography::{area_m2, length_m};

use std::borrow::Cow;

use super::eval::Scope;
use super::value::{XPath, number_of};
use super::{Function, Tree};
use crate::model::NodeId;
use crate::places::Place;

/// The arguments of a call. The parser saw to their number, so a missing one reads as empty.
pub(crate) struct Given<'s, 'a> {
    scope: Scope<'s, 'a>,
    trees: &'a [Tree<NodeId>],
}

/// The value of a call.
pub(crate) fn call<'a>(
    scope: &Scope<'_, 'a>,
    function: Function,
    trees: &'a [Tree<NodeId>],
) -> XPath<'a> {
    let given = Given {
        scope: *scope,
        trees,
    };
    match function {
        Function::True => XPath::Bool(true),
        Function::False => XPath::Bool(false),
        Function::Not => XPath::Bool(!given.truth(0)),
        Function::Boolean => XPath::Bool(given.truth(0)),
        Function::BooleanFromString => XPath::Bool(matches!(&*given.text(0), "1" | "true")),
        Function::If => given.value(if given.truth(0) { 1 } else { 2 }),
        Function::Coalesce => given.first_said(),
        Function::Once => given.once(),
        Function::Current => XPath::Nodes(vec![scope.current]),
        Function::Last => XPath::Number(scope.position.1 as f64),
        Function::Instance => XPath::Nodes(scope.state.list(&given.text(0)).into_iter().collect()),
        Function::Name | Function::LocalName => XPath::Text(given.name()),
        Function::Version => XPath::text(scope.state.version()),

        Function::Number
        | Function::Int
        | Function::Round
        | Function::Floor
        | Function::Ceiling
        | Function::Abs
        | Function::Pow
        | Function::Exp
        | Function::Exp10
        | Function::Log
        | Function::Log10
        | Function::Sqrt
        | Function::Sin
        | Function::Cos
        | Function::Tan
        | Function::Asin
        | Function::Acos
        | Function::Atan
        | Function::Atan2
        | Function::Pi
        | Function::Sum
        | Function::Max
        | Function::Min => XPath::Number(numbers::of(function, &given)),

        Function::String
        | Function::Concat
        | Function::Join
        | Function::Substr
        | Function::Substring
        | Function::SubstringBefore
        | Function::SubstringAfter
        | Function::Translate
        | Function::NormalizeSpace
        | Function::StringLength
        | Function::Contains
        | Function::StartsWith
        | Function::EndsWith
        | Function::Regex => texts::of(function, &given),

        Function::Count
        | Function::CountNonEmpty
        | Function::Position
        | Function::IndexedRepeat => repeats::of(function, &given),

        Function::Selected
        | Function::SelectedAt
        | Function::CountSelected
        | Function::ChoiceName
        | Function::Pulldata
        | Function::Checklist
        | Function::WeightedChecklist => selects::of(function, &given),

        Function::Today
        | Function::Now
        | Function::Date
        | Function::DateTime
        | Function::DecimalDateTime
        | Function::DecimalTime
        | Function::FormatDate
        | Function::FormatDateTime => times::of(function, &given),

        Function::Digest | Function::Base64Decode | Function::ExtractSigned => {
            digests::of(function, &given)
        }

        Function::Area | Function::Distance | Function::Geofence => geography::of(function, &given),

        Function::Random | Function::Randomize | Function::Uuid => chance::of(function, &given),
    }
}

impl<'a> Given<'_, 'a> {
    fn len(&self) -> usize {
        self.trees.len()
    }

    fn value(&self, index: usize) -> XPath<'a> {
        self.trees
            .get(index)
            .map_or(XPath::EMPTY, |tree| self.scope.value(tree))
    }

    fn text(&self, index: usize) -> Cow<'a, str> {
        self.value(index).to_text(self.scope.state)
    }

    fn number(&self, index: usize) -> f64 {
        self.value(index).to_number(self.scope.state)
    }

    fn truth(&self, index: usize) -> bool {
        self.value(index).to_bool(self.scope.state)
    }

    /// The nodes of an argument that are asked: what counts and adds leaves the others out.
    fn nodes(&self, index: usize) -> Vec<Place> {
        self.asked(self.value(index).into_nodes())
    }

    fn asked(&self, mut nodes: Vec<Place>) -> Vec<Place> {
        nodes.retain(|node| self.scope.state.is_relevant(*node));
        nodes
    }

    /// The texts of some arguments, of nodes those of all.
    fn texts(&self, from: usize) -> Vec<Cow<'a, str>> {
        let state = self.scope.state;
        let mut texts = Vec::new();
        for index in from..self.len() {
            match self.value(index) {
                XPath::Nodes(nodes) => {
                    let nodes = self.asked(nodes).into_iter();
                    texts.extend(nodes.map(|node| state.text(node)));
                }
                other => texts.push(other.to_text(state)),
            }
        }
        texts
    }

    /// The numbers of some arguments, of nodes those of all.
    fn numbers(&self, from: usize) -> Vec<f64> {
        let state = self.scope.state;
        let mut numbers = Vec::new();
        for index in from..self.len() {
            match self.value(index) {
                XPath::Nodes(nodes) => {
                    numbers.extend(
                        self.asked(nodes)
                            .into_iter()
                            .map(|node| number_of(&state.text(node), state)),
                    );
                }
                other => numbers.push(other.to_number(state)),
            }
        }
        numbers
    }

    /// The first argument that says something; what is no number says nothing.
    fn first_said(&self) -> XPath<'a> {
        let mut values = (0..self.len()).map(|index| self.value(index));
        let said = values.find(|value| !value.result(self.scope.state).is_empty());
        said.unwrap_or(XPath::EMPTY)
    }

    /// What the question says already, or the argument where it says nothing.
    fn once(&self) -> XPath<'a> {
        let said = self.scope.state.text(self.scope.current);
        if said.is_empty() {
            self.value(0)
        } else {
            XPath::Text(said)
        }
    }

    fn name(&self) -> Cow<'a, str> {
        let node = match self.trees.first() {
            Some(_) => self.value(0).into_nodes().first().copied(),
            None => Some(self.scope.here),
        };
        node.map_or(Cow::Borrowed(""), |node| self.scope.state.name(node))
    }
}
