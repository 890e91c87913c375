//! Changes: what the feeds of a person carry.

pub mod pull;
