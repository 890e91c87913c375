#![doc = include_str!("../README.md")]

mod asks;
mod binds;
mod body;
mod element;
mod expression;
mod filled;
mod head;
mod instance;
mod itext;
mod names;
mod openrosa;
mod tables;

pub use asks::{Asks, HOUSEHOLDS, HouseholdRow};
pub use element::Unreadable;
pub use filled::{Asked, Filled, Missing, Read};
pub use head::{XForm, xform};
pub use openrosa::{Answered, Attached, Listed};
