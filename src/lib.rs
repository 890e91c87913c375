//! The app.

pub mod app;
pub mod device;
pub mod replica;
pub mod ui;
pub mod words;
pub mod form;
pub mod pages;
pub mod office;
