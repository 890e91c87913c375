//! Files in which phones hand over what they could not send.

pub mod drafts;
pub mod import;
