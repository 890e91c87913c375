//! The expression language of XLSForm: a subset of XPath 1.0 with `${name}` references.

mod eval;
mod function;
mod lex;
mod parse;

use serde::{Deserialize, Serialize};

pub(crate) use eval::{Scope, XPath};
pub(crate) use function::Function;
pub(crate) use parse::parse;

/// The source of an expression. A [`Form`](crate::Form) reads it once, when it is checked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Expr(pub String);

/// Why an expression cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExprError {
    /// A character that begins nothing in the language.
    #[error("“{found}” at character {at} has no meaning here; text stands in straight quotes")]
    Character {
        /// The character.
        found: char,
        /// Its position, from 1.
        at: usize,
    },
    /// A text in quotes, or a `${`, that does not end.
    #[error("what begins at character {at} does not end")]
    Unfinished {
        /// Its position, from 1.
        at: usize,
    },
    /// Something else was expected.
    #[error("“{found}” at character {at} was not expected here")]
    Unexpected {
        /// What stands there.
        found: String,
        /// Its position, from 1.
        at: usize,
    },
    /// The expression stops too early.
    #[error("something is missing at its end")]
    End,
    /// No function has this name.
    #[error("there is no function {0}()")]
    UnknownFunction(String),
    /// A function has too many or too few arguments.
    #[error("{function}() takes {expects} and was given {given}")]
    Arguments {
        /// The function.
        function: &'static str,
        /// How many it takes, in words.
        expects: String,
        /// How many it was given.
        given: usize,
    },
    /// A function that counts or adds answers was given something else.
    #[error("{0}() takes a reference such as ${{name}}")]
    NeedsReference(&'static str),
    /// Too deep to be evaluated on a phone's small stack.
    #[error("it is too long or too deeply nested: split it")]
    TooDeep,
}

/// A parsed expression over references of type `R`: names at first, nodes of the plan afterwards.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree<R> {
    Text(String),
    Number(f64),
    /// `${name}`
    Ref(R),
    /// `.`
    Current,
    Call(Function, Vec<Tree<R>>),
    Negate(Box<Tree<R>>),
    Binary(Op, Box<Tree<R>>, Box<Tree<R>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

impl<R> Tree<R> {
    /// The same expression with every reference replaced.
    pub(crate) fn resolve<S, E>(self, to: &impl Fn(R) -> Result<S, E>) -> Result<Tree<S>, E> {
        Ok(match self {
            Tree::Text(text) => Tree::Text(text),
            Tree::Number(number) => Tree::Number(number),
            Tree::Ref(reference) => Tree::Ref(to(reference)?),
            Tree::Current => Tree::Current,
            Tree::Call(function, arguments) => Tree::Call(
                function,
                arguments
                    .into_iter()
                    .map(|argument| argument.resolve(to))
                    .collect::<Result<_, E>>()?,
            ),
            Tree::Negate(inner) => Tree::Negate(Box::new(inner.resolve(to)?)),
            Tree::Binary(op, left, right) => Tree::Binary(
                op,
                Box::new(left.resolve(to)?),
                Box::new(right.resolve(to)?),
            ),
        })
    }

    /// Calls back with every reference, and with none for each `.`.
    pub(crate) fn each_ref(&self, found: &mut impl FnMut(Option<&R>)) {
        match self {
            Tree::Text(_) | Tree::Number(_) => {}
            Tree::Ref(reference) => found(Some(reference)),
            Tree::Current => found(None),
            Tree::Call(_, arguments) => arguments.iter().for_each(|a| a.each_ref(found)),
            Tree::Negate(inner) => inner.each_ref(found),
            Tree::Binary(_, left, right) => {
                left.each_ref(found);
                right.each_ref(found);
            }
        }
    }
}
