//! The devices of a unit's people.

pub mod list;
