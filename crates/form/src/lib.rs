#![doc = include_str!("../README.md")]

mod answers;
mod came;
mod check;
mod decimal;
mod defaults;
mod definition;
mod differences;
mod error;
mod evaluate;
mod finish;
mod media;
mod model;
mod path;
mod place;
mod places;
mod problem;
mod reach;
mod state;
mod table;
mod text;
mod value;
mod view;
mod walk;
mod wire;
mod words;
mod xpath;

pub use answers::Answers;
pub use decimal::{Decimal, NotADecimal};
pub use defaults::{apply_defaults, apply_defaults_in};
pub use definition::{
    Choice, Constraint, Definition, Form, FormId, Group, Kind, Node, Question, Repeat,
};
pub use differences::{Difference, Recorded, differences, recorded};
pub use error::{Fault, FormError};
pub use evaluate::evaluate;
pub use finish::finish;
pub use media::{MediaRef, NotASha256, Sha256};
pub use path::{Path, PathError, Step};
pub use place::{NotAPlace, Place};
pub use problem::Problem;
pub use state::Context;
pub use table::{NotATable, Table};
pub use text::{Lang, Text};
pub use value::{Answer, DeclineReason, Value};
pub use view::{Item, QuestionView, Screen, View};
pub use words::words;
pub use xpath::{Expr, ExprError};
