//! The person who is signed in.

pub mod show;
