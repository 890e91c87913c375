//! The values of expressions, and how one kind is read as another.

use std::borrow::Cow;

use super::moment::Moment;
use crate::places::Place;
use crate::state::State;

/// A value of an expression: XPath's four kinds, and the moments of ODK XForms.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum XPath<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Bool(bool),
    Moment(Moment),
    /// In the order of the document.
    Nodes(Vec<Place>),
}

impl<'a> XPath<'a> {
    pub(crate) const EMPTY: XPath<'static> = XPath::Text(Cow::Borrowed(""));

    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> XPath<'a> {
        XPath::Text(text.into())
    }

    /// A number that may not be there.
    pub(crate) fn number(number: Option<f64>) -> XPath<'a> {
        XPath::Number(number.unwrap_or(f64::NAN))
    }

    pub(crate) fn to_bool(&self, state: &State<'_>) -> bool {
        match self {
            XPath::Text(text) => !text.is_empty(),
            XPath::Number(number) => *number != 0.0 && !number.is_nan(),
            XPath::Bool(truth) => *truth,
            XPath::Moment(moment) => moment.days() != 0.0,
            // A question without an answer is no node that is missing, and means no all the same.
            XPath::Nodes(nodes) => nodes
                .first()
                .is_some_and(|node| !state.text(*node).trim().is_empty()),
        }
    }

    pub(crate) fn to_text(&self, state: &State<'a>) -> Cow<'a, str> {
        match self {
            XPath::Text(text) => text.clone(),
            XPath::Number(number) => Cow::Owned(number_text(*number)),
            XPath::Bool(true) => Cow::Borrowed("true"),
            XPath::Bool(false) => Cow::Borrowed("false"),
            XPath::Moment(moment) => Cow::Owned(moment.text()),
            XPath::Nodes(nodes) => nodes
                .first()
                .map_or(Cow::Borrowed(""), |node| state.text(*node)),
        }
    }

    /// The text as it is written down where something was calculated: what is no number is nothing.
    pub(crate) fn result(&self, state: &State<'a>) -> Cow<'a, str> {
        match self {
            XPath::Number(number) if number.is_nan() => Cow::Borrowed(""),
            other => other.to_text(state),
        }
    }

    /// The number, for a moment its days since 1970; NaN if it is none.
    pub(crate) fn to_number(&self, state: &State<'_>) -> f64 {
        match self {
            XPath::Text(text) => number_of(text, state),
            XPath::Number(number) => *number,
            XPath::Bool(truth) => f64::from(u8::from(*truth)),
            XPath::Moment(moment) => moment.days(),
            XPath::Nodes(nodes) => nodes
                .first()
                .map_or(f64::NAN, |node| number_of(&state.text(*node), state)),
        }
    }

    /// The moment, from its text or from days since 1970.
    pub(crate) fn to_moment(&self, state: &State<'_>) -> Option<Moment> {
        match self {
            XPath::Moment(moment) => Some(*moment),
            XPath::Number(days) if days.is_finite() => Moment::of_days(*days, state.zone()),
            XPath::Text(_) | XPath::Nodes(_) => Moment::read(&self.to_text(state), state.zone()),
            XPath::Number(_) | XPath::Bool(_) => None,
        }
    }

    /// The nodes, of a value that has some.
    pub(crate) fn into_nodes(self) -> Vec<Place> {
        match self {
            XPath::Nodes(nodes) => nodes,
            _ => Vec::new(),
        }
    }
}

/// The number that a text says, also a day or a moment as its days since 1970.
pub(crate) fn number_of(text: &str, state: &State<'_>) -> f64 {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    // Rust would also read `inf`, `nan` and exponents.
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if plain {
        return text.parse().unwrap_or(f64::NAN);
    }
    // Every moment begins with a year of four digits and a hyphen.
    if text.as_bytes().get(4) != Some(&b'-') {
        return f64::NAN;
    }
    Moment::read(text, state.zone()).map_or(f64::NAN, Moment::days)
}

/// A number as XPath writes it: no exponent, no `.0`, no negative zero.
pub(crate) fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned()
    } else {
        // Adding zero turns -0 into 0.
        (number + 0.0).to_string()
    }
}

/// XPath's equality, in which the more telling of two kinds decides how both are read; of nodes, any one will do.
pub(crate) fn equal(left: &XPath<'_>, right: &XPath<'_>, state: &State<'_>) -> bool {
    match (left, right) {
        (XPath::Bool(_), _) | (_, XPath::Bool(_)) => left.to_bool(state) == right.to_bool(state),
        (XPath::Nodes(nodes), other) | (other, XPath::Nodes(nodes)) => {
            any(nodes, state, |text| match other {
                XPath::Nodes(others) => any(others, state, |other| text == other),
                _ => equal(&XPath::text(text), other, state),
            })
        }
        (XPath::Number(_) | XPath::Moment(_), _) | (_, XPath::Number(_) | XPath::Moment(_)) => {
            left.to_number(state) == right.to_number(state)
        }
        (XPath::Text(left), XPath::Text(right)) => left == right,
    }
}

/// Whether some pair is different: of nodes, any one will do, so that a value may be both equal and unequal.
pub(crate) fn unequal(left: &XPath<'_>, right: &XPath<'_>, state: &State<'_>) -> bool {
    match (left, right) {
        (XPath::Bool(_), _) | (_, XPath::Bool(_)) => !equal(left, right, state),
        (XPath::Nodes(nodes), other) | (other, XPath::Nodes(nodes)) => {
            any(nodes, state, |text| match other {
                XPath::Nodes(others) => any(others, state, |other| text != other),
                _ => !equal(&XPath::text(text), other, state),
            })
        }
        _ => !equal(left, right, state),
    }
}

/// Whether two values are in an order; of nodes, any one will do.
pub(crate) fn ordered(
    left: &XPath<'_>,
    right: &XPath<'_>,
    state: &State<'_>,
    holds: fn(f64, f64) -> bool,
) -> bool {
    let numbers = |value: &XPath<'_>| match value {
        XPath::Nodes(nodes) => nodes
            .iter()
            .map(|node| number_of(&state.text(*node), state))
            .collect(),
        other => vec![other.to_number(state)],
    };
    let right = numbers(right);
    numbers(left)
        .iter()
        .any(|left| right.iter().any(|right| holds(*left, *right)))
}

fn any(nodes: &[Place], state: &State<'_>, mut fits: impl FnMut(&str) -> bool) -> bool {
    nodes.iter().any(|node| fits(&state.text(*node)))
}
