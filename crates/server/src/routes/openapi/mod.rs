//! The description of the API.

pub mod show;
