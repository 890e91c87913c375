#![doc = include_str!("../README.md")]

mod audit;
mod base;
mod broken;
mod check;
mod disk;
mod facts;
mod legal;
mod life;
mod mutation;
mod office;
mod offices;
mod phone;
mod rest;
mod schedule;
mod search;
mod shrink;
mod step;
mod town;
mod truth;
mod view;
mod work;

pub use base::{Base, NoBase};
pub use broken::Broken;
pub use mutation::Mutation;
pub use schedule::{Schedule, Setting};
pub use search::{Found, run, search};
pub use shrink::shrink;
pub use step::{Death, Deed, Fault, Step, Tap};
