//! The value of an expression, by XPath's rules.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Function, Op, Tree};
use crate::plan::NodeId;
use crate::state::State;
use crate::{Answer, Value};

/// A value of an expression: XPath's text, number and truth, and the days of ODK XForms.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum XPath<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Bool(bool),
    Date(NaiveDate),
}

impl<'a> XPath<'a> {
    pub(crate) const EMPTY: XPath<'static> = XPath::Text(Cow::Borrowed(""));

    /// An answer as an expression sees it: as the text that an XForm's instance would hold.
    pub(crate) fn of(answer: Option<&'a Answer>) -> XPath<'a> {
        let Some(Answer::Given(value)) = answer else {
            return XPath::EMPTY;
        };
        match value {
            Value::Text(text) | Value::One(text) => XPath::Text(Cow::Borrowed(text)),
            Value::Integer(number) => XPath::Number(*number as f64),
            Value::Decimal(decimal) => XPath::Text(Cow::Borrowed(decimal.as_str())),
            Value::Date(date) => XPath::Date(*date),
            Value::Many(keys) => {
                let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                XPath::Text(Cow::Owned(keys.join(" ")))
            }
            Value::YesNo(true) => XPath::Text(Cow::Borrowed("yes")),
            Value::YesNo(false) => XPath::Text(Cow::Borrowed("no")),
            Value::Photos(media) | Value::Sounds(media) => {
                media.first().map_or(XPath::EMPTY, |one| {
                    XPath::Text(Cow::Borrowed(one.sha256.as_str()))
                })
            }
            Value::Place(place) => XPath::Text(Cow::Owned(format!(
                "{} {} 0 {}",
                place.lat(),
                place.lon(),
                place.accuracy_m()
            ))),
        }
    }

    pub(crate) fn to_bool(&self) -> bool {
        match self {
            XPath::Text(text) => !text.is_empty(),
            XPath::Number(number) => *number != 0.0 && !number.is_nan(),
            XPath::Bool(truth) => *truth,
            XPath::Date(_) => true,
        }
    }

    pub(crate) fn to_text(&self) -> Cow<'_, str> {
        match self {
            XPath::Text(text) => Cow::Borrowed(text),
            XPath::Number(number) => Cow::Owned(number_text(*number)),
            XPath::Bool(true) => Cow::Borrowed("true"),
            XPath::Bool(false) => Cow::Borrowed("false"),
            XPath::Date(date) => Cow::Owned(date.to_string()),
        }
    }

    /// The number, for a day the days since 1 January 1970; NaN if it is none.
    pub(crate) fn to_number(&self) -> f64 {
        match self {
            XPath::Text(text) => {
                let text = text.trim();
                match text.bytes().next() {
                    // Rust would also read `inf`, `nan` and exponents.
                    Some(b'0'..=b'9' | b'.' | b'-')
                        if !text.contains(['e', 'E', 'i', 'n', 'N']) =>
                    {
                        text.parse()
                            .unwrap_or_else(|_| text.parse().map_or(f64::NAN, day_number))
                    }
                    _ => f64::NAN,
                }
            }
            XPath::Number(number) => *number,
            XPath::Bool(truth) => f64::from(u8::from(*truth)),
            XPath::Date(date) => day_number(*date),
        }
    }

    /// The day, from a date, its ISO text, or days since 1 January 1970.
    pub(crate) fn to_date(&self) -> Option<NaiveDate> {
        match self {
            XPath::Date(date) => Some(*date),
            XPath::Text(text) => text.trim().parse().ok(),
            XPath::Number(days) if days.is_finite() => {
                NaiveDate::from_epoch_days(days.floor() as i32)
            }
            XPath::Number(_) | XPath::Bool(_) => None,
        }
    }
}

fn day_number(date: NaiveDate) -> f64 {
    f64::from(date.to_epoch_days())
}

