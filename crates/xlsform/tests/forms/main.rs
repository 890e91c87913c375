//! Workbooks, each made for what is to be seen of it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod book;
mod bytes;
mod meaning;
mod mistakes;
mod old;
mod others;
mod own;
mod self_check;
mod spellings;
mod standards;
mod warnings;
