#![doc = include_str!("../README.md")]

mod act;
mod chain;
mod count;
mod entry;
mod export;
mod hash;
mod sentence;
mod why;

pub use act::{AuditAct, BreachStep, Door, GivenOut, ListStep, What};
pub use chain::{Broken, Chain, Faults};
pub use count::{Operations, PushedKind};
pub use entry::{Actor, Entry, NotAnActor, Note, subjects_of};
pub use export::{Export, Named};
pub use hash::{EntryHash, Head, NotAHead};
pub use why::Why;
