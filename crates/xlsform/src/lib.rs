#![doc = include_str!("../README.md")]

mod choices;
mod compile;
mod cycle;
mod enclosed;
mod entities;
mod files;
mod grid;
mod households;
mod instance;
mod language;
mod mistake;
mod named;
mod notes;
mod parameters;
mod read;
mod settings;
mod survey;
mod words;
mod wrong;

pub use compile::{Compiled, Files, compile};
pub use instance::{Named, instance};
pub use mistake::{Mistake, Warning, Where};
pub use wrong::{Doubt, Section, Unfit, Unsaved, Wrong};
