//! How the hamlets of a unit are cared for.

pub mod show;
