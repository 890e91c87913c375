//! The expression language of forms: XPath 1.0 as XLSForm and ODK XForms use it, with `${name}` for a question.

mod call;
mod drawn;
mod eval;
mod function;
mod lex;
mod mentions;
mod moment;
mod parse;
mod path;
mod resolve;
mod value;

use serde::{Deserialize, Serialize};

pub(crate) use call::shuffled;
pub use call::{area_m2, length_m};
pub(crate) use eval::Scope;
pub(crate) use function::Function;
pub use mentions::Mentions;
pub(crate) use moment::Moment;
pub(crate) use parse::parse;
pub(crate) use resolve::Meant;
pub(crate) use value::XPath;

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
    /// An axis of XPath that forms have no use for.
    #[error(
        "the axis “{0}” is not known to forms; those with child, parent, self and descendant are"
    )]
    UnknownAxis(String),
    /// Too deep to be evaluated on a phone's small stack.
    #[error("it is too long or too deeply nested: split it")]
    TooDeep,
}

/// A parsed expression over references of type `R`: names at first, nodes of the model afterwards.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree<R> {
    Text(Box<str>),
    Number(f64),
    /// `${name}`
    Ref(R),
    /// `${last-saved#name}`
    Last(R),
    Path(Box<Path<R>>),
    Call(Function, Vec<Tree<R>>),
    Negate(Box<Tree<R>>),
    Binary(Op, Box<Tree<R>>, Box<Tree<R>>),
}

/// A way through nodes, from where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Path<R> {
    pub(crate) start: Start<R>,
    pub(crate) steps: Vec<Step<R>>,
}

/// Where a path begins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Start<R> {
    /// `/…`: above the form's outermost element.
    Root,
    /// At the node for which it is evaluated.
    Here,
    /// At the nodes of an expression, of which `predicates` choose some: `instance('x')/…`, `(a | b)[1]`, `${name}[. > 1]`.
    At(Tree<R>, Vec<Tree<R>>),
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step<R> {
    pub(crate) axis: Axis,
    pub(crate) test: Test,
    pub(crate) predicates: Vec<Tree<R>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    Child,
    Parent,
    Itself,
    Descendant,
    DescendantOrSelf,
    Ancestor,
    AncestorOrSelf,
    PrecedingSibling,
    FollowingSibling,
    Attribute,
}

/// Which nodes of an axis are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// `name`
    Name(Box<str>),
    /// `*` or `node()`
    Any,
    /// `text()`
    Text,
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
    Union,
}
