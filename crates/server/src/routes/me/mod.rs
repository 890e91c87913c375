//! The person who is signed in.

pub mod factor;
pub mod password;
pub mod show;
