//! What can be wrong with a form definition, and where.

use crate::{ExprError, Path};

/// A definition that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// The text is not a form definition: not JSON, a field missing, unknown or misplaced, or an
    /// expression that cannot be read.
    #[error("not a form definition: {0}")]
    Json(#[source] serde_json::Error),
    /// Something is wrong at one place in the form.
    #[error("{place}: {fault}")]
    At {
        /// The group, repeat or question.
        place: Path,
        /// What is wrong there.
        fault: Fault,
    },
    /// A name cannot be a step of a path.
    #[error("“{0}” cannot be a name: use a letter, then letters, digits, _ - or .")]
    Name(String),
    /// The form has no screen.
    #[error("the form has no group, so there is nothing to ask")]
    Empty,
}

/// What is wrong at one place of a form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Two neighbours have the same name.
    #[error("another part of the same group has this name too")]
    DuplicateName,
    /// A group or repeat holds nothing.
    #[error("it holds no question")]
    NoNodes,
    /// A question of choices has none.
    #[error("it has no choices")]
    NoChoices,
    /// Its choices come from a table that the form does not have.
    #[error("its choices come from the table “{0}”, which the form does not have")]
    NoTable(String),
    /// Its choices are the answers to a question that is asked only once.
    #[error("its choices are the answers to ${{{0}}}, which does not lie in a repeat")]
    NotRepeated(String),
    /// Two choices have the same key.
    #[error("the choice “{0}” is there twice")]
    DuplicateChoice(String),
    /// The key of a choice holds a space or is empty, so `selected()` could not find it.
    #[error("“{0}” cannot be the key of a choice: it must not be empty or hold a space")]
    ChoiceKey(String),
    /// A question for photos or recordings takes none.
    #[error("it must take at least one photo or recording")]
    NoMedia,
    /// An expression refers to what is not there.
    #[error("its {field} refers to ${{{name}}}, and nothing has that name")]
    UnknownReference {
        /// The field with the expression.
        field: &'static str,
        /// The name that was not found.
        name: String,
    },
    /// An expression refers to a name that several parts have.
    #[error("its {field} refers to ${{{name}}}, and several parts have that name")]
    AmbiguousReference {
        /// The field with the expression.
        field: &'static str,
        /// The name that was found several times.
        name: String,
    },
    /// Whether it is relevant depends on whether it is relevant.
    #[error("its relevance depends on itself")]
    Cycle,
    /// An expression is wrong in itself.
    #[error("its {field} cannot be read: {error}")]
    Expression {
        /// The field with the expression.
        field: &'static str,
        /// What is wrong with it.
        error: ExprError,
    },
}
