//! Whether the server lives and works, for whoever watches it.

pub mod live;
pub mod ready;
