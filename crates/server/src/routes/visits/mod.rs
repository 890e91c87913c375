//! Visits, as an officer asks for them.

pub mod list;
pub mod show;
