//! The value of an expression, by XPath's rules.

use super::path::walk;
use super::value::{XPath, equal, ordered, unequal};
use super::{Op, Tree, call};
use crate::model::NodeId;
use crate::places::Place;
use crate::state::State;

/// Where an expression is evaluated.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s, 'a> {
    pub(crate) state: &'s State<'a>,
    /// The node that the expression belongs to, to which `current()` and `${name}` look.
    pub(crate) current: Place,
    /// The node that it is asked of: another one inside predicates.
    pub(crate) here: Place,
    /// Which of how many that is, from 1.
    pub(crate) position: (usize, usize),
}

impl<'s, 'a> Scope<'s, 'a> {
    /// Where the expressions of a node begin.
    pub(crate) fn of(state: &'s State<'a>, node: Place) -> Self {
        Scope {
            state,
            current: node,
            here: node,
            position: (1, 1),
        }
    }

    /// The value of an expression.
    pub(crate) fn value(&self, tree: &'a Tree<NodeId>) -> XPath<'a> {
        match tree {
            Tree::Text(text) => XPath::text(&**text),
            Tree::Number(number) => XPath::Number(*number),
            Tree::Ref(node) => XPath::Nodes(self.state.meant(*node, self.current)),
            Tree::Last(node) => XPath::text(self.state.last(*node)),
            Tree::Path(path) => XPath::Nodes(walk(self, path)),
            Tree::Call(function, arguments) => call::call(self, *function, arguments),
            Tree::Negate(inner) => XPath::Number(-self.number(inner)),
            Tree::Binary(op, left, right) => self.binary(*op, left, right),
        }
    }

    fn binary(&self, op: Op, left: &'a Tree<NodeId>, right: &'a Tree<NodeId>) -> XPath<'a> {
        let compared = |holds: fn(f64, f64) -> bool| {
            let (left, right) = (self.value(left), self.value(right));
            XPath::Bool(ordered(&left, &right, self.state, holds))
        };
        let computed =
            |of: fn(f64, f64) -> f64| XPath::Number(of(self.number(left), self.number(right)));
        match op {
            Op::Or => XPath::Bool(self.truth(left) || self.truth(right)),
            Op::And => XPath::Bool(self.truth(left) && self.truth(right)),
            Op::Equal => XPath::Bool(equal(&self.value(left), &self.value(right), self.state)),
            Op::NotEqual => XPath::Bool(unequal(&self.value(left), &self.value(right), self.state)),
            Op::Less => compared(|left, right| left < right),
            Op::AtMost => compared(|left, right| left <= right),
            Op::Greater => compared(|left, right| left > right),
            Op::AtLeast => compared(|left, right| left >= right),
            Op::Add => computed(|left, right| left + right),
            Op::Subtract => computed(|left, right| left - right),
            Op::Multiply => computed(|left, right| left * right),
            Op::Divide => computed(|left, right| left / right),
            Op::Modulo => computed(|left, right| left % right),
            Op::Union => {
                let mut nodes = self.nodes(left);
                nodes.extend(self.nodes(right));
                self.state.in_order(&mut nodes);
                XPath::Nodes(nodes)
            }
        }
    }

    pub(crate) fn truth(&self, tree: &'a Tree<NodeId>) -> bool {
        self.value(tree).to_bool(self.state)
    }

    pub(crate) fn number(&self, tree: &'a Tree<NodeId>) -> f64 {
        self.value(tree).to_number(self.state)
    }

    pub(crate) fn nodes(&self, tree: &'a Tree<NodeId>) -> Vec<Place> {
        self.value(tree).into_nodes()
    }
}
