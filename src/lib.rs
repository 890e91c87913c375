//! The app.

pub mod device;
pub mod replica;
pub mod words;
