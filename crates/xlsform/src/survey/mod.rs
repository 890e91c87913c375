//! The sheet `survey`: rows, the tree that they are, and the form's nodes made of it.

mod appearance;
mod ask;
mod choose;
mod columns;
mod default;
mod desk;
mod kinds;
mod looped;
mod names;
mod outline;
mod own;
mod papers;
mod rules;
mod section;
mod spelling;

pub(crate) use columns::Said;
pub(crate) use desk::Desk;
pub(crate) use looped::Looped;
pub(crate) use names::{Names, is_name, references, similar};
pub(crate) use outline::{Part, Parts, outline};
