//! The app.

pub mod device;
pub mod replica;
pub mod ui;
pub mod words;
