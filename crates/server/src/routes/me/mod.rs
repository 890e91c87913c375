//! The person who is signed in.

pub mod password;
pub mod show;
