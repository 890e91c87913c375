//! Operations: what devices say happened.

pub mod push;
