//! Choices: which were made, what they are called, what a table says of them.

use super::Given;
use crate::xpath::Function;
use crate::xpath::value::XPath;

pub(super) fn of<'a>(function: Function, given: &Given<'_, 'a>) -> XPath<'a> {
    let state = given.scope.state;
    match function {
        Function::Selected => {
            let (keys, key) = (given.text(0), given.text(1));
            XPath::Bool(keys.split_whitespace().any(|one| one == key.trim()))
        }
        Function::SelectedAt => {
            let (keys, index) = (given.text(0), given.number(1).trunc());
            let found = (index >= 0.0)
                .then(|| keys.split_whitespace().nth(index as usize))
                .flatten();
            XPath::text(found.unwrap_or_default().to_owned())
        }
        Function::CountSelected => XPath::Number(given.text(0).split_whitespace().count() as f64),
        Function::ChoiceName => XPath::text(choice_name(given)),
        Function::Pulldata => {
            let list = state.list(&given.text(0));
            let found = list
                .and_then(|list| state.pull(list, &given.text(1), &given.text(2), &given.text(3)));
            XPath::Text(found.unwrap_or_default())
        }
        Function::Checklist => XPath::Bool(between(
            given,
            given
                .truths(2)
                .map(|holds| f64::from(u8::from(holds)))
                .sum(),
        )),
        Function::WeightedChecklist => {
            let pairs = (2..given.len()).step_by(2);
            let held = pairs.filter(|index| given.truth(*index));
            XPath::Bool(between(
                given,
                held.map(|index| given.number(index + 1)).sum(),
            ))
        }
        _ => XPath::EMPTY,
    }
}

/// Whether a sum lies between the first two arguments, of which -1 says that there is no such bound.
fn between(given: &Given<'_, '_>, sum: f64) -> bool {
    let (least, most) = (given.number(0), given.number(1));
    (least == -1.0 || sum >= least) && (most == -1.0 || sum <= most)
}

/// What the choices of a question are called, from their keys; XLSForm names the question in quotes.
fn choice_name(given: &Given<'_, '_>) -> String {
    let state = given.scope.state;
    let question = match given.value(1) {
        XPath::Nodes(nodes) => nodes.first().copied(),
        path => state.named(&path.to_text(state), given.scope.current),
    };
    let keys = given.text(0);
    let Some(question) = question else {
        return String::new();
    };
    let labels = keys
        .split_whitespace()
        .filter_map(|key| state.choice_label(question, key));
    labels.collect::<Vec<_>>().join(", ")
}

impl<'a> Given<'_, 'a> {
    /// Whether some arguments hold; of nodes, each for itself.
    fn truths(&self, from: usize) -> impl Iterator<Item = bool> {
        let state = self.scope.state;
        (from..self.len()).flat_map(move |index| match self.value(index) {
            XPath::Nodes(nodes) => nodes
                .into_iter()
                .map(|node| !state.text(node).is_empty())
                .collect(),
            other => vec![other.to_bool(state)],
        })
    }
}
