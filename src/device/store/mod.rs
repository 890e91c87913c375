//! What this device keeps.

mod error;

pub use error::SaveError;