/// A number as XPath writes it: no exponent, no `.0`, no negative zero.
fn number_text(number: f64) -> String {
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

/// Where an expression stands: a node, the row of its table, and what `.` means there.
pub(crate) struct Scope<'s, 'a> {
    pub(crate) state: &'s State<'a>,
    pub(crate) node: NodeId,
    pub(crate) row: usize,
}

impl<'a> Scope<'_, 'a> {
    /// The value of an expression.
    pub(crate) fn value(&self, tree: &'a Tree<NodeId>) -> XPath<'a> {
        match tree {
            Tree::Text(text) => XPath::Text(Cow::Borrowed(text)),
            Tree::Number(number) => XPath::Number(*number),
            Tree::Ref(node) => self.state.first_value(*node, self.node, self.row),
            Tree::Current => XPath::of(self.state.cell(self.node, self.row).answer),
            Tree::Call(function, arguments) => self.call(*function, arguments),
            Tree::Negate(inner) => XPath::Number(-self.value(inner).to_number()),
            Tree::Binary(op, left, right) => self.binary(*op, left, right),
        }
    }

    fn binary(&self, op: Op, left: &'a Tree<NodeId>, right: &'a Tree<NodeId>) -> XPath<'a> {
        match op {
            Op::Or => return XPath::Bool(self.truth(left) || self.truth(right)),
            Op::And => return XPath::Bool(self.truth(left) && self.truth(right)),
            _ => {}
        }
        let (left, right) = (self.value(left), self.value(right));
        if op == Op::Equal || op == Op::NotEqual {
            return XPath::Bool(equal(&left, &right) == (op == Op::Equal));
        }
        let (left, right) = (left.to_number(), right.to_number());
        match op {
            Op::Less => XPath::Bool(left < right),
            Op::AtMost => XPath::Bool(left <= right),
            Op::Greater => XPath::Bool(left > right),
            Op::AtLeast => XPath::Bool(left >= right),
            Op::Add => XPath::Number(left + right),
            Op::Subtract => XPath::Number(left - right),
            Op::Multiply => XPath::Number(left * right),
            Op::Divide => XPath::Number(left / right),
            Op::Modulo => XPath::Number(left % right),
            Op::Or | Op::And | Op::Equal | Op::NotEqual => XPath::Bool(false),
        }
    }

    fn truth(&self, tree: &'a Tree<NodeId>) -> bool {
        self.value(tree).to_bool()
    }

    /// The parser saw to the number of arguments, so a missing one reads as empty here.
    fn call(&self, function: Function, arguments: &'a [Tree<NodeId>]) -> XPath<'a> {
        let value = |index: usize| arguments.get(index).map_or(XPath::EMPTY, |a| self.value(a));
        let number = |index: usize| value(index).to_number();
        match function {
            Function::True => XPath::Bool(true),
            Function::False => XPath::Bool(false),
            Function::Not => XPath::Bool(!value(0).to_bool()),
            Function::Boolean => XPath::Bool(value(0).to_bool()),
            Function::Number => XPath::Number(number(0)),
            Function::String => XPath::Text(Cow::Owned(value(0).to_text().into_owned())),
            Function::Today => XPath::Date(self.state.today()),
            Function::Date => value(0).to_date().map_or(XPath::EMPTY, XPath::Date),
            Function::If => value(if value(0).to_bool() { 1 } else { 2 }),
            Function::Coalesce => match value(0) {
                XPath::Text(text) if text.is_empty() => value(1),
                first => first,
            },
            Function::Selected => {
                let (keys, key) = (value(0), value(1));
                let key = key.to_text();
                let found = keys.to_text().split_whitespace().any(|k| k == key.trim());
                XPath::Bool(found)
            }
            Function::CountSelected => {
                XPath::Number(value(0).to_text().split_whitespace().count() as f64)
            }
            Function::StringLength => XPath::Number(value(0).to_text().chars().count() as f64),
            Function::Contains => XPath::Bool(value(0).to_text().contains(&*value(1).to_text())),
            Function::StartsWith => {
                XPath::Bool(value(0).to_text().starts_with(&*value(1).to_text()))
            }
            Function::Concat => {
                let texts = arguments
                    .iter()
                    .map(|a| self.value(a).to_text().into_owned());
                XPath::Text(Cow::Owned(texts.collect()))
            }
            Function::Int => XPath::Number(number(0).trunc()),
            Function::Round => XPath::Number(round(number(0), arguments.get(1).map(|_| number(1)))),
            Function::Count => XPath::Number(self.nodes(arguments).count() as f64),
            Function::Sum => XPath::Number(self.nodes(arguments).map(|v| v.to_number()).sum()),
            Function::Min => XPath::Number(self.extreme(arguments, |new, old| new < old)),
            Function::Max => XPath::Number(self.extreme(arguments, |new, old| new > old)),
        }
    }

    /// The relevant nodes that the first argument, a reference, stands for.
    fn nodes(&self, arguments: &'a [Tree<NodeId>]) -> impl Iterator<Item = XPath<'a>> {
        let node = match arguments.first() {
            Some(Tree::Ref(node)) => Some(*node),
            _ => None,
        };
        node.into_iter()
            .flat_map(|node| self.state.values(node, self.node, self.row))
    }

    /// The least or greatest of the numbers; NaN if there is none, or one of them is no number.
    fn extreme(&self, arguments: &'a [Tree<NodeId>], better: fn(f64, f64) -> bool) -> f64 {
        let mut numbers = Vec::new();
        for argument in arguments {
            match argument {
                Tree::Ref(node) => {
                    let values = self.state.values(*node, self.node, self.row);
                    numbers.extend(values.map(|value| value.to_number()));
                }
                other => numbers.push(self.value(other).to_number()),
            }
        }
        let choose = |old: f64, new: f64| {
            if new.is_nan() || better(new, old) {
                new
            } else {
                old
            }
        };
        numbers.into_iter().reduce(choose).unwrap_or(f64::NAN)
    }
}

/// XPath's equality, in which the more telling of two types decides how both are read.
fn equal(left: &XPath<'_>, right: &XPath<'_>) -> bool {
    match (left, right) {
        (XPath::Bool(_), _) | (_, XPath::Bool(_)) => left.to_bool() == right.to_bool(),
        (XPath::Number(_), _) | (_, XPath::Number(_)) => left.to_number() == right.to_number(),
        (XPath::Date(_), XPath::Date(_)) | (XPath::Text(_), _) | (_, XPath::Text(_)) => {
            left.to_text() == right.to_text()
        }
    }
}

/// Half rounds up, as in XPath; with digits, to as many decimal places.
fn round(number: f64, digits: Option<f64>) -> f64 {
    let scale = 10f64.powi(digits.unwrap_or(0.0).clamp(-30.0, 30.0) as i32);
    (number * scale + 0.5).floor() / scale
}
