#![doc = include_str!("../README.md")]

mod asks;
mod binds;
mod body;
mod choices;
mod element;
mod entities;
mod expression;
mod filled;
mod head;
mod instance;
mod itext;
mod kinds;
mod names;
mod openrosa;
mod read;
mod tables;

pub use asks::{Asks, HOUSEHOLDS, HouseholdRow};
pub use element::Unreadable;
pub use filled::{Asked, Filled};
pub use head::{XForm, xform};
pub use openrosa::{Answered, Attached, Listed};
pub use read::{Missing, Read};
